-- How long did it take until people were told, until somebody was on it, and until it was over?
-- Medians and not means: one file that came a week late would hide all others. Files that were only judged don't count.
-- Columns:
--   severity, kind: of the incidents
--   incidents: how many
--   median_to_detect, worst_to_detect: minutes from the window's first moment until the incident was opened
--   acknowledged: how many of them somebody was on
--   median_to_acknowledge: minutes from then until somebody was on it
--   closed: how many of them are over
--   median_to_close: minutes from the opening until it was over
SELECT
  severity,
  kind,
  count(*) AS incidents,
  min(CASE WHEN detect_place * 2 >= detected_in_all THEN minutes_to_detect END) AS median_to_detect,
  max(minutes_to_detect) AS worst_to_detect,
  count(minutes_to_acknowledge) AS acknowledged,
  min(CASE WHEN acknowledge_place * 2 >= acknowledged_in_all THEN minutes_to_acknowledge END) AS median_to_acknowledge,
  count(minutes_to_close) AS closed,
  min(CASE WHEN close_place * 2 >= closed_in_all THEN minutes_to_close END) AS median_to_close
FROM (
  SELECT
    severity,
    kind,
    minutes_to_detect,
    minutes_to_acknowledge,
    minutes_to_close,
    row_number() OVER (PARTITION BY severity, kind ORDER BY minutes_to_detect NULLS LAST) AS detect_place,
    row_number() OVER (PARTITION BY severity, kind ORDER BY minutes_to_acknowledge NULLS LAST) AS acknowledge_place,
    row_number() OVER (PARTITION BY severity, kind ORDER BY minutes_to_close NULLS LAST) AS close_place,
    count(minutes_to_detect) OVER (PARTITION BY severity, kind) AS detected_in_all,
    count(minutes_to_acknowledge) OVER (PARTITION BY severity, kind) AS acknowledged_in_all,
    count(minutes_to_close) OVER (PARTITION BY severity, kind) AS closed_in_all
  FROM incidents
  WHERE opened_at IS NOT NULL AND status <> 'retracted'
) places
GROUP BY severity, kind
ORDER BY severity, kind
