// Opening hours as people write them ({"mon-fri":"8-22","sat":"9-18","sun":"closed"}), and as hours of the week.
import { TillwatchError } from '../errors.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What the configuration says: `always`, or for every weekday `8-22`, `8-12, 14-18`, `18-2` or `closed`. */
export type OpeningHoursSetting = 'always' | Readonly<Record<string, string>>;

/** Hour labels in which the checkout sells, ascending, by weekday. */
export type OpeningHours = Readonly<Record<Weekday, readonly number[]>>;

/** Hour labels inclusive at both ends; one that ends before it begins runs on past midnight. */
export interface HourSpan {
  readonly from: number;
  readonly to: number;
}

const LAST_HOUR = 23;

/**
 * The hours of the week that a setting means. A span belongs to the weekday on which it begins.
 *
 * @throws TillwatchError `config-invalid` naming the part that can't be read, a day that is missing or named twice
 */
export function openingHours(setting: OpeningHoursSetting): OpeningHours {
  if (setting === 'always') return weekOf(() => hoursBetween(0, LAST_HOUR));
  if (typeof setting !== 'object' || setting === null || Array.isArray(setting)) {
    throw invalid('must be "always" or an object such as {"mon-fri":"8-22","sat":"9-18","sun":"closed"}');
  }
  const spans = spansByWeekday(setting);
  return weekOf((weekday) => {
    const own = hoursOf(spans.get(weekday) ?? []);
    const fromTheDayBefore = (spans.get(dayBefore(weekday)) ?? [])
      .filter(({ from, to }) => to < from)
      .flatMap(({ to }) => hoursBetween(0, to));
    return ascending([...own, ...fromTheDayBefore]);
  });
}

/**
 * The spans in a text such as `8-22`, `08h-12h, 14h-18h` or `closed` (none).
 *
 * @throws TillwatchError `config-invalid`
 */
export function hourSpans(text: string): readonly HourSpan[] {
  if (typeof text !== 'string') throw invalid('has hours that are no text; write "8-22" or "closed"');
  if (text.trim().toLowerCase() === 'closed') return [];
  return text.split(',').map((part) => {
    const [, first = '', last = ''] = /^\s*(\d{1,2})h?\s*-\s*(\d{1,2})h?\s*$/i.exec(part) ?? [];
    const span = { from: Number(first), to: Number(last) };
    const isSpan = first !== '' && Math.max(span.from, span.to) <= LAST_HOUR;
    if (!isSpan) {
      const form = 'first and last hour label, both from 0 to 23 and included, such as "8-22", or "closed"';
      throw invalid(`has the hours "${text}"; write ${form}`);
    }
    return span;
  });
}

/** The labels of `spans` that lie on the day on which they begin, ascending. */
export function hoursOf(spans: readonly HourSpan[]): readonly number[] {
  return ascending(spans.flatMap(({ from, to }) => hoursBetween(from, to < from ? LAST_HOUR : to)));
}

/** A weekday by its English name or its first three letters; null for anything else. */
export function weekdayNamed(text: string): Weekday | null {
  const name = text.trim().toLowerCase();
  return WEEKDAYS.find((weekday) => name === weekday || name === FULL_NAMES[weekday]) ?? null;
}

const FULL_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};

function spansByWeekday(setting: Readonly<Record<string, string>>): ReadonlyMap<Weekday, readonly HourSpan[]> {
  const spans = new Map<Weekday, readonly HourSpan[]>();
  for (const [days, hours] of Object.entries(setting)) {
    for (const weekday of weekdaysIn(days)) {
      if (spans.has(weekday)) throw invalid(`names ${weekday} twice`);
      spans.set(weekday, hourSpans(hours));
    }
  }
  const missing = WEEKDAYS.filter((weekday) => !spans.has(weekday));
  if (missing.length > 0) throw invalid(`does not say about ${missing.join(', ')}; write "closed" or the hours`);
  return spans;
}

/** `mon`, `mon-fri`, `sat, sun`, `sat-mon`. */
function weekdaysIn(text: string): readonly Weekday[] {
  return text.split(',').flatMap((part) => {
    const ends = part.split('-').map(weekdayNamed);
    const [first = null, last = first] = ends;
    if (first === null || last === null || ends.length > 2) {
      throw invalid(`has "${text}", which names no days; write mon, tue, …, sun or a range such as mon-fri`);
    }
    const start = WEEKDAYS.indexOf(first);
    const length = ((WEEKDAYS.indexOf(last) - start + WEEKDAYS.length) % WEEKDAYS.length) + 1;
    return Array.from({ length }, (_, i) => WEEKDAYS[(start + i) % WEEKDAYS.length] ?? first);
  });
}

function weekOf(hours: (weekday: Weekday) => readonly number[]): OpeningHours {
  const [mon, tue, wed, thu, fri, sat, sun] = WEEKDAYS;
  return {
    mon: hours(mon),
    tue: hours(tue),
    wed: hours(wed),
    thu: hours(thu),
    fri: hours(fri),
    sat: hours(sat),
    sun: hours(sun),
  };
}

function dayBefore(weekday: Weekday): Weekday {
  return WEEKDAYS.at(WEEKDAYS.indexOf(weekday) - 1) ?? weekday;
}

function hoursBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function ascending(hours: readonly number[]): readonly number[] {
  return [...new Set(hours)].sort((a, b) => a - b);
}

function invalid(complaint: string): TillwatchError {
  return new TillwatchError('config-invalid', complaint);
}
