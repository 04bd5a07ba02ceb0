// The ledger as rows of the history: what the records, receipts and lake files of a records bucket tell.
import { type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import type { LakeRows } from '../../lambda/config/lake-tables.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { joinedRows, recordRows } from '../../lambda/lake/day-rows.ts';
import { rowsOfLakeFile } from '../../lambda/lake/lake-file.ts';
import { receiptRow } from '../../lambda/lake/receipt-rows.ts';
import { type CheckoutRecord, parseRecord } from '../../lambda/record/checkout-record.ts';
import { CHECKOUTS, LAKE, RECEIPTS } from '../../lambda/record/places.ts';
import { parseReceipt } from '../../lambda/record/receipt.ts';

/** A records bucket, or a folder with a copy of it, as far as it is read here. */
export interface StoredLedger {
  /** Places below `prefix`, in any order. */
  places(prefix: string): AsyncIterable<string> | Iterable<string>;
  /** Null where nothing lies there any more. */
  bytes(place: string): Promise<Uint8Array | null>;
}

export interface LedgerOptions {
  readonly config: Config;
  readonly now: Date;
  /** Told of what can't be read; the rest is used. */
  readonly onDamage: (error: TillwatchError) => void;
}

/** Objects read at the same time. */
const READS_AT_ONCE = 20;

export async function ledgerRows(ledger: StoredLedger, options: LedgerOptions): Promise<LakeRows> {
  const { config, now } = options;
  const read = (prefix: string, rows: (text: Uint8Array, place: string) => LakeRows) =>
    rowsBelow(prefix, rows, ledger, options);
  return joinedRows([
    ...(await read(CHECKOUTS, (bytes, place) => wholeRecord(parseRecord(textOf(bytes), place), config, now))),
    ...(await read(RECEIPTS, (bytes, place) => {
      const receipt = parseReceipt(textOf(bytes), place);
      return { receipts: [receipt, ...receipt.earlier].map(receiptRow) };
    })),
    ...(await read(LAKE, (bytes, place) => rowsOfLakeFile({ place, bytes }))),
  ]);
}

/** All that one record tells; read now, so it counts before what the lake has of the same days. */
function wholeRecord(record: CheckoutRecord, config: Config, now: Date): LakeRows {
  const settings = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const dates = new Set([...Object.keys(record.days), ...record.incidents.map(({ date }) => date)]);
  return joinedRows([...dates].map((date) => recordRows(record, date, settings, now)));
}

async function rowsBelow(
  prefix: string,
  rowsIn: (bytes: Uint8Array, place: string) => LakeRows,
  ledger: StoredLedger,
  { onDamage }: LedgerOptions,
): Promise<readonly LakeRows[]> {
  const places: string[] = [];
  for await (const place of ledger.places(prefix)) places.push(place);
  const all: LakeRows[] = [];
  for (let start = 0; start < places.length; start += READS_AT_ONCE) {
    const few = places.slice(start, start + READS_AT_ONCE);
    const contents = await Promise.all(few.map((place) => ledger.bytes(place)));
    few.forEach((place, i) => {
      const bytes = contents[i];
      if (!bytes) return;
      try {
        all.push(rowsIn(bytes, place));
      } catch (error) {
        if (!(error instanceof TillwatchError)) throw error;
        onDamage(error);
      }
    });
  }
  return all;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
