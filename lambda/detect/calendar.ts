// What the calendar says of one business date: closed hours, a special day, references that are no likeness of today.
import type { OpeningHours } from '../config/opening-hours.ts';
import type { SpecialDayKind, SpecialDayRule } from '../config/special-days.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { dateInYear, daysAfter, weekdayOf, yearOf } from './calendar-dates.ts';
import type { Unlikeness } from './day-notes.ts';
import { brazilianHolidays } from './holidays-brazil.ts';

export interface SpecialDay {
  readonly name: string;
  readonly kind: SpecialDayKind;
}

/** Hours of a reference that say nothing of today's. */
export interface UntrustedReference {
  readonly reference: 'yesterday' | 'same_day_last_week';
  /** Ascending; all 24 where the whole day is meant. */
  readonly hours: readonly number[];
  readonly because: Unlikeness;
}

export interface DayCalendar {
  /** Hour labels in which nothing is sold, ascending. */
  readonly closedHours: readonly number[];
  readonly special: SpecialDay | null;
  readonly untrustedReferences: readonly UntrustedReference[];
}

/** The part of a checkout's settings that its calendar is made from. */
export interface CalendarSettings {
  readonly openingHours: OpeningHours;
  /** The first that means a date counts. */
  readonly specialDays: readonly SpecialDayRule[];
  readonly holidays: 'brazil' | 'none';
}

const ALL_HOURS: readonly number[] = Array.from({ length: HOURS_A_DAY }, (_, hour) => hour);

const REFERENCE_DAYS = [
  { reference: 'yesterday', daysAgo: 1 },
  { reference: 'same_day_last_week', daysAgo: 7 },
] as const;

/**
 * The calendar of `date` (a local date of the checkout).
 *
 * A reference isn't trusted where its day was special in another way than today, and in hours that were closed then and
 * are open now.
 */
export function dayCalendar(date: BusinessDate, settings: CalendarSettings): DayCalendar {
  const today = plainDay(date, settings);
  return {
    closedHours: without(ALL_HOURS, today.openHours),
    special: today.special,
    untrustedReferences: REFERENCE_DAYS.flatMap(({ reference, daysAgo }): UntrustedReference[] => {
      const day = plainDay(daysAfter(date, -daysAgo), settings);
      if (day.special !== null && day.special.kind !== today.special?.kind) {
        return [{ reference, hours: ALL_HOURS, because: { was: 'special', name: day.special.name } }];
      }
      const hours = without(today.openHours, day.openHours);
      const because = { was: 'closed', isAllDay: day.openHours.length === 0 } as const;
      return hours.length === 0 ? [] : [{ reference, hours, because }];
    }),
  };
}

/** The special day that `date` is: by the settings, else by the national list. */
export function specialDayOn(date: BusinessDate, settings: CalendarSettings): SpecialDay | null {
  return plainDay(date, settings).special;
}

interface PlainDay {
  readonly openHours: readonly number[];
  readonly special: SpecialDay | null;
}

function plainDay(date: BusinessDate, { openingHours, specialDays, holidays }: CalendarSettings): PlainDay {
  const usual = openingHours[weekdayOf(date)];
  const own = ownSpecialDays(specialDays, yearOf(date)).get(date);
  if (own) return { openHours: own.openHours ?? usual, special: { name: own.name, kind: own.kind } };
  const national = holidays === 'brazil' ? brazilianHolidays(yearOf(date)) : [];
  const holiday = national.find((day) => day.date === date);
  return { openHours: usual, special: holiday ? { name: holiday.name, kind: 'holiday' } : null };
}

type ByDate = ReadonlyMap<BusinessDate, SpecialDayRule>;

const ownDays = new WeakMap<readonly SpecialDayRule[], Map<number, ByDate>>();

/** The first rule that means a date, by date; worked out once for a year, because a judged day asks for four weeks of dates. */
function ownSpecialDays(rules: readonly SpecialDayRule[], year: number): ByDate {
  const years = ownDays.get(rules) ?? new Map<number, ByDate>();
  ownDays.set(rules, years);
  const known = years.get(year);
  if (known) return known;
  const days = new Map<BusinessDate, SpecialDayRule>();
  for (const special of rules) {
    // A rule that counts days may reach from one year into the next.
    for (const anchorYear of [year - 1, year, year + 1]) {
      const date = dateInYear(special.rule, anchorYear);
      if (date !== null && !days.has(date)) days.set(date, special);
    }
  }
  years.set(year, days);
  return days;
}

function without(hours: readonly number[], others: readonly number[]): readonly number[] {
  return hours.filter((hour) => !others.includes(hour));
}
