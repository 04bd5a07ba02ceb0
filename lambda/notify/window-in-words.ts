// On which day and in which hours: `Fri 2026-01-16, 15h-17h`.
import { hourLabel, weekday } from './local-time.ts';
import type { Wording } from './wording.ts';

interface Window {
  /** The business date on which it begins. */
  readonly date: string;
  readonly startHour: number;
  readonly endHour: number;
}

/** @param hasHours false where the whole file is meant: then only the day is said */
export function windowInWords(
  { date, startHour, endHour }: Window,
  hasHours: boolean,
  { body, date: dateOf, headline }: Wording,
): string {
  const day = `${body.weekdays[weekday(date)] ?? ''} ${dateOf(date)}`.trim();
  if (!hasHours) return day;
  const hours = startHour === endHour ? hourLabel(startHour) : headline.hours(hourLabel(startHour), hourLabel(endHour));
  return `${day}, ${hours}`;
}
