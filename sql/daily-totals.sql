-- How much was sold on each day, and how does that compare with the day before?
-- The original study's second query, without its division of whole numbers, which gave 0 %. Only hours that both days
-- know are compared.
-- Columns:
--   checkout, business_date: the day
--   today_total, yesterday_total, difference: sales
--   pct_change: difference / yesterday_total * 100
SELECT
  checkout,
  business_date,
  sum(today) AS today_total,
  sum(yesterday) AS yesterday_total,
  sum(today) - sum(yesterday) AS difference,
  round((sum(today) - sum(yesterday)) / nullif(sum(yesterday), 0e0) * 100e0, 2) AS pct_change
FROM readings
WHERE today IS NOT NULL AND yesterday IS NOT NULL
GROUP BY checkout, business_date
ORDER BY checkout, business_date
