-- Which files could not be read, or only in part, the newest first?
-- Columns:
--   object_key, landed_at: which file, and when it landed (UTC)
--   outcome: quarantine, partial or ignore
--   reason_code, reason: why
--   days, warnings: how many checkout-days it told of, and how many warnings it got
SELECT
  object_key,
  landed_at,
  outcome,
  reason_code,
  reason,
  days,
  warnings
FROM receipts
WHERE outcome <> 'ok'
ORDER BY landed_at DESC, object_key
