-- What did each day's hours without sales cost?
-- Measured as the original study did, by the last week's average; lost-sales measures by the expectation.
-- Columns:
--   checkout, business_date: the day
--   lost: usual sales of the hours in which nothing was sold and more than 5 were usual
--   total_today, total_yesterday: sales
--   change_percent: (total_today - total_yesterday) / total_yesterday * 100
SELECT
  checkout,
  business_date,
  round(sum(CASE WHEN today = 0e0 AND avg_last_week > 5e0 THEN avg_last_week ELSE 0e0 END), 3) AS lost,
  sum(today) AS total_today,
  sum(yesterday) AS total_yesterday,
  round((sum(today) - sum(yesterday)) / nullif(sum(yesterday), 0e0) * 100e0, 1) AS change_percent
FROM readings
GROUP BY checkout, business_date
ORDER BY checkout, business_date
