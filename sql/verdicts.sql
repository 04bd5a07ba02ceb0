-- Was it right to alert? What people said, month by month, beside the promise of one false alarm in 100 clean days.
-- Columns:
--   month: of the business dates
--   incidents: all but holes in the data and retracted ones
--   judged: those of which somebody said something
--   true_alarms, expected_ones, false_alarms: what they said
--   days: checkout-days
--   false_alarms_per_100_days: false_alarms / days * 100
SELECT
  days.month,
  coalesce(told.incidents, 0) AS incidents,
  coalesce(told.judged, 0) AS judged,
  coalesce(told.true_alarms, 0) AS true_alarms,
  coalesce(told.expected_ones, 0) AS expected_ones,
  coalesce(told.false_alarms, 0) AS false_alarms,
  days.days,
  round(CAST(coalesce(told.false_alarms, 0) AS double) / CAST(days.days AS double) * 100e0, 2)
    AS false_alarms_per_100_days
FROM (
  SELECT month, count(*) AS days
  FROM (
    SELECT DISTINCT month, checkout, business_date
    FROM readings
  ) checkout_days
  GROUP BY month
) days
LEFT JOIN (
  SELECT
    month,
    count(*) AS incidents,
    count(verdict) AS judged,
    count(CASE WHEN verdict = 'true' THEN 1 END) AS true_alarms,
    count(CASE WHEN verdict = 'expected' THEN 1 END) AS expected_ones,
    count(CASE WHEN verdict = 'false-alarm' THEN 1 END) AS false_alarms
  FROM incidents
  WHERE kind <> 'data' AND status <> 'retracted'
  GROUP BY month
) told
  ON told.month = days.month
ORDER BY days.month
