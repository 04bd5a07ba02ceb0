-- Which hours are far from the last week's average, in five levels?
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today, yesterday, avg_last_week: sales
--   deviation_percent: (today - avg_last_week) / avg_last_week * 100
--   level: CRITICAL - ZERO, HIGH - DROP >75%, HIGH - SPIKE >200%, MEDIUM - DROP >50% or MEDIUM - SPIKE >100%
SELECT
  checkout,
  business_date,
  time,
  today,
  yesterday,
  round(avg_last_week, 2) AS avg_last_week,
  round(deviation, 2) AS deviation_percent,
  level
FROM (
  SELECT
    *,
    CASE
      WHEN today = 0e0 AND avg_last_week > 5e0 THEN 'CRITICAL - ZERO'
      WHEN deviation < -75e0 THEN 'HIGH - DROP >75%'
      WHEN deviation > 200e0 THEN 'HIGH - SPIKE >200%'
      WHEN deviation < -50e0 THEN 'MEDIUM - DROP >50%'
      WHEN deviation > 100e0 THEN 'MEDIUM - SPIKE >100%'
    END AS level
  FROM (
    SELECT
      checkout,
      business_date,
      hour,
      lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
      today,
      yesterday,
      avg_last_week,
      (today - avg_last_week) / nullif(avg_last_week, 0e0) * 100e0 AS deviation
    FROM readings
  ) deviations
) levels
WHERE level IS NOT NULL
ORDER BY
  checkout,
  business_date,
  CASE WHEN level = 'CRITICAL - ZERO' THEN 1 WHEN deviation < 0e0 THEN 2 ELSE 3 END,
  hour
