-- Which hours differ by more than half from the last week's average?
-- The original study's first query. Hours without a count are left out; where nothing is expected, nothing is said.
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today, yesterday, avg_last_week, avg_last_month: sales
--   pct_deviation: (today - avg_last_week) / avg_last_week * 100
--   status: CRITICAL - ZERO SALES, ALERT - BELOW 50% EXPECTED or ALERT - ABOVE 150% EXPECTED
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  yesterday,
  avg_last_week,
  avg_last_month,
  round((today - avg_last_week) / nullif(avg_last_week, 0e0) * 100e0, 2) AS pct_deviation,
  CASE
    WHEN today = 0e0 AND avg_last_week > 5e0 THEN 'CRITICAL - ZERO SALES'
    WHEN today < avg_last_week * 0.5e0 THEN 'ALERT - BELOW 50% EXPECTED'
    ELSE 'ALERT - ABOVE 150% EXPECTED'
  END AS status
FROM readings
WHERE (today = 0e0 AND avg_last_week > 5e0)
  OR today < avg_last_week * 0.5e0
  OR today > avg_last_week * 1.5e0
ORDER BY
  checkout,
  business_date,
  CASE
    WHEN today = 0e0 AND avg_last_week > 5e0 THEN 1
    WHEN today < avg_last_week * 0.5e0 THEN 2
    ELSE 3
  END,
  hour
