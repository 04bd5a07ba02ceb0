-- How did the hours from 10h to 18h go?
-- The original study's third query: the hours in which most is sold.
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today, yesterday, avg_last_week: sales
--   classification: OUTAGE, SPIKE (above 150 % of the average), DROP (below 50 %), NORMAL, or UNKNOWN without a count
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  yesterday,
  avg_last_week,
  CASE
    WHEN today IS NULL OR avg_last_week IS NULL THEN 'UNKNOWN'
    WHEN today = 0e0 AND avg_last_week > 5e0 THEN 'OUTAGE'
    WHEN today > avg_last_week * 1.5e0 THEN 'SPIKE'
    WHEN today < avg_last_week * 0.5e0 THEN 'DROP'
    ELSE 'NORMAL'
  END AS classification
FROM readings
WHERE hour BETWEEN 10 AND 18
ORDER BY checkout, business_date, hour
