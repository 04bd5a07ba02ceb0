// The functions' bundles against the floor: bytes, time to load, memory.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOORS, type FlooredFunction, floorBundle } from '../floor-bundle.ts';
import { type Loading, loaded } from '../loading.ts';
import { byTurns, median } from '../rivals.ts';
import { amount, type Row, type Topic } from '../topic.ts';

const ROUNDS = { full: 25, quick: 5 };
const NAMES = Object.keys(FLOORS) as readonly FlooredFunction[];

export const bundle: Topic = {
  name: 'bundle',
  title: 'Bundles: bytes, load time, memory',
  about:
    "The built function beside a handler that only holds a function's clients and the parser, minified alike. A fresh Node " +
    'imports each, by turns; the middle of 25 counts. Memory is the peak of the whole process, most of which is Node itself.',
  async measure(effort) {
    const folder = mkdtempSync(join(tmpdir(), 'tillwatch-floor-'));
    try {
      const rows: Row[] = [];
      for (const name of NAMES) rows.push(...(await rowsOf(name, join(folder, `${name}.mjs`), ROUNDS[effort])));
      return { rows, tables: [] };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function rowsOf(name: FlooredFunction, floor: string, rounds: number): Promise<readonly Row[]> {
  writeFileSync(floor, await floorBundle(FLOORS[name]));
  const own = `dist/functions/${name}/index.mjs`;
  const [ownLoads, floorLoads] = await byTurns(rounds, [() => loaded(own), () => loaded(floor)]);
  const ms = ({ ms }: Loading) => ms;
  const megabytes = ({ megabytes }: Loading) => megabytes;
  const row = (what: string, unit: string, of: readonly [number, number], limit: number): Row => ({
    what: `${name} function: ${what}`,
    measured: amount(of[0], unit, unit === 'kB' ? 0 : 1),
    floor: amount(of[1], unit, unit === 'kB' ? 0 : 1),
    goal: { of: 'ratio', is: 'at most', limit },
  });
  return [
    row('bundle', 'kB', [statSync(own).size / 1_000, statSync(floor).size / 1_000], 1.15),
    row('load', 'ms', [median(ownLoads, ms), median(floorLoads, ms)], 1.15),
    row('memory after load', 'MB', [median(ownLoads, megabytes), median(floorLoads, megabytes)], 1.1),
  ];
}
