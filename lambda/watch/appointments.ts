// Notices that are due at local times: which one was due last, whatever clocks do and whenever the watch ran.
import { timeOfDay } from '../config/local-times.ts';
import { daysAfter } from '../detect/calendar-dates.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import { instantOf } from './wall-clock.ts';

/** A notice that is more than this late, in ms, isn't sent: by then it describes another time than it was meant for. */
export const LATEST_MS = 3 * 60 * 60 * 1000;

/** Today, yesterday and the day before: the appointment before the last one is among them. */
const DAYS_LOOKED_BACK = 2;

export interface Appointment {
  /** Local date and time: `2026-01-16T08:00`. */
  readonly meantFor: string;
  /** Of a time that clocks skip, the next minute that exists; of one that comes twice, the first. */
  readonly at: Date;
  /** The appointment before this one. */
  readonly since: Date;
}

/**
 * The last appointment by `at`; null where there's none, or where it's too long ago.
 *
 * @param times of the day, local, such as `08:00`
 * @param latestMs how long ago it may be
 */
export function lastAppointment(
  times: readonly string[],
  at: Date,
  timeZone: string,
  latestMs = LATEST_MS,
): Appointment | null {
  const clock = zoneClock(timeZone);
  const today = clock.localTime(at.getTime()).date;
  const past = Array.from({ length: DAYS_LOOKED_BACK + 1 }, (_, days) => daysAfter(today, -days))
    .flatMap((date) =>
      times.map((time) => ({ meantFor: `${date}T${time.trim()}`, instant: instantOf(clock, date, timeOfDay(time)) })),
    )
    .filter(({ instant }) => instant <= at.getTime())
    .sort((a, b) => b.instant - a.instant || (a.meantFor < b.meantFor ? 1 : -1));
  const [last] = past;
  if (!last || at.getTime() - last.instant > latestMs) return null;
  const before = past.find(({ instant }) => instant < last.instant);
  return { meantFor: last.meantFor, at: new Date(last.instant), since: new Date(before?.instant ?? last.instant) };
}
