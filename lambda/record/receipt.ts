// Receipts: what became of each object version that landed, for whoever dropped it and for the watch.
import * as v from 'valibot';
import { TillwatchError } from '../errors.ts';
import type { BusinessDate, Finding, IntakeItem, Outcome } from '../intake/checkout-day.ts';
import { isRefusal } from '../intake/checkout-day.ts';
import type { Drop } from '../intake/drop.ts';
import type { CommitPorts } from './commit.ts';
import { MAX_ATTEMPTS } from './commit.ts';
import { isSameVersion, type ObjectVersion, objectVersion, versionOrder } from './object-version.ts';
import { receiptPlace } from './places.ts';

/** Warnings, and checkout-days, that one receipt lists; `counts` has the true numbers. */
export const LISTED = 200;

/** Earlier versions of the key whose receipts are kept in the same object. */
const EARLIER_KEPT = 20;

export interface ReceiptDay {
  readonly checkout: string;
  readonly date: BusinessDate | null;
  readonly outcome: Outcome;
  /** Ids of the incidents that are on record for this date. */
  readonly incidents: readonly string[];
}

/** What became of one object version. */
export interface Receipt extends ObjectVersion {
  readonly outcome: Outcome;
  /** Set for `quarantine` and `ignore`. */
  readonly reason: Finding | null;
  readonly days: readonly ReceiptDay[];
  readonly warnings: readonly Finding[];
  readonly counts: { readonly days: number; readonly warnings: number };
  readonly processedAt: string;
}

/** The object at `receipts/<key>.json`: the newest version's receipt, and those of earlier ones. */
export interface ReceiptOnRecord extends Receipt {
  readonly schemaVersion: 1;
  readonly earlier: readonly Receipt[];
}

/** The receipt of a file of which no item has been seen yet. */
export function blankReceipt(drop: Drop, now: Date): Receipt {
  return {
    ...objectVersion(drop),
    outcome: 'ok',
    reason: null,
    days: [],
    warnings: [],
    counts: { days: 0, warnings: 0 },
    processedAt: now.toISOString(),
  };
}

/** The receipt with one more item of the file. An item that differs in outcome from the others makes it `partial`. */
export function withItem(receipt: Receipt, item: IntakeItem, incidents: readonly string[]): Receipt {
  const { days, warnings, counts } = receipt;
  const { checkout, date, outcome } = item;
  return {
    ...receipt,
    outcome: counts.days === 0 || receipt.outcome === outcome ? outcome : 'partial',
    reason: receipt.reason ?? (isRefusal(item) ? item.reason : null),
    days: days.length < LISTED ? [...days, { checkout, date, outcome, incidents }] : days,
    warnings: [...warnings, ...item.warnings.slice(0, LISTED - warnings.length)],
    counts: { days: counts.days + 1, warnings: counts.warnings + item.warnings.length },
  };
}

/**
 * Writes the receipt: one call for a key that is new, a read and a conditional write for a key that was there before.
 * Each version of the key keeps exactly one receipt, that of its last handling, whatever the order of the versions.
 *
 * @param onEarlier told of the key's newest receipt so far, before it is replaced
 * @returns whether this version had a receipt already
 * @throws TillwatchError `receipt-contended` after MAX_ATTEMPTS lost races
 */
export async function writeReceipt(
  receipt: Receipt,
  { records, pause }: CommitPorts,
  onEarlier: (earlier: Receipt) => Promise<void>,
): Promise<{ readonly isRepeat: boolean }> {
  const place = receiptPlace(receipt.key);
  const first = await records.put(place, JSON.stringify(onRecord(null, receipt)), { when: 'absent' });
  if (first.outcome === 'written') return { isRepeat: false };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const stored = await records.get(place);
    const known = stored ? parseReceipt(stored.text, place) : null;
    if (known) await onEarlier(known);
    const text = JSON.stringify(onRecord(known, receipt));
    const written = await records.put(place, text, stored ? { when: 'etag', etag: stored.etag } : { when: 'absent' });
    if (written.outcome === 'written') return { isRepeat: known !== null && hasReceiptOf(known, receipt) };
    await pause(attempt);
  }
  throw new TillwatchError('receipt-contended', `${place} was changed by others ${MAX_ATTEMPTS} times in a row`);
}

const outline = v.looseObject({
  key: v.string(),
  landedAt: v.string(),
  outcome: v.picklist(['ok', 'partial', 'quarantine', 'ignore']),
  earlier: v.array(v.looseObject({ key: v.string(), landedAt: v.string() })),
});

/** @throws TillwatchError `receipt-unreadable` when it is damaged */
export function parseReceipt(json: string, place: string): ReceiptOnRecord {
  try {
    const value: unknown = JSON.parse(json);
    v.assert(outline, value);
    return value as unknown as ReceiptOnRecord;
  } catch (cause) {
    const message = `${place} is not a receipt; delete it, and the watch has the file read again`;
    throw new TillwatchError('receipt-unreadable', message, { file: place }, cause);
  }
}

function hasReceiptOf(known: ReceiptOnRecord, version: ObjectVersion): boolean {
  return [known, ...known.earlier].some((receipt) => isSameVersion(receipt, version));
}

function onRecord(known: ReceiptOnRecord | null, receipt: Receipt): ReceiptOnRecord {
  const { earlier = [], schemaVersion: _outer, ...newest } = known ?? {};
  const others = known ? [newest as Receipt, ...earlier].filter((other) => !isSameVersion(other, receipt)) : [];
  const all = [receipt, ...others].sort((a, b) => versionOrder(b, a));
  const [first = receipt, ...rest] = all;
  return { schemaVersion: 1, ...first, earlier: rest.slice(0, EARLIER_KEPT) };
}
