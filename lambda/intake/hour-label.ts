// What a time cell says: an hour of the day, perhaps with a date; or why it says neither.
import type { DateReadings } from './calendar-date.ts';
import { dateReadings } from './calendar-date.ts';
import { owned } from './owned.ts';
import type { ZoneClock } from './zone-clock.ts';

export type HourLabel =
  | { readonly kind: 'hour'; readonly hour: number; readonly date: DateReadings | null; readonly isTwelveHour: boolean }
  | { readonly kind: 'sub-hour' }
  | { readonly kind: 'out-of-range'; readonly hour: number }
  | { readonly kind: 'unreadable' };

interface TimeOfDay {
  readonly hour: number;
  /** Minutes and seconds as one number of seconds. */
  readonly rest: number;
  readonly isTwelveHour: boolean;
}

const UNREADABLE: HourLabel = { kind: 'unreadable' };

/** Labels that a reader keeps at hand: a day has 24, a year of date-times 8,760. */
const KEPT_LABELS = 20_000;

/** No label that can be read is longer. */
const MAX_LABEL_CHARS = 64;

/** A function that reads time cells; it remembers, because the same labels come again and again. */
export function hourLabels(clock: ZoneClock): (cell: string | undefined) => HourLabel {
  const known = new Map<string, HourLabel>();
  return (cell) => {
    if (cell === undefined) return UNREADABLE;
    const found = known.get(cell);
    if (found !== undefined) return found;
    const label = cell.length > MAX_LABEL_CHARS ? UNREADABLE : hourLabel(cell, clock);
    if (known.size >= KEPT_LABELS) known.clear();
    known.set(owned(cell), label);
    return label;
  };
}

/** The meaning of one time cell. A date-time with an offset is converted to the clock's zone. */
export function hourLabel(cell: string, clock: ZoneClock): HourLabel {
  const text = cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\[[\w/+-]+\]$/, '');
  const time = timeOfDay(text);
  if (time !== null) return ofTime(time, null);
  if (/^-\s?\d{1,2}\s?h?$/.test(text)) return { kind: 'out-of-range', hour: -1 };
  return dateTime(text, clock) ?? range(text, clock) ?? UNREADABLE;
}

function ofTime({ hour, rest, isTwelveHour }: TimeOfDay, date: DateReadings | null): HourLabel {
  if (hour > 23) return { kind: 'out-of-range', hour };
  return rest === 0 ? { kind: 'hour', hour, date, isTwelveHour } : { kind: 'sub-hour' };
}

/** `15h`, `15`, `15:00`, `15:00:00`, `15h00`, `15 horas`, `1500`, `3 pm`, `3:00 p.m.` */
function timeOfDay(text: string): TimeOfDay | null {
  const half = / ?([ap])\.? ?m\.?$/.exec(text);
  const digits = half === null ? text : text.slice(0, half.index);
  const found =
    /^\+?(\d{1,3})(?: ?[:h] ?(\d{2})(?: ?[:m] ?(\d{2}(?:[.,]\d+)?))?)?(?: ?(?:h|hs|hrs?|horas?|hours?|min|m|s)\.?)?$/.exec(
      digits,
    ) ??
    /^(\d\d)(00)$/.exec(digits) ??
    /^(\d{1,2})[.,]0+$/.exec(digits);
  if (found === null) return null;
  const minutes = Number(found[2] ?? 0);
  const seconds = Number(found[3]?.replace(',', '.') ?? 0);
  if (minutes > 59 || seconds >= 60) return null;
  const hour = Number(found[1]);
  const rest = minutes * 60 + seconds;
  if (half === null) return { hour, rest, isTwelveHour: false };
  if (hour > 12 || (hour === 0 && half[1] === 'p')) return null;
  return { hour: (hour % 12) + (half[1] === 'p' ? 12 : 0), rest, isTwelveHour: true };
}

function dateTime(text: string, clock: ZoneClock): HourLabel | null {
  const parts = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|20\d{6})(?:t| |, ?)(.+)$/.exec(text);
  const [, dateText, timeText] = parts ?? [];
  if (dateText === undefined || timeText === undefined) return null;
  const date = dateReadings(dateText);
  if (date === null) return null;
  const zoned = / ?(z|utc|gmt|(?:utc|gmt)?[+\u2212-]\d{1,2}(?::?\d{2})?)$/.exec(timeText);
  const time = timeOfDay(zoned === null ? timeText : timeText.slice(0, zoned.index));
  if (time === null) return null;
  if (zoned === null) return ofTime(time, date);
  return time.hour > 23 ? { kind: 'out-of-range', hour: time.hour } : converted(time, date, zoned[1] ?? 'z', clock);
}

function converted(time: TimeOfDay, date: DateReadings, offset: string, clock: ZoneClock): HourLabel {
  const day = date.dayFirst ?? date.monthFirst;
  const [, sign, hours = '0', minutes = '0'] = /([+\u2212-])(\d{1,2}):?(\d{2})?$/.exec(offset) ?? [];
  const offsetMinutes = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  if (Math.abs(offsetMinutes) > 14 * 60 || (date.dayFirst !== date.monthFirst && date.dayFirst && date.monthFirst)) {
    return UNREADABLE;
  }
  // Offsets are whole minutes, so seconds stay what they are.
  if (time.rest % 60 !== 0) return { kind: 'sub-hour' };
  const utc = Date.parse(`${day}T00:00:00Z`) + time.hour * 3_600_000 + (time.rest - offsetMinutes * 60) * 1_000;
  const local = clock.localTime(utc);
  if (local.minute !== 0) return { kind: 'sub-hour' };
  return { kind: 'hour', hour: local.hour, date: dateReadings(local.date), isTwelveHour: time.isTwelveHour };
}

/** `15h - 16h`, `15:00-15:59`, `15h às 16h`: the hour that begins it, if it is one hour long. */
function range(text: string, clock: ZoneClock): HourLabel | null {
  const parts = /^(.+?)(?: ?[\u2013\u2014~] ?| ?- ?| (?:as|às|a|à|ate|até|to|until) )([^-\u2013\u2014~]+)$/.exec(text);
  const [, from, to] = parts ?? [];
  if (from === undefined || to === undefined) return null;
  const start = timeOfDay(from);
  const end = timeOfDay(to) ?? timeOfDay(to.replace(/^\S+[t ]/, ''));
  const label = start === null ? dateTime(from, clock) : ofTime(start, null);
  if (label === null || end === null || label.kind === 'unreadable') return null;
  if (label.kind !== 'hour') return label;
  if (start !== null && start.isTwelveHour !== end.isTwelveHour) return null;
  const startHour = start?.hour ?? label.hour;
  const isNextHour = end.rest === 0 && end.hour % 24 === (startHour + 1) % 24;
  const isLastMinute = end.rest >= 59 * 60 && end.hour === startHour;
  return isNextHour || isLastMinute ? label : null;
}
