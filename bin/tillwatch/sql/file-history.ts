// CSV files as rows of the history: read by the product's own intake, so that whatever it understands can be queried.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../../../lambda/config/config.ts';
import type { LakeRow, LakeRows } from '../../../lambda/config/lake-tables.ts';
import { TillwatchError } from '../../../lambda/errors.ts';
import { isRefusal } from '../../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../../lambda/intake/drop.ts';
import { isDataKey } from '../../../lambda/intake/identity.ts';
import { intake } from '../../../lambda/intake/intake.ts';
import { joinedRows } from '../../../lambda/lake/day-rows.ts';
import { receiptRow } from '../../../lambda/lake/receipt-rows.ts';
import { type ToldDays, tell, toldRows } from '../../../lambda/lake/told-days.ts';
import { blankReceipt, withItem } from '../../../lambda/record/receipt.ts';

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
  const days: ToldDays = new Map();
  const receipts: LakeRow[] = [];
  for (const { path, key } of files) {
    const { mtime, size } = statSync(path);
    const drop: Drop = { key, versionId: null, sequencer: null, landedAt: mtime, metadata, isDayOver: true };
    let receipt = blankReceipt(drop, mtime);
    for await (const item of intake(drop, { size, open: () => createReadStream(path) }, config)) {
      receipt = withItem(receipt, item, []);
      if (!isRefusal(item)) tell(days, item, drop);
    }
    receipts.push(receiptRow(receipt));
  }
  return joinedRows([toldRows(days, config), { receipts }]);
}
