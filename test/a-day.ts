// Builder of checkout-days for tests: a plain busy day, changed where the test says so.
import { type CheckoutDay, HOURS_A_DAY, type Reading } from '../lambda/intake/checkout-day.ts';

/** Sales per hour of an ordinary day at a small shop: quiet nights, about 450 sales in all. */
const ORDINARY = [5, 2, 1, 0, 0, 1, 2, 6, 12, 22, 35, 36, 34, 32, 31, 33, 32, 29, 24, 25, 23, 24, 20, 11];

export interface DayBuilder {
  readonly day: CheckoutDay;
  of(checkout: string, date: string): DayBuilder;
  /** No sale from one hour to another, both inclusive. */
  quiet(from: number, to: number): DayBuilder;
  /** `share` of the ordinary sales from one hour to another, both inclusive. */
  at(share: number, from: number, to: number): DayBuilder;
  /** Not known from one hour to another, both inclusive. */
  unknown(from: number, to: number): DayBuilder;
  /** The file landed when this many hours were final: later ones are null. */
  until(finalHours: number): DayBuilder;
  warned(code: string, message: string): DayBuilder;
}

export function aDay(): DayBuilder {
  return builder({
    checkout: 'checkout_2',
    date: '2026-01-16',
    outcome: 'ok',
    finalHours: HOURS_A_DAY,
    warnings: [],
    hours: ORDINARY.map((sales, hour) => ({
      hour,
      today: sales,
      references: {
        yesterday: Math.max(0, sales + (hour % 3) - 1),
        same_day_last_week: sales,
        avg_last_week: sales + 0.14,
        avg_last_month: sales + 0.07,
      },
    })),
  });
}

function builder(day: CheckoutDay): DayBuilder {
  const withToday = (from: number, to: number, today: (sales: number) => Reading) =>
    builder({
      ...day,
      hours: day.hours.map((reading) =>
        reading.hour >= from && reading.hour <= to
          ? { ...reading, today: today(ORDINARY[reading.hour] ?? 0) }
          : reading,
      ),
    });
  return {
    day,
    of: (checkout, date) => builder({ ...day, checkout, date }),
    quiet: (from, to) => withToday(from, to, () => 0),
    at: (share, from, to) => withToday(from, to, (sales) => Math.round(sales * share)),
    unknown: (from, to) => builder({ ...withToday(from, to, () => null).day, outcome: 'partial' }),
    until: (finalHours) =>
      builder({ ...withToday(finalHours, HOURS_A_DAY - 1, () => null).day, finalHours, outcome: day.outcome }),
    warned: (code, message) =>
      builder({ ...day, warnings: [...day.warnings, { code, line: 1, column: null, message }] }),
  };
}
