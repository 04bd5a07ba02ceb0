// When a checkout's files usually come, learned from when they came: per kind of weekday, in local minutes.
import type { CheckoutSettings } from '../config/config.ts';
import { daysBetween, weekdayOf } from '../detect/calendar-dates.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import type { DayOnRecord } from './day-on-record.ts';

export const DAY_KINDS = ['weekday', 'saturday', 'sunday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Business dates of each kind whose arrivals are kept. */
export const ARRIVALS_KEPT = 28;

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR;

/**
 * When the files of one business date came, in minutes of the local clock since the date's midnight: 1,460 is twenty past
 * midnight the day after. A file that told nothing new, or that corrected a day which was already whole, is no arrival.
 */
export interface Arrival {
  readonly date: BusinessDate;
  readonly first: number;
  /** Equal to `first` where the whole day came in one file. */
  readonly last: number;
  /** The longest time between two files of the date that followed each other; null where only one came. */
  readonly longestPause: number | null;
}

/** The newest arrivals of each kind of weekday, oldest first. */
export type Arrivals = Readonly<Record<DayKind, readonly Arrival[]>>;

export const NO_ARRIVALS: Arrivals = { weekday: [], saturday: [], sunday: [] };

export function dayKind(date: BusinessDate): DayKind {
  const weekday = weekdayOf(date);
  return weekday === 'sat' ? 'saturday' : weekday === 'sun' ? 'sunday' : 'weekday';
}

/** Local minutes from the midnight that begins `date` to `instant`. */
export function minutesSince(date: BusinessDate, instant: Date, timeZone: string): number {
  const local = zoneClock(timeZone).localTime(instant.getTime());
  return daysBetween(date, local.date) * MINUTES_A_DAY + local.hour * MINUTES_AN_HOUR + local.minute;
}

/**
 * `arrivals` after a file of `date` landed. The same file again changes nothing. History that is loaded later on
 * (`lateAfterHours` after the date's end) teaches nothing, because nobody would wait for it.
 *
 * @param before what was on record of the date; undefined where nothing was
 */
export function withArrival(
  arrivals: Arrivals,
  date: BusinessDate,
  landedAt: Date,
  before: DayOnRecord | undefined,
  { timeZone, lateAfterHours }: Pick<CheckoutSettings, 'timeZone' | 'lateAfterHours'>,
): Arrivals {
  const minute = minutesSince(date, landedAt, timeZone);
  if (minute > MINUTES_A_DAY + lateAfterHours * MINUTES_AN_HOUR) return arrivals;
  if (before && before.finalHours >= HOURS_A_DAY) return arrivals;
  const kind = dayKind(date);
  const known = arrivals[kind].find((arrival) => arrival.date === date);
  const others = arrivals[kind].filter((arrival) => arrival !== known);
  const all = [
    ...others,
    known ? withAnother(known, minute) : { date, first: minute, last: minute, longestPause: null },
  ];
  return { ...arrivals, [kind]: all.sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-ARRIVALS_KEPT) };
}

/** A file that is handled late, after newer ones, only makes the beginning earlier. */
function withAnother(known: Arrival, minute: number): Arrival {
  if (minute <= known.last) return { ...known, first: Math.min(known.first, minute) };
  return { ...known, last: minute, longestPause: Math.max(known.longestPause ?? 0, minute - known.last) };
}
