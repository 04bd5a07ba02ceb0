-- Which incidents were there, the newest first?
-- Columns:
--   checkout, business_date, incident_id: which one
--   severity, kind, status: what it is, and how it stands
--   start_hour, end_hour: its window, both labels inclusive
--   observed, expected, expected_lost: sales in the window; empty for holes in the data
--   opened_at, closed_at: UTC
--   why: the reason
SELECT
  checkout,
  business_date,
  incident_id,
  severity,
  kind,
  status,
  start_hour,
  end_hour,
  observed,
  round(expected, 1) AS expected,
  round(expected_lost, 1) AS expected_lost,
  opened_at,
  closed_at,
  why
FROM incidents
WHERE status <> 'retracted'
ORDER BY business_date DESC, severity, checkout, start_hour
