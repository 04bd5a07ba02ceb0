// When the watch has to look at a checkout next: its next file is late, or has been late for long.
import type { CheckoutSettings } from '../config/config.ts';
import { dayCalendar } from '../detect/calendar.ts';
import { daysAfter } from '../detect/calendar-dates.ts';
import { blindLongFrom, type OverdueFile, openOverdue } from '../incident/overdue.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import { dayKind } from '../record/arrivals.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { usuallyFollowedBy, usuallyHereBy } from '../record/usual-arrival.ts';
import { instantOf } from './wall-clock.ts';

/** What is to be done for a checkout, and from when on. */
export type Duty =
  | { readonly kind: 'tell-overdue'; readonly at: Date; readonly file: OverdueFile }
  | { readonly kind: 'raise'; readonly at: Date }
  | { readonly kind: 'stop-waiting'; readonly at: Date };

/** A week of dates of which nothing is awaited, and a day more: there is none beyond them. */
const DAYS_LOOKED_AHEAD = 8;

/** Dates before today whose first file is still awaited; what is older has been missed, not late. */
const DAYS_LOOKED_BACK = 3;

/** The next duty for a checkout; null while it has nothing to wait for: too little is known, or it is retired. */
export function nextDuty(record: CheckoutRecord, settings: CheckoutSettings, now: Date): Duty | null {
  const overdue = openOverdue(record.incidents);
  if (settings.retired) return overdue ? { kind: 'stop-waiting', at: now } : null;
  if (overdue) {
    const at = overdue.severity === 'P3' ? blindLongFrom(new Date(overdue.openedAt), settings) : null;
    return at && { kind: 'raise', at };
  }
  if (isUnreadable(record)) return null;
  const awaited = nextReExport(record, settings, now) ?? nextFirstFile(record, settings, now);
  if (!awaited) return null;
  const at = new Date(instantOf(zoneClock(settings.timeZone), awaited.date, awaited.expectedBy));
  return { kind: 'tell-overdue', at, file: awaited };
}

/** People know that we are blind: a file came, and could not be read. */
function isUnreadable({ incidents }: CheckoutRecord): boolean {
  return incidents.some((each) => each.kind === 'data' && each.cause === 'unreadable' && each.status === 'open');
}

/** The newest date's next file, where the day isn't over in it and re-exports are usual. */
function nextReExport(record: CheckoutRecord, settings: CheckoutSettings, now: Date): OverdueFile | null {
  const date = newestDate(record, settings, now);
  const day = date === null ? undefined : record.days[date];
  if (date === null || !day || day.finalHours >= HOURS_A_DAY) return null;
  const arrival = record.arrivals[dayKind(date)].find((each) => each.date === date);
  const expectedBy = arrival ? usuallyFollowedBy(record.arrivals, arrival) : null;
  if (expectedBy === null) return null;
  return { date, startHour: day.finalHours, expectedBy, basis: 'next', lastKey: lastKey(record) };
}

/** The first file of the next date of which one is awaited: dates on which the checkout is closed send none. */
function nextFirstFile(record: CheckoutRecord, settings: CheckoutSettings, now: Date): OverdueFile | null {
  const newest = newestDate(record, settings, now);
  const earliest = daysAfter(today(settings, now), newest === null ? 0 : -DAYS_LOOKED_BACK);
  const first = newest === null ? earliest : later(daysAfter(newest, 1), earliest);
  for (let days = 0; days < DAYS_LOOKED_AHEAD; days++) {
    const date = daysAfter(first, days);
    const expectedBy = settings.expectedBy ?? usuallyHereBy(record.arrivals, date);
    if (expectedBy === null || isClosed(date, settings)) continue;
    const basis = settings.expectedBy === null ? 'first' : 'set';
    return { date, startHour: 0, expectedBy, basis, lastKey: lastKey(record) };
  }
  return null;
}

/** The newest date that a file told of; a slip of the pen far in the future isn't one. */
function newestDate({ days }: CheckoutRecord, settings: CheckoutSettings, now: Date): BusinessDate | null {
  const tomorrow = daysAfter(today(settings, now), 1);
  return (
    Object.keys(days)
      .filter((date) => date <= tomorrow)
      .sort()
      .at(-1) ?? null
  );
}

function today({ timeZone }: CheckoutSettings, now: Date): BusinessDate {
  return zoneClock(timeZone).localTime(now.getTime()).date;
}

function isClosed(date: BusinessDate, settings: CheckoutSettings): boolean {
  return dayCalendar(date, settings).closedHours.length === HOURS_A_DAY;
}

function lastKey({ versions }: CheckoutRecord): string {
  const newest = [...versions].sort((a, b) => (a.landedAt < b.landedAt ? -1 : 1)).at(-1);
  return newest?.key ?? '';
}

function later(a: BusinessDate, b: BusinessDate): BusinessDate {
  return a > b ? a : b;
}
