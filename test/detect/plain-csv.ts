// The plainest reader for the plainest file: detection is tested without intake.
import { readFileSync } from 'node:fs';
import type { CheckoutDay, Reading } from '../../lambda/intake/checkout-day.ts';

/** The checkout-day in a CSV of 24 rows `time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month`. */
export function dayOfPlainCsv(csv: string): CheckoutDay {
  const rows = csv.trim().split('\n').slice(1);
  const hours = rows.map((row, hour) => {
    const [today, yesterday, same_day_last_week, avg_last_week, avg_last_month] = row.split(',').slice(1).map(reading);
    return {
      hour,
      today: today ?? null,
      references: {
        yesterday: yesterday ?? null,
        same_day_last_week: same_day_last_week ?? null,
        avg_last_week: avg_last_week ?? null,
        avg_last_month: avg_last_month ?? null,
      },
    };
  });
  return { checkout: 'a', date: '2026-01-16', outcome: 'ok', hours, finalHours: 24, warnings: [] };
}

/** One of the two real days in `samples/`. */
export function sampleDay(n: 1 | 2): CheckoutDay {
  return dayOfPlainCsv(readFileSync(new URL(`../../samples/checkout_${n}.csv`, import.meta.url), 'utf8'));
}

function reading(cell: string): Reading {
  return cell.trim() === '' ? null : Number(cell);
}
