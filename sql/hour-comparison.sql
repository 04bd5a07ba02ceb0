-- How does each hour compare with the day before and with what was usual?
-- Columns:
--   checkout, business_date, time: whose hour it is
--   sales_today, sales_yesterday: sales
--   avg_week, avg_month: averages of the last week and month
--   diff_yesterday: sales_today - sales_yesterday
--   diff_avg_week: sales_today - avg_week
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today AS sales_today,
  yesterday AS sales_yesterday,
  round(avg_last_week, 2) AS avg_week,
  round(avg_last_month, 2) AS avg_month,
  today - yesterday AS diff_yesterday,
  round(today - avg_last_week, 2) AS diff_avg_week
FROM readings
ORDER BY checkout, business_date, hour
