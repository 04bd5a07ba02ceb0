-- What are each day's totals and means, and how many hours stand out?
-- Columns:
--   checkout, business_date: the day
--   total_today, total_yesterday: sales
--   avg_hourly_today, avg_hourly_yesterday: sales an hour
--   critical_hours: hours without sales where more than 5 were usual
--   high_hours: other hours that sold less than half or more than double of what is usual
SELECT
  checkout,
  business_date,
  sum(today) AS total_today,
  sum(yesterday) AS total_yesterday,
  round(avg(today), 2) AS avg_hourly_today,
  round(avg(yesterday), 2) AS avg_hourly_yesterday,
  count(CASE WHEN today = 0e0 AND avg_last_week > 5e0 THEN 1 END) AS critical_hours,
  count(
    CASE
      WHEN (today <> 0e0 OR avg_last_week <= 5e0) AND abs(today - avg_last_week) > avg_last_week THEN 1
    END
  ) AS high_hours
FROM readings
GROUP BY checkout, business_date
ORDER BY checkout, business_date
