-- Of which days did no file ever tell, between the first and the last that are known?
-- Columns:
--   checkout: whose
--   after_date, before_date: the known days on both sides
--   days_missing: how many lie between them
SELECT
  checkout,
  previous_date AS after_date,
  business_date AS before_date,
  date_diff('day', previous_date, business_date) - 1 AS days_missing
FROM (
  SELECT
    checkout,
    business_date,
    lag(business_date) OVER (PARTITION BY checkout ORDER BY business_date) AS previous_date
  FROM (
    SELECT DISTINCT checkout, business_date
    FROM readings
  ) days
) neighbours
WHERE date_diff('day', previous_date, business_date) > 1
ORDER BY checkout, after_date
