// Days that are over go into the history: many checkouts' days in one file, so that there are few and large ones.
import { settingsFor, withOwnSettings } from '../config/config.ts';
import type { LakeRows } from '../config/lake-tables.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { dayDigests } from '../lake/day-digest.ts';
import { joinedRows, recordRows } from '../lake/day-rows.ts';
import { lakeFiles } from '../lake/lake-file.ts';
import type { LakeStore } from '../lake/lake-store.ts';
import { parseRecord } from '../record/checkout-record.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/** What waits is written on minutes divisible by this: at most two files an hour for each table and month. */
const EVERY_MIN = 30;

/**
 * Days in one tick at most; as many as this are written without waiting. Each is judged anew, which takes
 * longest (`npm run bench -- history` measures it), on the share of a processor that the watch has.
 */
const DAYS_A_TICK = 200;

/** No record is begun after this time: the rest is left to the next tick, long before the function is ended. */
const BUDGET_MS = 20_000;

/** Records between two looks at the clock. */
const RECORDS_AT_ONCE = 20;

/** A day whose files stopped before its end is over for us when its date lies this far back, wherever it is. */
const GIVEN_UP_AFTER_MS = 2 * 24 * 60 * 60 * 1000;

type Written = WatchIndex['written'];

interface Waiting {
  readonly place: string;
  readonly dates: readonly BusinessDate[];
}

/**
 * Writes days that are over and that the history doesn't have as they are now; a few at each tick. What was written is
 * noted in the index last: who dies before that writes the same days again, and the views count them once.
 *
 * @returns the index with what was written noted, and the number of days
 */
export async function writeHistory(
  index: WatchIndex,
  at: Date,
  ports: WatchPorts,
): Promise<{ readonly index: WatchIndex; readonly days: number }> {
  const { lake, log } = ports;
  if (!lake) return { index, days: 0 };
  const waiting = daysWaiting(index, at);
  const count = waiting.reduce((sum, { dates }) => sum + dates.length, 0);
  if (count === 0 || (at.getUTCMinutes() % EVERY_MIN !== 0 && count < DAYS_A_TICK)) return { index, days: 0 };
  try {
    const parts = await partsInTime(firstDays(waiting), ports);
    await filed(joinedRows(parts.map(({ rows }) => rows)), lake);
    const written = parts.map((part) => [part.place, { ...known(index, part.place), ...part.written }] as const);
    log('info', 'history written', { checkouts: parts.length });
    const days = parts.reduce((sum, part) => sum + Object.keys(part.written).length, 0);
    return { index: { ...index, written: { ...index.written, ...Object.fromEntries(written) } }, days };
  } catch (error) {
    log('error', 'the history could not be written; the next tick tries again', { error });
    return { index, days: 0 };
  }
}

function daysWaiting({ checkouts, written }: WatchIndex, at: Date): readonly Waiting[] {
  const givenUpBefore = new Date(at.getTime() - GIVEN_UP_AFTER_MS).toISOString().slice(0, '2026-01-16'.length);
  return Object.entries(checkouts).flatMap(([place, { days }]) => {
    const dates = Object.entries(days)
      .filter(([date, { digest, isOver }]) => written[place]?.[date] !== digest && (isOver || date < givenUpBefore))
      .map(([date]) => date);
    return dates.length > 0 ? [{ place, dates }] : [];
  });
}

function firstDays(waiting: readonly Waiting[]): readonly Waiting[] {
  let days = 0;
  return waiting.filter(({ dates }) => {
    const fits = days < DAYS_A_TICK;
    if (fits) days += dates.length;
    return fits;
  });
}

async function partsInTime(waiting: readonly Waiting[], ports: WatchPorts): Promise<readonly Part[]> {
  const until = ports.now().getTime() + BUDGET_MS;
  const parts: Part[] = [];
  for (let start = 0; start < waiting.length && ports.now().getTime() < until; start += RECORDS_AT_ONCE) {
    parts.push(...(await fewAtOnce(waiting.slice(start, start + RECORDS_AT_ONCE), (one) => partOf(one, ports))));
  }
  return parts;
}

interface Part {
  readonly place: string;
  readonly rows: LakeRows;
  /** By date, the digest of what `rows` tell. */
  readonly written: Readonly<Record<BusinessDate, string>>;
}

/** A record that is gone or damaged has nothing to tell. */
async function partOf({ place, dates }: Waiting, { records, config, now, log }: WatchPorts): Promise<Part> {
  const readAt = now();
  const stored = await records.get(place);
  try {
    if (!stored) return { place, rows: {}, written: {} };
    const record = parseRecord(stored.text, place);
    const settings = withOwnSettings(settingsFor(config, record.checkout), record.settings);
    const digests = dayDigests(record);
    const still = dates.filter((date) => digests[date]);
    return {
      place,
      rows: joinedRows(still.map((date) => recordRows(record, date, settings, readAt))),
      written: Object.fromEntries(still.map((date) => [date, digests[date]?.digest ?? ''])),
    };
  } catch (error) {
    log('error', 'a checkout record cannot be read', { place, error });
    return { place, rows: {}, written: {} };
  }
}

async function filed(rows: LakeRows, lake: LakeStore): Promise<void> {
  for (const file of lakeFiles(rows)) await lake.put(file);
}

/** What was noted of a checkout's days that are still on record. */
function known({ written, checkouts }: WatchIndex, place: string): Written[string] {
  const onRecord = checkouts[place]?.days ?? {};
  return Object.fromEntries(Object.entries(written[place] ?? {}).filter(([date]) => onRecord[date]));
}
