// The way of a batch of past files: read and judged as on their day, into the history, and nobody is alerted.
import type { BackfillBatch, BackfillItem } from './config/backfill-machine.ts';
import { TillwatchError } from './errors.ts';
import type { InboxObject } from './inbox.ts';
import { dayBefore } from './intake/calendar-date.ts';
import { type CheckoutDay, isRefusal, type Refusal } from './intake/checkout-day.ts';
import type { Drop } from './intake/drop.ts';
import { knownIdentity } from './intake/identity.ts';
import { intake } from './intake/intake.ts';
import { zoneClock } from './intake/zone-clock.ts';
import { lakeFiles } from './lake/lake-file.ts';
import type { LakeStore } from './lake/lake-store.ts';
import { type ToldDays, tell, toldRows } from './lake/told-days.ts';
import { type Ports, score } from './pipeline.ts';
import { quarantinePlace, reasonPlace, receiptPlace } from './record/places.ts';
import { blankReceipt, parseReceipt, type Receipt, withItem, writeReceipt } from './record/receipt.ts';
import { theOneRefusal } from './record/refusals.ts';

export interface BackfillPorts extends Ports {
  readonly lake: LakeStore;
}

/** What became of a batch: files, but for `days`. */
export interface BackfillReport {
  readonly files: number;
  /** They have a receipt already, or were deleted meanwhile. */
  readonly skipped: number;
  /** Nothing names their date; without it the past can't be told from today. */
  readonly undated: number;
  readonly refused: number;
  /** Checkout-days that went into the history. */
  readonly days: number;
}

/** Days that are held in memory until they are written; a batch of the usual daily files has a hundred. */
const DAYS_A_FILE = 2_000;

/** Seen by one batch so far. */
interface Progress {
  readonly report: { -readonly [K in keyof BackfillReport]: number };
  readonly days: ToldDays;
  /** Receipts of files whose days are still in `days`: they are written after them. */
  readonly receipts: Receipt[];
}

/**
 * Reads the batch's files into the history. A file has its receipt when its days are written, so whoever does the batch
 * again does only the rest.
 *
 * @throws TillwatchError `backfill-incomplete` when files could not be handled; all others have been
 */
export async function backfillBatch(
  { BatchInput, Items }: BackfillBatch,
  ports: BackfillPorts,
): Promise<BackfillReport> {
  const report = { files: Items.length, skipped: 0, undated: 0, refused: 0, days: 0 };
  const progress: Progress = { report, days: new Map(), receipts: [] };
  const failed: string[] = [];
  for (const item of Items) {
    try {
      await past(item, BatchInput, progress, ports);
    } catch (error) {
      ports.log('error', 'a past file failed', { key: item.key, error });
      failed.push(item.key);
    }
  }
  await written(progress, ports);
  ports.log('info', 'past files read', report);
  if (failed.length === 0) return report;
  const message = `${failed.length} of ${Items.length} files could not be handled, the first is ${failed[0]}; run it again`;
  throw new TillwatchError('backfill-incomplete', message);
}

/** One file. With alerts it goes through the pipeline as well, which writes its receipt. */
async function past(
  { key, lastModified }: BackfillItem,
  { alerts, again }: BackfillBatch['BatchInput'],
  progress: Progress,
  ports: BackfillPorts,
): Promise<void> {
  const { report, receipts } = progress;
  const ref = { key, versionId: null, sequencer: null, landedAt: new Date(lastModified * 1000) };
  const isReceived = await hasReceipt(key, ref.landedAt, ports);
  const object = isReceived && !again ? null : await ports.inbox.read(ref);
  if (!object) {
    report.skipped++;
    return;
  }
  const { receipt, refusals, isUndated } = await told(object, progress, ports);
  if (isUndated) {
    report.undated++;
    ports.log('warn', 'a past file names no date and is left out; name it …/CHECKOUT/YYYY-MM-DD.csv', { key });
    return;
  }
  if (refusals.length > 0) report.refused++;
  if (alerts) await score(ref, ports);
  else if (!isReceived) {
    await setAside(refusals, object.drop, ports);
    receipts.push(receipt);
  }
}

async function told(
  { drop, source }: InboxObject,
  progress: Progress,
  ports: BackfillPorts,
): Promise<{ readonly receipt: Receipt; readonly refusals: readonly Refusal[]; readonly isUndated: boolean }> {
  const refusals: Refusal[] = [];
  let receipt = blankReceipt(drop, ports.now());
  for await (const item of intake(drop, source, ports.config)) {
    if (!isRefusal(item) && isDateGuessed(item, drop, ports.config.timeZone))
      return { receipt, refusals, isUndated: true };
    receipt = withItem(receipt, item, []);
    if (isRefusal(item)) refusals.push(item);
    else {
      tell(progress.days, item, drop);
      if (progress.days.size >= DAYS_A_FILE) await written(progress, ports);
    }
  }
  return { receipt, refusals, isUndated: false };
}

/** The days so far into the history, then the receipts of the files that are through. */
async function written(progress: Progress, ports: BackfillPorts): Promise<void> {
  const { days, receipts, report } = progress;
  for (const file of lakeFiles(toldRows(days, ports.config))) await ports.lake.put(file);
  for (const receipt of receipts) await writeReceipt(receipt, ports, async () => {});
  report.days += days.size;
  days.clear();
  receipts.length = 0;
}

/** The bytes of a refused file, and the reason beside them, as the pipeline keeps them; but nobody is told. */
async function setAside(refusals: readonly Refusal[], drop: Drop, ports: BackfillPorts): Promise<void> {
  const refusal = theOneRefusal(refusals);
  if (refusal?.outcome !== 'quarantine') return;
  await ports.inbox.copyToRecords(drop, quarantinePlace(drop.key));
  await ports.records.put(reasonPlace(drop.key), JSON.stringify({ ...refusal, drop }), { when: 'any' });
}

async function hasReceipt(key: string, landedAt: Date, { records }: BackfillPorts): Promise<boolean> {
  const place = receiptPlace(key);
  const stored = await records.get(place);
  if (!stored) return false;
  const receipt = parseReceipt(stored.text, place);
  return [receipt, ...receipt.earlier].some((known) => Date.parse(known.landedAt) >= landedAt.getTime());
}

/** No name and no column says the date: then intake takes the file for one of the day on which it landed, or before. */
function isDateGuessed({ date }: CheckoutDay, drop: Drop, timeZone: string): boolean {
  if (knownIdentity(drop).date !== null) return false;
  return date >= dayBefore(zoneClock(timeZone).localTime(drop.landedAt.getTime()).date);
}
