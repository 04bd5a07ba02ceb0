// The four reference columns taken apart into four disjoint blocks of days, which is how they carry independent news.
import type { CheckoutDay, HourReading } from '../intake/checkout-day.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { DayNote } from './day-notes.ts';

/** What the blocks are called, in facts as in code. */
export type ReferenceName = 'yesterday' | 'same-weekday' | 'rest-of-week' | 'rest-of-month';

/** Contiguous or single days of the past; `daysAgo` lists them (1 is yesterday, 7 the same weekday last week). */
export interface BlockOfDays {
  readonly name: ReferenceName;
  readonly daysAgo: readonly number[];
}

/** DESIGN section 3: the week holds yesterday and the same weekday, the month (28 days) holds the week. */
export const BLOCKS: readonly BlockOfDays[] = [
  { name: 'yesterday', daysAgo: [1] },
  { name: 'same-weekday', daysAgo: [7] },
  { name: 'rest-of-week', daysAgo: [2, 3, 4, 5, 6] },
  { name: 'rest-of-month', daysAgo: Array.from({ length: 21 }, (_, i) => 8 + i) },
];

/** What the blocks sold, hour by hour. */
export interface BlockCounts {
  /** `[block][hour]`: sum over the block's days, in sales; NaN where unknown. */
  readonly counts: readonly Float64Array[];
  /** References that contradict each other. */
  readonly notes: readonly DayNote[];
}

const WEEK_DAYS = 7;
const MONTH_DAYS = 28;

/** Averages come truncated or rounded to two decimals, so a sum of days is off by at most this much per day. */
const ROUNDING_SALES = 0.01;

/** The disjoint blocks of a day's references. Where a column is missing or impossible, what it would have told is NaN. */
export function blockCounts(day: CheckoutDay): BlockCounts {
  const counts = BLOCKS.map(() => new Float64Array(HOURS_A_DAY).fill(Number.NaN));
  const contradictions = new Set<Contradiction>();
  for (const reading of day.hours) {
    const sums = hourSums(reading, contradictions);
    sums.forEach((sum, block) => {
      const hours = counts[block];
      if (hours && sum !== null) hours[reading.hour] = sum;
    });
  }
  return { counts, notes: [...contradictions].map((of) => ({ kind: 'impossible-average', of })) };
}

/** The average that is smaller than days that it contains allow. */
type Contradiction = Extract<DayNote, { kind: 'impossible-average' }>['of'];

type Sums = readonly [number | null, number | null, number | null, number | null];

function hourSums({ references }: HourReading, contradictions: Set<Contradiction>): Sums {
  const { yesterday, same_day_last_week: sameDay, avg_last_week: week, avg_last_month: month } = references;
  const days = [yesterday, sameDay].filter((count) => count !== null);
  const known = days.reduce((sum, count) => sum + count, 0);
  // An unknown single day stays inside the rest of the week, which then is a mean over one day more.
  const daysLeft = WEEK_DAYS - days.length;
  const restOfWeek = week === null ? null : (difference(week * WEEK_DAYS, known, WEEK_DAYS) ?? 'impossible');
  const restOfMonth = month === null ? null : monthWithoutWeek(month, week);
  if (restOfWeek === 'impossible') contradictions.add('week');
  if (restOfMonth === 'impossible') contradictions.add('month');
  return [
    yesterday,
    sameDay,
    typeof restOfWeek === 'number' ? (restOfWeek * 5) / daysLeft : null,
    // Fall back on the month as a whole: it tells the usual hour, if not independently of the week.
    restOfMonth === 'impossible' ? (month ?? 0) * (MONTH_DAYS - WEEK_DAYS) : restOfMonth,
  ];
}

function monthWithoutWeek(month: number, week: number | null): number | 'impossible' {
  if (week === null) return month * (MONTH_DAYS - WEEK_DAYS);
  return difference(month * MONTH_DAYS, week * WEEK_DAYS, MONTH_DAYS + WEEK_DAYS) ?? 'impossible';
}

/** `whole − part`, to the nearest whole sale; null where it is negative by more than rounding over `days` explains. */
function difference(whole: number, part: number, days: number): number | null {
  const rest = whole - part;
  if (rest < -days * ROUNDING_SALES - 0.5) return null;
  return Math.max(0, Math.round(rest));
}
