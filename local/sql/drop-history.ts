// Files as rows of the history: read by the product's own intake, so that whatever it understands can be queried.
import type { Config } from '../../lambda/config/config.ts';
import type { LakeRow, LakeRows } from '../../lambda/config/lake-tables.ts';
import type { InboxObject } from '../../lambda/inbox.ts';
import { type BusinessDate, isRefusal } from '../../lambda/intake/checkout-day.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { joinedRows } from '../../lambda/lake/day-rows.ts';
import { receiptRow } from '../../lambda/lake/receipt-rows.ts';
import { type ToldDays, tell, toldRows } from '../../lambda/lake/told-days.ts';
import { blankReceipt, withItem } from '../../lambda/record/receipt.ts';

/**
 * The rows of `files`. Several files of one checkout-day are told as one, the newer wins; a file that can't be read has
 * a row in `receipts` only.
 *
 * @param isWanted days that it isn't true of are read and not judged
 */
export async function dropHistory(
  files: Iterable<InboxObject>,
  config: Config,
  isWanted: (checkout: string, date: BusinessDate) => boolean = () => true,
): Promise<LakeRows> {
  const days: ToldDays = new Map();
  const receipts: LakeRow[] = [];
  for (const { drop, source } of files) {
    let receipt = blankReceipt(drop, drop.landedAt);
    for await (const item of intake(drop, source, config)) {
      receipt = withItem(receipt, item, []);
      if (!isRefusal(item) && isWanted(item.checkout, item.date)) tell(days, item, drop);
    }
    receipts.push(receiptRow(receipt));
  }
  return joinedRows([toldRows(days, config), { receipts }]);
}
