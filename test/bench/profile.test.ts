// A profile says in which room of the house the time went, and leaves out what is no part of the product's work.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sharesTable, whereTimeGoes } from '../../bench/speed/profile.ts';
import type { Program } from '../../bench/speed/program.ts';

const BUNDLE = [
  '// bench/speed/programs/warm-file.ts',
  'function measure() {}',
  '// lambda/intake/intake.ts',
  'function intake() {}',
  '// lambda/pipeline.ts',
  'function score() {}',
  '// node_modules/@smithy/core/dist-es/client.js',
  'function send() {}',
].join('\n');

/** Function, file (`bundle` for the bundle), line from 0, samples, and whom it calls by position. */
type Frame = readonly [name: string, url: string, line: number, samples: number, calls?: readonly number[]];

const FRAMES: readonly Frame[] = [
  ['(root)', '', -1, 0, [1, 3, 8, 9]],
  ['run', 'node:internal/modules/esm/module_job', 10, 5, [2]],
  ['compile', 'node:vm', 1, 50],
  ['measure', 'bundle', 1, 40, [4]],
  ['score', 'bundle', 5, 1, [5, 6]],
  ['intake', 'bundle', 3, 5, [7]],
  ['send', 'bundle', 7, 2],
  ['slice', 'node:buffer', 3, 1],
  ['(garbage collector)', '', -1, 1],
  ['(idle)', '', -1, 100],
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwatch-profile-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that leaves this profile where V8 would. */
function aProfiledProgram(): Program {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, BUNDLE);
  const nodes = FRAMES.map(([functionName, url, lineNumber, , children = []], id) => {
    const callFrame = { functionName, url: url === 'bundle' ? pathToFileURL(file).href : url, lineNumber };
    return { id, callFrame, children };
  });
  const samples = FRAMES.flatMap(([, , , count], id) => Array.from({ length: count }, () => id));
  const profile = { nodes, samples, timeDeltas: samples.map(() => 100) };
  return {
    file,
    async run<T>(_args: readonly string[], options: readonly string[] = []) {
      const into = options.find((option) => option.startsWith('--cpu-prof-dir='))?.split('=')[1] ?? '';
      writeFileSync(join(into, 'some.cpuprofile'), JSON.stringify(profile));
      return {} as T;
    },
  };
}

it('gives each sample to the station, library or part of Node that it was in; setting up and loading count for nobody', async () => {
  expect(await whereTimeGoes(aProfiledProgram(), [])).toEqual([
    { room: 'intake', share: 0.5 },
    { room: 'the SDK', share: 0.2 },
    { room: 'handler and pipeline', share: 0.1 },
    { room: 'Node itself', share: 0.1 },
    { room: 'garbage collector', share: 0.1 },
  ]);
});

it('puts profiles beside each other, and leaves out what has no hundredth in any', () => {
  const one = [
    { room: 'detect', share: 0.996 },
    { room: 'aws', share: 0.004 },
  ];
  const other = [{ room: 'intake', share: 1 }];
  expect(
    sharesTable('Where', [
      ['one', one],
      ['other', other],
    ]).rows,
  ).toEqual([
    ['detect', '100 %', '0 %'],
    ['intake', '0 %', '100 %'],
  ]);
});
