// What a file could have known when it landed: which hours were final, and which day it is when nothing says so.
import { dayBefore } from './calendar-date.ts';
import type { BusinessDate } from './checkout-day.ts';
import { HOURS_A_DAY } from './checkout-day.ts';
import type { DayHours, ZoneClock } from './zone-clock.ts';

const MINUTE_MS = 60_000;

export interface AsOf {
  readonly clock: ZoneClock;
  /** Instant of landing, in ms since 1970. */
  readonly landedAt: number;
  readonly settleMinutes: number;
  readonly isDayOver: boolean;
}

/** How many labels, from 00h, had ended and settled: an hour is final `settleMinutes` after it ends. */
export function finalHours(date: BusinessDate, asOf: AsOf): number {
  if (asOf.isDayOver) return HOURS_A_DAY;
  const { endsAt } = asOf.clock.hoursOf(date);
  const settledUntil = asOf.landedAt - asOf.settleMinutes * MINUTE_MS;
  const running = endsAt.findIndex((end) => end > settledUntil);
  return running < 0 ? HOURS_A_DAY : running;
}

/** Had the hour begun when the file landed? Counts can't come from the future. */
export function hasBegun(hour: number, hours: DayHours, asOf: AsOf): boolean {
  return asOf.isDayOver || !((hours.startsAt[hour] ?? Number.NaN) > asOf.landedAt);
}

/** Was the hour over when the file landed? */
export function hasEnded(hour: number, hours: DayHours, asOf: AsOf): boolean {
  return asOf.isDayOver || !((hours.endsAt[hour] ?? Number.NaN) > asOf.landedAt);
}

/**
 * The date of a file that names none. Sales in an hour that starts after landing make it the complete day before
 * landing; without any it's the day of landing. Where the caller knows that the day is over, it's the day before too.
 *
 * @param lastSale the last hour label with sales; −1 where there are none
 */
export function inferredDate(lastSale: number, asOf: AsOf): BusinessDate {
  const today = landingDate(asOf);
  if (asOf.isDayOver) return dayBefore(today);
  const isFromFuture = lastSale >= 0 && !hasBegun(lastSale, asOf.clock.hoursOf(today), asOf);
  return isFromFuture ? dayBefore(today) : today;
}

/** The business date on which the file landed. */
export function landingDate({ clock, landedAt }: AsOf): BusinessDate {
  return clock.localTime(landedAt).date;
}
