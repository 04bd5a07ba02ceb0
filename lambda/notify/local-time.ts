// Hours and instants as the checkout's people call them: labels (15h), clock times (15:00) and their local calendar.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';

/** `15h`. Labels of a window that runs on past midnight start again at `00h`. */
export function hourLabel(hour: number): string {
  return `${twoDigits(hour % HOURS_A_DAY)}h`;
}

/** When hour label `hour` begins: `15:00`. */
export function clockStart(hour: number): string {
  return `${twoDigits(hour % HOURS_A_DAY)}:00`;
}

/** When hour label `hour` ends: 17 → `18:00`, 23 → `24:00`. */
export function clockEnd(hour: number): string {
  return `${twoDigits((hour % HOURS_A_DAY) + 1)}:00`;
}

/** How many days after the business date on which it begins a window ends. */
export function daysUntilEnd(endHour: number): number {
  return Math.floor(endHour / HOURS_A_DAY);
}

/** Local date (`2026-01-16`) and time (`18:20`) of an ISO instant. */
export function localTime(instant: string, timeZone: string): { readonly date: string; readonly time: string } {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

/** 0 for Sunday … 6 for Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Making a format costs some hundred times what using it does, and a history uses it for every step. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  FORMATS.set(timeZone, format);
  return format;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
