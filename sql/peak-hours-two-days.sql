-- How did the hours from 10h to 18h go, beside the same hours of the day before as that day's own file told them?
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today: sales
--   day_before: sales of that hour one day earlier, from that day's own reading
--   difference: today - day_before
--   status: OUTAGE (none where there were some), LOW (less than half), NORMAL
SELECT
  now.checkout,
  now.business_date,
  lpad(CAST(now.hour AS varchar), 2, '0') || 'h' AS time,
  now.today,
  earlier.today AS day_before,
  now.today - earlier.today AS difference,
  CASE
    WHEN now.today = 0e0 AND earlier.today > 0e0 THEN 'OUTAGE'
    WHEN now.today < earlier.today * 0.5e0 THEN 'LOW'
    ELSE 'NORMAL'
  END AS status
FROM readings now
JOIN readings earlier
  ON earlier.checkout = now.checkout
  AND earlier.business_date + INTERVAL '1' DAY = now.business_date
  AND earlier.hour = now.hour
WHERE now.hour BETWEEN 10 AND 18
  AND now.today IS NOT NULL
  AND earlier.today IS NOT NULL
ORDER BY now.checkout, now.business_date, now.hour
