// Receipts as rows of `receipts`.
import type { LakeRow } from '../config/lake-tables.ts';
import type { Receipt } from '../record/receipt.ts';
import { monthOf, sqlTime } from './sql-time.ts';

export function receiptRow(receipt: Receipt): LakeRow {
  const { key, versionId, landedAt, processedAt, outcome, reason, counts } = receipt;
  return {
    object_key: key,
    version_id: versionId,
    landed_at: sqlTime(new Date(landedAt)),
    processed_at: sqlTime(new Date(processedAt)),
    outcome,
    reason_code: reason?.code ?? null,
    reason: reason?.message ?? null,
    days: counts.days,
    warnings: counts.warnings,
    written_at: sqlTime(new Date(processedAt)),
    month: monthOf(landedAt),
  };
}
