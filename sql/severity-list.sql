-- How bad was each hour, the worst first?
-- For a list that somebody looks at: every hour of a day with a level.
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today, yesterday, avg_last_week: sales
--   deviation_percent: (today - avg_last_week) / avg_last_week * 100
--   status: CRITICAL (no sale where more than 5 were usual), HIGH (below 50 %), SPIKE (more than double), NORMAL
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  yesterday,
  round(avg_last_week, 2) AS avg_last_week,
  round((today - avg_last_week) / nullif(avg_last_week, 0e0) * 100e0, 1) AS deviation_percent,
  status
FROM (
  SELECT
    *,
    CASE
      WHEN today = 0e0 AND avg_last_week > 5e0 THEN 'CRITICAL'
      WHEN today < avg_last_week * 0.5e0 THEN 'HIGH'
      WHEN today > avg_last_week * 2e0 THEN 'SPIKE'
      ELSE 'NORMAL'
    END AS status
  FROM readings
  WHERE today IS NOT NULL AND avg_last_week IS NOT NULL
) levels
ORDER BY
  checkout,
  business_date,
  CASE status WHEN 'CRITICAL' THEN 1 WHEN 'HIGH' THEN 2 ELSE 3 END,
  hour
