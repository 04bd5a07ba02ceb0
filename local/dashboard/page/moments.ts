// Times and numbers as the page writes them.
import type { PageWords } from './words.ts';

/** The Tuesday night's reader wants weekday and time; the date only when it isn't obvious. `iso` in UTC. */
export function moment(iso: string, timeZone: string, { language }: PageWords): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** A business date in full. */
export function longDate(date: string, { language }: PageWords): string {
  const options = { timeZone: 'UTC', weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(language, options).format(new Date(`${date}T12:00:00Z`));
}

/** A count or an expectation: whole from ten on, else with one decimal where it has any. */
export function quantity(value: number | null, { language }: PageWords): string {
  if (value === null) return '–';
  const maximumFractionDigits = Math.abs(value) >= 10 ? 0 : 1;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
}
