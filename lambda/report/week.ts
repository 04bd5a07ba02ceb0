// Weeks by their ISO 8601 names: Monday to Sunday, named for the year that has their Thursday.
import { daysAfter, daysBetween, yearOf } from '../detect/calendar-dates.ts';
import { TillwatchError } from '../errors.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';

const DAYS_A_WEEK = 7;
const THURSDAY = 3;

/** `2026-W03` for any of its dates. */
export function weekOf(date: BusinessDate): string {
  const thursday = daysAfter(mondayOf(date), THURSDAY);
  const year = yearOf(thursday);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / DAYS_A_WEEK) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/**
 * The seven dates of a week, Monday first.
 *
 * @throws TillwatchError `week-unreadable` where it is none, such as W53 of a year that has 52
 */
export function datesOfWeek(week: string): readonly BusinessDate[] {
  const [, year, number] = /^(\d{4})-?W(\d{2})$/.exec(week) ?? [];
  const monday = year && number && daysAfter(mondayOf(`${year}-01-04`), DAYS_A_WEEK * (Number(number) - 1));
  if (!monday || weekOf(monday) !== `${year}-W${number}`) {
    throw new TillwatchError('week-unreadable', `${week} is no week such as 2026-W03 (ISO 8601)`);
  }
  return Array.from({ length: DAYS_A_WEEK }, (_, i) => daysAfter(monday, i));
}

function mondayOf(date: BusinessDate): BusinessDate {
  const fromSunday = new Date(Date.parse(date)).getUTCDay();
  return daysAfter(date, -((fromSunday + DAYS_A_WEEK - 1) % DAYS_A_WEEK));
}
