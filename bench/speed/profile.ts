// Where the time goes: V8's samples of a program, by the room of the house, the library, or the part of Node they were in.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Program } from './program.ts';
import type { Table } from './topic.ts';

export interface Share {
  readonly room: string;
  /** Of all samples that aren't the bench's own. */
  readonly share: number;
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What makes the files, compares with the floor, and loads the program is no part of the product's work. */
const OWN = 'the bench';
const NODE = 'Node itself';

/** Rooms of the house by the beginning of a module's path; the first that fits. */
const ROOMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:bench|test)\//, OWN],
  [/^node_modules\/csv-parse\//, OWN],
  [/^node_modules\/(?:@aws-sdk|@smithy|@aws)\//, 'the SDK'],
  [/^node_modules\//, 'other libraries'],
  [/^local\//, 'the emulated services'],
  [/^lambda\/aws\//, 'aws'],
  [/^lambda\/(\w+)\//, '$1'],
  [/^lambda\//, 'handler and pipeline'],
];

/** Largest first; shares add up to 1. */
export async function whereTimeGoes(program: Program, args: readonly string[]): Promise<readonly Share[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-profile-'));
  try {
    await program.run(args, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const [name = ''] = readdirSync(folder);
    const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
    return shares(timeByRoom(profile, program.file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Several profiles beside each other, in the order of the first; what never has a hundredth is left out. */
export function sharesTable(title: string, profiles: readonly (readonly [string, readonly Share[]])[]): Table {
  const shareIn = (shares: readonly Share[], room: string) => shares.find((one) => one.room === room)?.share ?? 0;
  const rooms = [...new Set(profiles.flatMap(([, shares]) => shares.map(({ room }) => room)))];
  const told = rooms.filter((room) => profiles.some(([, shares]) => shareIn(shares, room) >= 0.01));
  return {
    title,
    header: ['', ...profiles.map(([name]) => name)],
    rows: told.map((room) => [room, ...profiles.map(([, shares]) => `${Math.round(100 * shareIn(shares, room))} %`)]),
  };
}

function timeByRoom({ nodes, samples, timeDeltas }: CpuProfile, file: string): ReadonlyMap<string, number> {
  const roomOfLine = roomsByLine(file);
  const url = pathToFileURL(file).href;
  const roomOf = new Map<number, string>();
  const loading = new Set<number>();
  // Callers come before those they call.
  for (const { id, callFrame, children = [] } of nodes) {
    const isLoading = loading.has(id) || callFrame.url.startsWith('node:internal/modules');
    if (isLoading) for (const child of children) loading.add(child);
    const isOwn = isLoading || callFrame.functionName === '(idle)';
    if (isOwn) roomOf.set(id, OWN);
    else if (callFrame.url === url) roomOf.set(id, roomOfLine(callFrame.lineNumber));
    else roomOf.set(id, callFrame.functionName === '(garbage collector)' ? 'garbage collector' : NODE);
  }
  const times = new Map<string, number>();
  for (const [i, id] of samples.entries()) {
    const room = roomOf.get(id) ?? OWN;
    times.set(room, (times.get(room) ?? 0) + (timeDeltas[i] ?? 0));
  }
  return times;
}

/** The bundler names each module in a comment before it. */
function roomsByLine(file: string): (line: number) => string {
  const rooms: string[] = [];
  let room = NODE;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const module = /^\s*\/\/ ((?:bench|test|lambda|local|node_modules)\/\S+)$/.exec(line)?.[1];
    if (module !== undefined) room = roomOfModule(module);
    rooms.push(room);
  }
  return (line) => rooms[line] ?? NODE;
}

function roomOfModule(module: string): string {
  const [begin, room] = ROOMS.find(([begin]) => begin.test(module)) ?? [/^/, 'other libraries'];
  return room.replace('$1', begin.exec(module)?.[1] ?? '');
}

function shares(times: ReadonlyMap<string, number>): readonly Share[] {
  const rooms = [...times].filter(([room]) => room !== OWN);
  const all = rooms.reduce((sum, [, time]) => sum + time, 0);
  return rooms.map(([room, time]) => ({ room, share: time / all })).sort((a, b) => b.share - a.share);
}
