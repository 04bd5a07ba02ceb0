// Handles clean files one after the other, warm, and says what that takes beside a bare parsing of the same bytes.
// Arguments: how many checkouts, each followed for eight weeks, the last four of them measured.
import { parse as csvSync } from 'csv-parse/sync';
import { median, spent } from '../rivals.ts';
import { checkoutFiles, type DayFile } from './clean-files.ts';
import { memoryWorld } from './memory-world.ts';

export interface WarmFile {
  readonly files: number;
  /** Chance alarms now and then. */
  readonly alerts: number;
  /** ms of processor time a file, on the day in the middle: of csv-parse, … */
  readonly bare: number;
  /** … of a file whose checkout has a record of four weeks and more, … */
  readonly known: number;
  /** … and of the first file of a checkout. */
  readonly first: number;
  readonly recordBytes: number;
}

/** As often each file is parsed, because once is too short to be timed. */
const PARSED = 3;

measured().then((found) => console.log(JSON.stringify(found)));

async function measured(): Promise<WarmFile> {
  const checkouts = checkoutFiles(Number(process.argv[2]));
  const { handle, ports } = memoryWorld();
  for (const { before } of checkouts) for (const file of before) await handle(file);

  const days = checkouts[0]?.after.length ?? 0;
  let [files, alerts] = [0, 0];
  /** ms of processor time a file, of each day. */
  const took: Record<'bare' | 'known' | 'first', number[]> = { bare: [], known: [], first: [] };
  for (let day = 0; day < days; day++) {
    const landing = checkouts.flatMap(({ after }) => after.slice(day, day + 1));
    const clean = landing.filter(({ isClean }) => isClean);
    files += clean.length;
    const parsed = Array.from({ length: PARSED }, () => clean).flat();
    took.bare.push(await cpuMsAFile(parsed, ({ bytes }) => csvSync(bytes)));
    took.known.push(
      await cpuMsAFile(clean, async (file) => {
        alerts += await handle(file);
      }),
    );
    took.first.push(await cpuMsAFile(clean, (file) => handle({ ...file, key: `new-${file.key}` })));
    for (const file of landing) if (!file.isClean) await handle(file);
  }

  const middle = (times: readonly number[]) => median(times, (ms) => ms);
  return {
    files,
    alerts,
    bare: middle(took.bare),
    known: middle(took.known),
    first: middle(took.first),
    recordBytes: ports.sizeOf('checkouts/shop-00000.json'),
  };
}

/** All files of a day at once: asking for the time takes time as well. */
async function cpuMsAFile(all: readonly DayFile[], work: (file: DayFile) => unknown): Promise<number> {
  const { cpuMs } = await spent(async () => {
    for (const file of all) await work(file);
  });
  return cpuMs / all.length;
}
