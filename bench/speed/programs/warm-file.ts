// Handles clean files one after the other, warm, and says what that takes beside a bare parsing of the same bytes.
// Arguments: how many checkouts, each followed for eight weeks, the last four of them measured.
import { parse as csvSync } from 'csv-parse/sync';
import { spent } from '../rivals.ts';
import { checkoutFiles } from './clean-files.ts';
import { memoryWorld } from './memory-world.ts';

export interface WarmFile {
  readonly files: number;
  /** Chance alarms now and then. */
  readonly alerts: number;
  /** ms of processor time a file, in the mean: of csv-parse, … */
  readonly bare: number;
  /** … of a file whose checkout has a record of four weeks and more, … */
  readonly known: number;
  /** … and of the first file of a checkout. */
  readonly first: number;
  readonly recordBytes: number;
}

/** As often each file is parsed, because once is too short to be timed. */
const PARSED = 3;

const checkouts = checkoutFiles(Number(process.argv[2]));
const { handle, ports } = memoryWorld();
for (const { before } of checkouts) for (const file of before) await handle(file);

let [files, alerts] = [0, 0];
const took = { bare: 0, known: 0, first: 0 };
for (const [day] of checkouts[0]?.after.entries() ?? []) {
  const landing = checkouts.flatMap(({ after }) => after.slice(day, day + 1));
  const clean = landing.filter(({ isClean }) => isClean);
  files += clean.length;
  took.bare += await cpuMs(() => {
    for (let i = 0; i < PARSED; i++) for (const { bytes } of clean) csvSync(bytes);
  });
  took.known += await cpuMs(async () => {
    for (const file of clean) alerts += await handle(file);
  });
  took.first += await cpuMs(async () => {
    for (const file of clean) await handle({ ...file, key: `new-${file.key}` });
  });
  for (const file of landing) if (!file.isClean) await handle(file);
}

const found: WarmFile = {
  files,
  alerts,
  bare: took.bare / PARSED / files,
  known: took.known / files,
  first: took.first / files,
  recordBytes: ports.sizeOf('checkouts/shop-00000.json'),
};
console.log(JSON.stringify(found));

/** Of a whole day's files at once: asking for it costs time as well. */
async function cpuMs(work: () => unknown): Promise<number> {
  return (await spent(work)).cpuMs;
}
