// Days on which sales follow a law of their own: promotions, holidays, maintenance; once, or every year anew.
import { TillwatchError } from '../errors.ts';
import { hourSpans, hoursOf, type Weekday, weekdayNamed } from './opening-hours.ts';

export const SPECIAL_DAY_KINDS = ['holiday', 'promotion', 'maintenance'] as const;
export type SpecialDayKind = (typeof SPECIAL_DAY_KINDS)[number];

/** When a special day is. Months are 1…12; `daysAfter` counts from the day named before it, negative before it. */
export type DateRule =
  | { readonly on: 'date'; readonly date: string }
  | { readonly on: 'month-day'; readonly month: number; readonly day: number }
  | { readonly on: 'easter'; readonly daysAfter: number }
  | {
      readonly on: 'weekday';
      /** 1 is the first such weekday of the month. */
      readonly nth: number;
      readonly weekday: Weekday;
      readonly month: number;
      readonly daysAfter: number;
    };

/** A special day as the configuration says it. */
export interface SpecialDaySetting {
  /** `2026-11-27`, yearly `12-24`, `easter-2`, `2nd sun may` or `4th thu nov +1`. */
  readonly date: string;
  readonly name: string;
  readonly kind: SpecialDayKind;
  /** Hours in which the checkout sells on that day, if they differ from the weekday's: `9-14` or `closed`. */
  readonly hours?: string;
}

/** A special day that can be looked up in a calendar. */
export interface SpecialDayRule {
  readonly name: string;
  readonly kind: SpecialDayKind;
  readonly rule: DateRule;
  /** Hour labels in which the checkout sells on that day; null where those of the weekday hold. */
  readonly openHours: readonly number[] | null;
}

/** @throws TillwatchError `config-invalid` as `dateRule` and `specialHours` do */
export function specialDayRule({ date, name, kind, hours }: SpecialDaySetting): SpecialDayRule {
  return { name, kind, rule: dateRule(date), openHours: hours === undefined ? null : specialHours(hours) };
}

/**
 * The rule that a text means.
 *
 * @throws TillwatchError `config-invalid` naming the forms that are understood
 */
export function dateRule(text: string): DateRule {
  const rule = typeof text === 'string' ? readRule(text.trim().toLowerCase()) : null;
  if (rule !== null) return rule;
  const forms = '2026-11-27, 12-24 (every year), easter-2, "2nd sun may" or "4th thu nov +1"';
  throw new TillwatchError('config-invalid', `is no date; write ${forms}`);
}

/**
 * The hour labels of a special day.
 *
 * @throws TillwatchError `config-invalid` also where a span runs past midnight, because the next day is not special
 */
export function specialHours(text: string): readonly number[] {
  const spans = hourSpans(text);
  if (spans.some(({ from, to }) => to < from)) {
    throw new TillwatchError('config-invalid', `has the hours "${text}"; those of a special day end by 23`);
  }
  return hoursOf(spans);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A year in which every day of any year exists. */
const LEAP_YEAR = 2024;

function readRule(text: string): DateRule | null {
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (date) return isDay(Number(date[1]), Number(date[2]), Number(date[3])) ? { on: 'date', date: text } : null;
  const yearly = /^(\d\d)-(\d\d)$/.exec(text);
  if (yearly) {
    const [month, day] = [Number(yearly[1]), Number(yearly[2])];
    return isDay(LEAP_YEAR, month, day) ? { on: 'month-day', month, day } : null;
  }
  const easter = /^easter(?:\s*([+-])\s*(\d{1,3}))?$/.exec(text);
  if (easter) return { on: 'easter', daysAfter: signed(easter[1], easter[2]) };
  const nth = /^([1-5])(?:st|nd|rd|th)? ([a-z]+) ([a-z]+)(?:\s*([+-])\s*(\d{1,3}))?$/.exec(text);
  if (!nth) return null;
  const weekday = weekdayNamed(nth[2] ?? '');
  const month = MONTHS.indexOf((nth[3] ?? '').slice(0, 3)) + 1;
  if (weekday === null || month === 0) return null;
  return { on: 'weekday', nth: Number(nth[1]), weekday, month, daysAfter: signed(nth[4], nth[5]) };
}

function signed(sign = '+', digits = '0'): number {
  return sign === '-' ? -Number(digits) : Number(digits);
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
