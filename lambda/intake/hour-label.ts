// What a time cell says: an hour of the day, perhaps with a date; or why it says neither.
import type { DateReadings } from './calendar-date.ts';
import { dateReadings } from './calendar-date.ts';
import { owned } from './owned.ts';
import type { ZoneClock } from './zone-clock.ts';
import { zoneClock } from './zone-clock.ts';

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

type LabelReader = (cell: string | undefined) => HourLabel;

const readers = new WeakMap<ZoneClock, LabelReader>();

/** A function that reads time cells; it remembers, because the same labels come again and again, in the next file as well. */
export function hourLabels(clock: ZoneClock): LabelReader {
  let reader = readers.get(clock);
  if (reader === undefined) {
    reader = labelReader(clock);
    readers.set(clock, reader);
  }
  return reader;
}

function labelReader(clock: ZoneClock): LabelReader {
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
  const composed = asText(cell).normalize('NFKC');
  // Composing makes 12 of 1², a date of a circled number: only what was a digit before may be one after.
  if (digitsOf(composed, /\d/g) !== digitsOf(cell, /\p{Nd}/gu)) return UNREADABLE;
  const whole = composed.trim().toLowerCase().replace(/\s+/g, ' ');
  const zone = /\[([\w/+-]+)\]$/.exec(whole);
  const text = zone === null ? whole : whole.slice(0, zone.index).trimEnd();
  const time = timeOfDay(text);
  if (time !== null) return zone === null ? ofTime(time, null) : UNREADABLE;
  if (/^-\s?\d{1,2}\s?h?$/.test(text)) return { kind: 'out-of-range', hour: -1 };
  if (zone !== null) return dateTime(text, clock, zone[1]) ?? UNREADABLE;
  return dateTime(text, clock) ?? range(text, clock) ?? UNREADABLE;
}

/** What spreadsheets keep as text: `="09h"` and `'09h` are 09h. */
function asText(cell: string): string {
  return (
    /^\s*(?:=\s*"(.*)"|'(.*))\s*$/
      .exec(cell)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? cell
  );
}

/** Is it a spreadsheet's own time: a fraction of a day, or days since 1900 with one? */
export function isSpreadsheetTime(cell: string): boolean {
  return /^\s*(?:0?|\d{5})[.,]\d{3,}\s*$/.test(cell);
}

function digitsOf(text: string, digit: RegExp): number {
  return text.match(digit)?.length ?? 0;
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
    /^\+?(\d{1,3})(?: ?[:h] ?(\d{2})(?: ?[:m] ?(\d{2}(?:[.,]\d+)?)(?: ?s)?|(?: ?m| ?min)?))?(?: ?(?:h|hs|hrs?|horas?|hours?)\.?)?$/.exec(
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

/** `zone` is what stands in brackets behind it (RFC 9557); an offset before it says more exactly what it says. */
function dateTime(text: string, clock: ZoneClock, zone?: string): HourLabel | null {
  const parts = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|20\d{6})(?:t| |, ?)(.+)$/.exec(text);
  const [, dateText, timeText] = parts ?? [];
  if (dateText === undefined || timeText === undefined) return null;
  const date = dateReadings(dateText);
  if (date === null) return null;
  const zoned = / ?(z|utc|gmt|(?:utc|gmt)?[+\u2212-]\d{1,2}(?::?\d{2})?)$/.exec(timeText);
  const time = timeOfDay(zoned === null ? timeText : timeText.slice(0, zoned.index));
  if (time === null) return null;
  if (zoned === null && zone !== undefined) return inZone(time, date, zone, clock);
  if (zoned === null) return ofTime(time, date);
  return time.hour > 23 ? { kind: 'out-of-range', hour: time.hour } : converted(time, date, zoned[1] ?? 'z', clock);
}

/** A time on another zone's clock; unreadable where that zone is unknown or skips or repeats the hour. */
function inZone(time: TimeOfDay, date: DateReadings, zone: string, clock: ZoneClock): HourLabel {
  if (time.hour > 23) return { kind: 'out-of-range', hour: time.hour };
  const day = date.dayFirst === date.monthFirst ? date.dayFirst : null;
  const hours = day === null ? null : knownZone(zone)?.hoursOf(day);
  const startsAt = hours?.startsAt[time.hour] ?? Number.NaN;
  if (Number.isNaN(startsAt) || hours?.repeated.includes(time.hour)) return UNREADABLE;
  const local = clock.localTime(startsAt + time.rest * 1_000);
  if (local.minute !== 0 || time.rest % 60 !== 0) return { kind: 'sub-hour' };
  return { kind: 'hour', hour: local.hour, date: dateReadings(local.date), isTwelveHour: time.isTwelveHour };
}

function knownZone(zone: string): ZoneClock | null {
  try {
    return zoneClock(zone === 'z' ? 'utc' : zone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
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
