// CSV files as rows of the history: read by the product's own intake, so that whatever it understands can be queried.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Config, settingsFor } from '../../../lambda/config/config.ts';
import type { LakeRow, LakeRows } from '../../../lambda/config/lake-tables.ts';
import { TillwatchError } from '../../../lambda/errors.ts';
import { type BusinessDate, isRefusal } from '../../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../../lambda/intake/drop.ts';
import { isDataKey } from '../../../lambda/intake/identity.ts';
import { intake } from '../../../lambda/intake/intake.ts';
import { fileRows, joinedRows } from '../../../lambda/lake/day-rows.ts';
import { receiptRow } from '../../../lambda/lake/receipt-rows.ts';
import { type DayOnRecord, withTelling } from '../../../lambda/record/day-on-record.ts';
import { objectVersion } from '../../../lambda/record/object-version.ts';
import { blankReceipt, type Receipt, withItem } from '../../../lambda/record/receipt.ts';

/** What the command line says of its files, where they don't say it themselves. */
export interface FileIdentity {
  readonly checkout?: string;
  readonly date?: string;
}

/** A file on disk, and the object key under which it is imagined: its path below the folder that was named. */
export interface HistoryFile {
  readonly path: string;
  readonly key: string;
}

interface Telling {
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly told: DayOnRecord;
  readonly newest: Date;
}

/** The data files that `path` means: itself, or all below it. */
export function historyFiles(path: string): readonly HistoryFile[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new TillwatchError('file-unreadable', `${path}: there is no such file or folder`, { file: path });
  if (!stat.isDirectory()) return [{ path, key: basename(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isDataKey(name) && statSync(join(path, name)).isFile())
    .sort()
    .map((key) => ({ path: join(path, key), key }));
}

/**
 * The rows of `files`, each a file of days that are over. Several files of one checkout-day are told as one, the newer
 * wins; a file that can't be read has a row in `receipts` only.
 */
export async function fileHistory(
  files: readonly HistoryFile[],
  config: Config,
  { checkout, date }: FileIdentity = {},
): Promise<LakeRows> {
  const metadata = { ...(checkout !== undefined && { checkout }), ...(date !== undefined && { date }) };
  const tellings = new Map<string, Telling>();
  const receipts: LakeRow[] = [];
  for (const { path, key } of files) {
    const { mtime, size } = statSync(path);
    const drop: Drop = { key, versionId: null, sequencer: null, landedAt: mtime, metadata, isDayOver: true };
    let receipt: Receipt = blankReceipt(drop, mtime);
    for await (const item of intake(drop, { size, open: () => createReadStream(path) }, config)) {
      receipt = withItem(receipt, item, []);
      if (isRefusal(item)) continue;
      const id = JSON.stringify([item.checkout, item.date]);
      const known = tellings.get(id);
      const told = withTelling(known?.told, item, objectVersion(drop));
      const newest = known && known.newest > mtime ? known.newest : mtime;
      tellings.set(id, { checkout: item.checkout, date: item.date, told, newest });
    }
    receipts.push(receiptRow(receipt));
  }
  const days = [...tellings.values()].map(({ checkout: whose, date: day, told, newest }) =>
    fileRows(whose, day, told, settingsFor(config, whose), newest),
  );
  return joinedRows([...days, { receipts }]);
}
