// What intake costs beside bare csv-parse on the same bytes, in the same run: a day of 24 rows, and a million rows.
// Usage: npm run bench:intake [-- rows]. The memory of the million rows is measured in a process of its own.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parse as csvStream } from 'csv-parse';
import { parse as csvSync } from 'csv-parse/sync';
import { buildSync } from 'esbuild';
import type { ByteSource, Drop } from '../lambda/intake/drop.ts';
import { bytesInMemory } from '../lambda/intake/drop.ts';
import { intake } from '../lambda/intake/intake.ts';

const HEADER = 'time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month,checkout\n';
const MB = 1e6;
const settings = { timeZone: 'America/Sao_Paulo', settleMinutes: 15 };
const drop: Drop = {
  key: 'north/2026-01-16.csv',
  versionId: null,
  sequencer: null,
  landedAt: new Date('2026-01-17T15:00:00Z'),
  metadata: {},
  isDayOver: false,
};

/** In which order the rows of a large file come, and how they are written. */
const LAYOUTS = {
  'checkout by checkout': { isByHour: false, cell: (text: string) => text },
  'hour by hour, all checkouts open': { isByHour: true, cell: (text: string) => text },
  'every field quoted': { isByHour: false, cell: (text: string) => `"${text}"` },
  'quoted decimal commas': {
    isByHour: false,
    cell: (text: string) => (text.includes('.') ? `"${text.replace('.', ',')}"` : text),
  },
} as const;

type Layout = keyof typeof LAYOUTS;

async function written(file: string, layout: Layout, rows: number): Promise<void> {
  const { isByHour, cell } = LAYOUTS[layout];
  const checkouts = Math.ceil(rows / 24);
  const row = (checkout: number, hour: number): string =>
    [
      `${String(hour).padStart(2, '0')}h`,
      (checkout * 7 + hour * 3) % 60,
      (checkout + hour) % 55,
      (checkout + 2 * hour) % 50,
      (((checkout * hour) % 5000) / 100).toFixed(2),
      (((checkout + hour) % 4000) / 100).toFixed(2),
      `c${String(checkout).padStart(5, '0')}`,
    ]
      .map((value) => cell(String(value)))
      .join(',');
  const out = createWriteStream(file);
  out.write(HEADER);
  for (let start = 0; start < rows; start += 10_000) {
    const block = Array.from({ length: Math.min(10_000, rows - start) }, (_, i) => {
      const n = start + i;
      return isByHour ? row(n % checkouts, Math.floor(n / checkouts)) : row(Math.floor(n / 24), n % 24);
    });
    if (!out.write(`${block.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

async function items(source: ByteSource): Promise<number> {
  let count = 0;
  for await (const _ of intake(drop, source, settings)) count++;
  return count;
}

const onDisk = (file: string): ByteSource => ({ size: statSync(file).size, open: () => createReadStream(file) });

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The best of several interleaved runs of two rivals: other programs on the machine only ever slow a run down. */
async function rivals(runs: number, bare: () => unknown, own: () => unknown): Promise<[number, number]> {
  let best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < runs; run++) {
    best = [Math.min(best[0], await milliseconds(bare)), Math.min(best[1], await milliseconds(own))];
  }
  return best;
}

async function aDay(): Promise<void> {
  const bytes = readFileSync(new URL('../samples/checkout_1.csv', import.meta.url));
  const times = 500;
  const repeat = async (work: () => unknown): Promise<void> => {
    for (let i = 0; i < times; i++) await work();
  };
  const [bare, own] = await rivals(
    12,
    () => repeat(() => csvSync(bytes)),
    () => repeat(() => items(bytesInMemory(bytes))),
  );
  const us = (ms: number): string => `${((ms / times) * 1000).toFixed(0)} µs`;
  console.log(`24 rows: csv-parse sync ${us(bare)}, intake ${us(own)}, ratio ${(own / bare).toFixed(2)} (limit 5)`);
}

async function largeFile(file: string, layout: Layout, rows: number): Promise<void> {
  await written(file, layout, rows);
  const bareRead = async (): Promise<void> => {
    let records = 0;
    for await (const _ of createReadStream(file).pipe(csvStream())) records++;
    if (records !== rows + 1) throw new Error(`csv-parse read ${records} records of ${rows}`);
  };
  const ownRead = async (): Promise<void> => {
    const days = await items(onDisk(file));
    if (days !== Math.ceil(rows / 24)) throw new Error(`intake gave ${days} days`);
  };
  const [bare, own] = await rivals(3, bareRead, ownRead);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const size = `${(statSync(file).size / MB).toFixed(0)} MB`;
  console.log(
    `${rows} rows, ${layout} (${size}): csv-parse stream ${seconds(bare)}, intake ${seconds(own)}, ` +
      `ratio ${(own / bare).toFixed(2)}, peak ${peakOf(file)} MB resident`,
  );
}

/** Peak resident memory of a process that does nothing but read `file`, bundled as it is deployed; in MB. */
function peakOf(file: string): number {
  const bundle = join(workplace, 'reader.mjs');
  buildSync({
    stdin: { contents: READER, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'error',
  });
  const { stdout, stderr } = spawnSync(process.execPath, [bundle, file], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return Math.round(Number(stdout) / 1000);
}

const READER = `
  import { createReadStream, statSync } from 'node:fs';
  import { intake } from '../lambda/intake/intake.ts';
  const file = process.argv[2];
  const source = { size: statSync(file).size, open: () => createReadStream(file) };
  const drop = { ...${JSON.stringify(drop)}, landedAt: new Date(${drop.landedAt.getTime()}) };
  for await (const item of intake(drop, source, ${JSON.stringify(settings)})) void item;
  console.log(process.resourceUsage().maxRSS * 1.024);
`;

const rows = Number(process.argv[2] ?? 1_000_000);
const workplace = mkdtempSync(join(tmpdir(), 'bench-intake-'));
try {
  const [cpu] = cpus();
  const csvParse = readFileSync(new URL('../node_modules/csv-parse/package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(csvParse) as { version: string };
  console.log(`${cpus().length} × ${cpu?.model.trim()}, Node ${process.version}, csv-parse ${version}`);
  await aDay();
  for (const layout of Object.keys(LAYOUTS) as Layout[]) await largeFile(join(workplace, 'large.csv'), layout, rows);
} finally {
  rmSync(workplace, { recursive: true });
}
