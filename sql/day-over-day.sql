-- How do the days of each checkout compare, beside what was usual?
-- Columns:
--   checkout, business_date: the day
--   total_today, total_yesterday: sales
--   usual: sum of the last week's averages, whole sales
--   change_percent: (total_today - total_yesterday) / total_yesterday * 100
SELECT
  checkout,
  business_date,
  sum(today) AS total_today,
  sum(yesterday) AS total_yesterday,
  round(sum(avg_last_week)) AS usual,
  round((sum(today) - sum(yesterday)) / nullif(sum(yesterday), 0e0) * 100e0, 2) AS change_percent
FROM readings
GROUP BY checkout, business_date
ORDER BY checkout, business_date
