// The checkout's own past as a detector may use it: whole days that were neither incidents nor special.
import type { BusinessDate, Reading } from '../intake/checkout-day.ts';
import { type CalendarSettings, specialDayOn } from './calendar.ts';
import { daysAfter } from './calendar-dates.ts';

export interface HistoryDay {
  readonly date: BusinessDate;
  /** 24 counts, index = hour label; null is "not known". */
  readonly counts: readonly Reading[];
}

/** Days before the judged one, oldest first, each date once. */
export interface History {
  readonly days: readonly HistoryDay[];
}

/** How far back history tells, in days: four of each weekday, as far as the monthly average reaches. */
export const DAYS_TOLD = 28;

/**
 * What is known of the days before `date`, special days left out; null where nothing is.
 *
 * Later days have no say, so that a date judged again is judged by the same past.
 */
export function historyBefore(
  date: BusinessDate,
  days: readonly HistoryDay[],
  settings: CalendarSettings,
): History | null {
  const oldest = daysAfter(date, -DAYS_TOLD);
  const before = days.filter((day) => {
    return day.date >= oldest && day.date < date && specialDayOn(day.date, settings) === null;
  });
  if (before.length === 0) return null;
  return { days: before.map(({ date, counts }) => ({ date, counts })).sort((a, b) => (a.date < b.date ? -1 : 1)) };
}
