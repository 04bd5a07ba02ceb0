// Silences: who wants to hear nothing of what, from when until when, and why. Incidents under one are recorded, not sent.
import { WEEKDAYS, type Weekday, weekdayNamed } from '../config/opening-hours.ts';
import type { Severity } from '../config/severity.ts';
import { daysAfter, weekdayOf } from '../detect/calendar-dates.ts';
import { TillwatchError } from '../errors.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { type LocalTime, zoneClock } from '../intake/zone-clock.ts';
import { type Incident, type IncidentKind, isData } from './incident.ts';

/** Local minutes of the day, on these weekdays; one that ends before it begins runs on past midnight. */
export interface WeeklyWindow {
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface Silence {
  readonly id: string;
  readonly by: string;
  readonly why: string;
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  /** Null until somebody lifts it. */
  readonly until: string | null;
  /** Empty for all. */
  readonly kinds: readonly IncidentKind[];
  /** Empty for all. */
  readonly severities: readonly Severity[];
  /** Only in these hours of the week; null all the time. */
  readonly weekly: WeeklyWindow | null;
}

/**
 * The silence under which `incident` is kept quiet at `at`; null where it isn't. It counts when it holds at that time,
 * and also when all hours of the incident lie within it: a file that tells of a maintenance window lands after it.
 */
export function silenceOver(
  incident: Incident,
  silences: readonly Silence[],
  at: Date,
  timeZone: string,
): Silence | null {
  const isQuiet = (silence: Silence) =>
    isActive(silence, at.getTime(), timeZone) || hasAllHoursOf(incident, silence, timeZone);
  return silences.find((silence) => concerns(silence, incident) && isQuiet(silence)) ?? null;
}

/** Is this a silence for incidents of that kind and severity? */
export function concerns({ kinds, severities }: Silence, { kind, severity }: Incident): boolean {
  return (kinds.length === 0 || kinds.includes(kind)) && (severities.length === 0 || severities.includes(severity));
}

/** Does the silence hold at `instant` (ms since 1970)? */
export function isActive({ from, until, weekly }: Silence, instant: number, timeZone: string): boolean {
  if (instant < Date.parse(from) || (until !== null && instant >= Date.parse(until))) return false;
  return weekly === null || isWithin(weekly, zoneClock(timeZone).localTime(instant));
}

/**
 * The window that `sun 02:00-04:00`, `mon,wed 22:00-01:00` or `daily 02:00-03:30` means, in the checkout's local time.
 *
 * @throws TillwatchError `silence-invalid` naming the form
 */
export function weeklyWindow(text: string): WeeklyWindow {
  const [, names = '', ...times] = /^\s*(\S+)\s+(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)\s*$/.exec(text.toLowerCase()) ?? [];
  const days = names === 'daily' ? WEEKDAYS : names.split(',').map(weekdayNamed);
  const [fromHour = NaN, from = NaN, toHour = NaN, to = NaN] = times.map(Number);
  const known = days.filter((day) => day !== null);
  const isTime = fromHour < HOURS_A_DAY && toHour <= HOURS_A_DAY && Math.max(from, to) < MINUTES_AN_HOUR;
  if (known.length < days.length || known.length === 0 || !isTime) {
    const message = `"${text}" is no weekly window; write "sun 02:00-04:00", "mon,wed 22:00-01:00" or "daily 02:00-03:30"`;
    throw new TillwatchError('silence-invalid', message);
  }
  const minutes = (hour: number, minute: number) => hour * MINUTES_AN_HOUR + minute;
  return { days: known, fromMinute: minutes(fromHour, from), toMinute: minutes(toHour, to) };
}

/** `sun 02:00-04:00`, as it is written. */
export function weeklyWindowText({ days, fromMinute, toMinute }: WeeklyWindow): string {
  const names = days.length === WEEKDAYS.length ? 'daily' : days.join(',');
  return `${names} ${clock(fromMinute)}-${clock(toMinute)}`;
}

const MINUTES_AN_HOUR = 60;

function isWithin({ days, fromMinute, toMinute }: WeeklyWindow, { date, hour, minute }: LocalTime): boolean {
  const time = hour * MINUTES_AN_HOUR + minute;
  const isToday = days.includes(weekdayOf(date));
  if (fromMinute < toMinute) return isToday && time >= fromMinute && time < toMinute;
  const wasYesterday = days.includes(weekdayOf(daysAfter(date, -1)));
  return (isToday && time >= fromMinute) || (wasYesterday && time < toMinute);
}

/** A file that is unreadable or in doubt has no hours of its own. */
function hasAllHoursOf(incident: Incident, silence: Silence, timeZone: string): boolean {
  if (isData(incident) && incident.cause !== 'gap') return false;
  for (let hour = incident.startHour; hour <= incident.endHour; hour++) {
    const date = daysAfter(incident.date, Math.floor(hour / HOURS_A_DAY));
    const { startsAt, endsAt } = zoneClock(timeZone).hoursOf(date);
    const [start = NaN, end = NaN] = [startsAt[hour % HOURS_A_DAY], endsAt[hour % HOURS_A_DAY]];
    if (Number.isNaN(start)) continue;
    if (!isActive(silence, start, timeZone) || !isActive(silence, end - 1, timeZone)) return false;
  }
  return true;
}

function clock(minuteOfDay: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / MINUTES_AN_HOUR))}:${two(minuteOfDay % MINUTES_AN_HOUR)}`;
}
