-- How many sales did outages and drops cost each checkout, month by month?
-- A window that lies in another one (a drop within a low day) would be counted twice, so whole-day levels are left out.
-- Columns:
--   checkout, month: whose, and when
--   incidents: outages and drops
--   expected_lost: expected minus observed sales
--   lost_low, lost_high: the sums of the 90 % intervals' ends; wider than the interval of the sum
--   expected_month: sales expected in the month's known hours
--   lost_percent: expected_lost / expected_month * 100
SELECT
  sales.checkout,
  sales.month,
  coalesce(losses.incidents, 0) AS incidents,
  round(coalesce(losses.expected_lost, 0e0), 1) AS expected_lost,
  round(coalesce(losses.lost_low, 0e0), 1) AS lost_low,
  round(coalesce(losses.lost_high, 0e0), 1) AS lost_high,
  round(sales.expected, 1) AS expected_month,
  round(coalesce(losses.expected_lost, 0e0) / nullif(sales.expected, 0e0) * 100e0, 2) AS lost_percent
FROM (
  SELECT checkout, month, sum(expected) AS expected
  FROM readings
  WHERE today IS NOT NULL
  GROUP BY checkout, month
) sales
LEFT JOIN (
  SELECT
    checkout,
    month,
    count(*) AS incidents,
    sum(expected_lost) AS expected_lost,
    sum(lost_low) AS lost_low,
    sum(lost_high) AS lost_high
  FROM incidents
  WHERE kind IN ('outage', 'drop') AND status <> 'retracted'
  GROUP BY checkout, month
) losses
  ON losses.checkout = sales.checkout AND losses.month = sales.month
ORDER BY sales.checkout, sales.month
