// Local time of an IANA zone, from Intl or from the process's own clock: which date and hour an instant has, which hours a date has.
import type { BusinessDate } from './checkout-day.ts';
import { HOURS_A_DAY } from './checkout-day.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** All offsets in use are multiples of this, and change at multiples of it (tz database). */
const STEP_MS = 15 * MINUTE_MS;

/** Local times are at most this far from UTC (tz database: −12 to +14 hours). */
const MAX_OFFSET_MS = 14 * HOUR_MS;

export interface LocalTime {
  readonly date: BusinessDate;
  readonly hour: number;
  readonly minute: number;
}

/** The hours of one date; index = hour label. */
export interface DayHours {
  /** Instant at which the last hour of this label ends, in ms since 1970; NaN where the label doesn't exist. */
  readonly endsAt: readonly number[];
  readonly startsAt: readonly number[];
  /** Labels that occur twice, when clocks go back. */
  readonly repeated: readonly number[];
}

export interface ZoneClock {
  localTime(instant: number): LocalTime;
  hoursOf(date: BusinessDate): DayHours;
}

const clocks = new Map<string, ZoneClock>();

/** The clock of a zone. Clocks are kept: making an Intl formatter costs more than reading a small file. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = newClock(timeZone);
    clocks.set(timeZone, clock);
  }
  return clock;
}

function newClock(timeZone: string): ZoneClock {
  // A browser has no process.
  const isOwn = globalThis.process?.env.TZ === timeZone;
  const offsetAt = isOwn ? ownOffset : offsetsIn(timeZone);
  const offsets = new Map<number, number>();
  const days = new Map<BusinessDate, DayHours>();

  /** Local wall-clock time of an instant, as ms since 1970 in a clock without offset. */
  function wallClock(instant: number): number {
    const quarter = Math.floor(instant / STEP_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size >= KEPT_OFFSETS) offsets.clear();
      offset = offsetAt(quarter * STEP_MS);
      offsets.set(quarter, offset);
    }
    return instant + offset;
  }

  function hoursOf(date: BusinessDate): DayHours {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    const before = wallClock(midnight - DAY_MS) - (midnight - DAY_MS);
    const after = wallClock(midnight + 2 * DAY_MS) - (midnight + 2 * DAY_MS);
    if (before !== after) return hoursOfChange(midnight);
    const startsAt = Array.from({ length: HOURS_A_DAY }, (_, hour) => midnight - before + hour * HOUR_MS);
    return { startsAt, endsAt: startsAt.map((start) => start + HOUR_MS), repeated: [] };
  }

  /** The hours of a date near a clock change, by looking at every quarter of an hour that can belong to it. */
  function hoursOfChange(midnight: number): DayHours {
    const startsAt = new Array<number>(HOURS_A_DAY).fill(Number.NaN);
    const endsAt = new Array<number>(HOURS_A_DAY).fill(Number.NaN);
    const quarters = new Array<number>(HOURS_A_DAY).fill(0);
    for (let at = midnight - MAX_OFFSET_MS; at < midnight + DAY_MS + MAX_OFFSET_MS; at += STEP_MS) {
      const sinceMidnight = wallClock(at) - midnight;
      if (sinceMidnight < 0 || sinceMidnight >= DAY_MS) continue;
      const hour = Math.floor(sinceMidnight / HOUR_MS);
      if (quarters[hour] === 0) startsAt[hour] = at;
      endsAt[hour] = at + STEP_MS;
      quarters[hour] = (quarters[hour] ?? 0) + 1;
    }
    return { startsAt, endsAt, repeated: quarters.flatMap((count, hour) => (count > 4 ? [hour] : [])) };
  }

  return {
    localTime(instant) {
      const wall = new Date(wallClock(instant));
      return { date: wall.toISOString().slice(0, 10), hour: wall.getUTCHours(), minute: wall.getUTCMinutes() };
    },
    hoursOf(date) {
      let hours = days.get(date);
      if (hours === undefined) {
        if (days.size >= KEPT_DAYS) days.clear();
        hours = hoursOf(date);
        days.set(date, hours);
      }
      return hours;
    },
  };
}

/** How far local time is ahead of UTC at an instant, in ms. */
type OffsetAt = (instant: number) => number;

/** That of the zone the process runs in, which a `Date` knows at once. */
function ownOffset(instant: number): number {
  return -new Date(instant).getTimezoneOffset() * MINUTE_MS;
}

/** That of any zone. The first formatter of a process costs it 16 ms. */
function offsetsIn(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (instant) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
}

/** Quarters of an hour whose offset a clock keeps at hand: files land together, and Intl takes as long as a third of one. */
const KEPT_OFFSETS = 1_000;

/** Dates whose hours a clock keeps at hand. */
const KEPT_DAYS = 1_000;
