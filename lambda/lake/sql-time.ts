// Times and dates as the history's tables have them.
import type { BusinessDate } from '../intake/checkout-day.ts';

/**
 * `2026-01-16 18:00:00.000`, UTC: the form that both Athena's JSON reader and DuckDB take for a timestamp
 * (https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html).
 */
export function sqlTime(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}

/** `2026-01`. */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, '2026-01'.length);
}
