-- Is an hour without sales a quiet hour or a problem?
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today: sales
--   usual: the last week's average
--   hour_type: dead (less than 1 usual), low (less than 10) or peak
--   status: ANOMALY where nothing was sold and more than 5 were usual, else OK
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  round(avg_last_week, 2) AS usual,
  CASE
    WHEN avg_last_week < 1e0 THEN 'dead'
    WHEN avg_last_week < 10e0 THEN 'low'
    ELSE 'peak'
  END AS hour_type,
  CASE WHEN today = 0e0 AND avg_last_week > 5e0 THEN 'ANOMALY' ELSE 'OK' END AS status
FROM readings
WHERE avg_last_week IS NOT NULL
ORDER BY checkout, business_date, hour
