-- Where are we blind: which hours have no count?
-- Neighbouring hours are one gap. Days of which nothing is known at all are in missing-days.
-- Columns:
--   checkout, business_date: the day
--   first_hour, last_hour: hour labels, both inclusive
--   hours: how many
--   expected: sales that were expected in them
SELECT
  checkout,
  business_date,
  min(hour) AS first_hour,
  max(hour) AS last_hour,
  count(*) AS hours,
  round(sum(expected), 1) AS expected
FROM (
  SELECT
    checkout,
    business_date,
    hour,
    expected,
    hour - row_number() OVER (PARTITION BY checkout, business_date ORDER BY hour) AS gap
  FROM readings
  WHERE today IS NULL
) unknown_hours
GROUP BY checkout, business_date, gap
ORDER BY checkout, business_date, first_hour
