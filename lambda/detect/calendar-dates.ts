// Arithmetic of the calendar: days before and after, weekdays, Easter, and the date that a rule means in a year.
import { WEEKDAYS, type Weekday } from '../config/opening-hours.ts';
import type { DateRule } from '../config/special-days.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;

/** The date `days` after `date`; negative is before. */
export function daysAfter(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01. */
export function dayNumber(date: BusinessDate): number {
  return Date.parse(date) / DAY_MS;
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: BusinessDate): Weekday {
  const fromSunday = new Date(Date.parse(date)).getUTCDay();
  return WEEKDAYS.at(fromSunday - 1) ?? 'sun';
}

export function yearOf(date: BusinessDate): number {
  return Number(date.slice(0, 4));
}

/** Easter Sunday of the Gregorian calendar: Meeus, Astronomical Algorithms (2nd ed. 1998), chapter 8. */
export function easterSunday(year: number): BusinessDate {
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const golden = year % 19;
  const skippedLeapDays = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + skippedLeapDays - moonCorrection + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % DAYS_A_WEEK;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - DAYS_A_WEEK * lateMoon + 114;
  return isoDate(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** The date that `rule` means with its anchor in `year`; null where that year doesn't have it. */
export function dateInYear(rule: DateRule, year: number): BusinessDate | null {
  switch (rule.on) {
    case 'date':
      return yearOf(rule.date) === year ? rule.date : null;
    case 'month-day':
      return rule.day <= daysIn(year, rule.month) ? isoDate(year, rule.month, rule.day) : null;
    case 'easter':
      return daysAfter(easterSunday(year), rule.daysAfter);
    case 'weekday': {
      const firstOfMonth = WEEKDAYS.indexOf(weekdayOf(isoDate(year, rule.month, 1)));
      const toFirst = (WEEKDAYS.indexOf(rule.weekday) - firstOfMonth + DAYS_A_WEEK) % DAYS_A_WEEK;
      const day = 1 + toFirst + DAYS_A_WEEK * (rule.nth - 1);
      return day <= daysIn(year, rule.month) ? daysAfter(isoDate(year, rule.month, day), rule.daysAfter) : null;
    }
  }
}

function isoDate(year: number, month: number, day: number): BusinessDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
