// What judging a day costs: processor time of `scan` on generated days, beside the simplest of the baselines on the same.
// Usage: npm run bench:detect [-- days]. Times are of this process, so that a busy machine counts for little.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { inOneScope } from '../bin/build/one-scope.ts';
import type { Detector } from '../lambda/detect/judgement.ts';
import { BASELINES } from './detection/baselines.ts';
import { generatedDays } from './detection/generator.ts';
import type { LabelledDay } from './detection/labelled-day.ts';

const SEED = 1;
const PASSES = 5;
const SETTINGS = { falseAlarmsPer100Days: 1, businessHours: { from: 10, to: 22 } };
const BASELINE = BASELINES.find(({ name }) => name.startsWith('Poisson')) ?? BASELINES[0];

const days = generatedDays(Number(process.argv[2] ?? 500), SEED);
const clean = days.filter(({ incidents }) => incidents.length === 0);
const scan = await bundledScan();
const judge = ({ day }: LabelledDay) => scan.judge(day, SETTINGS);

const all = millisecondsADay(days, judge);
const baseline = millisecondsADay(days, ({ day }) => BASELINE?.reports(day));
process.stdout.write(
  [
    `${days.length} generated days (seed ${SEED}), the best of ${PASSES} warm passes, processor time of one core`,
    `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`,
    '',
    row('scan, all days', all),
    row('scan, clean days', millisecondsADay(clean, judge)),
    row(BASELINE?.name ?? '', baseline),
    '',
    `${Math.round(60_000 / all)} checkout-days a minute; ${Math.round(all / baseline)} times the baseline`,
    '',
  ].join('\n'),
);

function row(name: string, milliseconds: number): string {
  return `  ${name.padEnd(34)} ${milliseconds.toFixed(3)} ms a day`;
}

function millisecondsADay(some: readonly LabelledDay[], work: (day: LabelledDay) => unknown): number {
  const passes = Array.from({ length: PASSES + 1 }, () => {
    const before = process.cpuUsage();
    for (const day of some) work(day);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / some.length;
  });
  // The first pass is spent on compiling.
  return Math.min(...passes.slice(1));
}

/** The detector as it is deployed: in one file. */
async function bundledScan(): Promise<Detector> {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-bench-'));
  const outfile = join(folder, 'scan.mjs');
  const entry = new URL('../lambda/detect/scan.ts', import.meta.url).pathname;
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', minify: true, outfile, ...inOneScope(['scan']) });
  const { scan: detector } = (await import(pathToFileURL(outfile).href)) as { scan: Detector };
  rmSync(folder, { recursive: true });
  return detector;
}
