// Instants of local times, safe where clocks change: a time that is skipped, and one that comes twice, is one instant.
import { daysAfter } from '../detect/calendar-dates.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { ZoneClock } from '../intake/zone-clock.ts';

const MINUTE_MS = 60_000;
const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR;

/**
 * The first instant, in ms since 1970, at which the local clock shows `minutes` after the midnight that begins `date`, or
 * later: of a time that clocks skip the next minute that exists, of one that comes twice the first.
 *
 * @param minutes 1,460 is twenty past midnight the day after
 */
export function instantOf(clock: ZoneClock, date: BusinessDate, minutes: number): number {
  const day = daysAfter(date, Math.floor(minutes / MINUTES_A_DAY));
  const minuteOfDay = minutes - Math.floor(minutes / MINUTES_A_DAY) * MINUTES_A_DAY;
  const { startsAt } = clock.hoursOf(day);
  const label = Math.floor(minuteOfDay / MINUTES_AN_HOUR);
  for (let hour = label; hour < HOURS_A_DAY; hour++) {
    const begins = startsAt[hour] ?? Number.NaN;
    if (!Number.isNaN(begins)) return withinHour(clock, begins, hour === label ? minuteOfDay : hour * MINUTES_AN_HOUR);
  }
  return instantOf(clock, daysAfter(day, 1), 0);
}

/** Clocks that change by less than an hour make one that begins, or goes on, at another minute than usual. */
function withinHour(clock: ZoneClock, begins: number, minuteOfDay: number): number {
  const shown = clock.localTime(begins);
  const minutesIn = minuteOfDay - (shown.hour * MINUTES_AN_HOUR + shown.minute);
  return begins + Math.max(0, minutesIn) * MINUTE_MS;
}
