-- What was sold in each hour, and what was usual?
-- For a chart with two lines.
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today: sales; empty where not known
--   usual: the last week's average
--   expected: what tillwatch expected, which no single bad day of the past can spoil
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  round(avg_last_week, 2) AS usual,
  round(expected, 2) AS expected
FROM readings
ORDER BY checkout, business_date, hour
