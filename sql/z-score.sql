-- How unusual is each hour beside the day's other hours?
-- The original study's fourth query: the difference from the last week's average, in units of the root mean square of
-- the day's differences. An outage widens that unit, so it hides itself; the column z of the readings does better.
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today, avg_last_week: sales
--   z_score: (today - avg_last_week) / root mean square of today - avg_last_week over the day
--   z_score_status: ANOMALY beyond 2 in either direction, else NORMAL
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  avg_last_week,
  round(z, 2) AS z_score,
  CASE WHEN abs(z) > 2e0 THEN 'ANOMALY' ELSE 'NORMAL' END AS z_score_status
FROM (
  SELECT
    checkout,
    business_date,
    hour,
    today,
    avg_last_week,
    (today - avg_last_week) / nullif(
      sqrt(avg((today - avg_last_week) * (today - avg_last_week)) OVER (PARTITION BY checkout, business_date)),
      0e0
    ) AS z
  FROM readings
  WHERE today IS NOT NULL AND avg_last_week IS NOT NULL
) differences
ORDER BY checkout, business_date, hour
