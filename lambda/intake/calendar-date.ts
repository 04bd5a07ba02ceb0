// Calendar dates as people write them: ISO order, Brazilian order, eight digits.
import type { BusinessDate } from './checkout-day.ts';

/** The one or two dates that a text can mean; null where it can't be read in that order. */
export interface DateReadings {
  readonly dayFirst: BusinessDate | null;
  readonly monthFirst: BusinessDate | null;
}

/** Years outside of these are slips of the pen, or digits that are no date. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/** `year`-`month`-`day` if the calendar has that day between 2000 and 2099, else null. */
export function calendarDate(year: number, month: number, day: number): BusinessDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** What `text` can mean as a date (`2026-01-16`, `16/01/2026`, `16.01.2026`, `20260116`, a midnight behind it ignored). */
export function dateReadings(text: string): DateReadings | null {
  const plain = text.trim().replace(/[T\s]+00(:00){1,2}([.,]0+)?(Z|\+00:?00)?$/, '');
  const iso = /^(\d{4})([-/._])(\d{1,2})\2(\d{1,2})$/.exec(plain) ?? /^(20\d\d)()(\d\d)(\d\d)$/.exec(plain);
  if (iso !== null) {
    const date = calendarDate(Number(iso[1]), Number(iso[3]), Number(iso[4]));
    if (date !== null) return { dayFirst: date, monthFirst: date };
  }
  const other = /^(\d{1,2})([-/._])(\d{1,2})\2(\d{4})$/.exec(plain) ?? /^(\d\d)()(\d\d)(20\d\d)$/.exec(plain);
  if (other === null) return null;
  const [a, b, year] = [Number(other[1]), Number(other[3]), Number(other[4])];
  const readings = { dayFirst: calendarDate(year, b, a), monthFirst: calendarDate(year, a, b) };
  return readings.dayFirst === null && readings.monthFirst === null ? null : readings;
}

/** The day before. */
export function dayBefore(date: BusinessDate): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
