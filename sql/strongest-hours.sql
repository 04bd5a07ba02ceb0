-- Which ten hours of each day stand out most from that day's mean?
-- Columns:
--   checkout, business_date, time: whose hour it is
--   today: sales
--   usual: the last week's average
--   z_score: (today - mean of the day) / standard deviation of the day
--   meaning: ANOMALY beyond 2, UNUSUAL beyond 1, else NORMAL
SELECT
  checkout,
  business_date,
  lpad(CAST(hour AS varchar), 2, '0') || 'h' AS time,
  today,
  round(avg_last_week, 2) AS usual,
  round(z, 2) AS z_score,
  CASE WHEN abs(z) > 2e0 THEN 'ANOMALY' WHEN abs(z) > 1e0 THEN 'UNUSUAL' ELSE 'NORMAL' END AS meaning
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY checkout, business_date ORDER BY abs(z) DESC, hour) AS place
  FROM (
    SELECT
      checkout,
      business_date,
      hour,
      today,
      avg_last_week,
      (today - avg(today) OVER (PARTITION BY checkout, business_date)) / nullif(
        stddev_pop(today) OVER (PARTITION BY checkout, business_date),
        0e0
      ) AS z
    FROM readings
    WHERE today IS NOT NULL
  ) scores
) places
WHERE place <= 10
ORDER BY checkout, business_date, place
