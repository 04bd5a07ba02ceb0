// Whether a file writes the day or the month first, which only all its dates together can tell.
import type { DateReadings } from './calendar-date.ts';
import { dateReadings } from './calendar-date.ts';
import type { BusinessDate } from './checkout-day.ts';
import type { Slot } from './slots.ts';

export type DateOrder = 'day-first' | 'month-first';

/**
 * The order of a file's dates; null where it's undecided. A part above 12 decides; else a date that is known otherwise;
 * else the day comes first, as in Brazil, unless the clock has AM and PM, as it has where the month comes first.
 */
export function dateOrder(slots: readonly Slot[], known: BusinessDate | null): DateOrder | null {
  const all = slots.flatMap(({ labelDate, dateCell }) => [labelDate, dateReadings(dateCell)]).filter((r) => r !== null);
  const isDayFirst = all.some(({ monthFirst }) => monthFirst === null);
  const isMonthFirst = all.some(({ dayFirst }) => dayFirst === null);
  if (isDayFirst || isMonthFirst) return isDayFirst === isMonthFirst ? null : isDayFirst ? 'day-first' : 'month-first';
  if (known !== null && all.some(({ dayFirst }) => dayFirst === known)) return 'day-first';
  if (known !== null && all.some(({ monthFirst }) => monthFirst === known)) return 'month-first';
  return slots.some(({ isTwelveHour }) => isTwelveHour) ? null : 'day-first';
}

/** The date that `readings` mean in the given order; null where that is undecided. */
export function dateInOrder({ dayFirst, monthFirst }: DateReadings, order: DateOrder | null): BusinessDate | null {
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  return order === null ? null : order === 'day-first' ? dayFirst : monthFirst;
}
