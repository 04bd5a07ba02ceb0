// What one item of one file makes of its checkout's record. Pure: the caller writes the result, or tries again.
import { type CheckoutSettings, withOwnSettings } from '../config/config.ts';
import { foundIncidents, refusalIncident } from '../incident/found.ts';
import { type Alert, type FoundIncident, type Incident, isData } from '../incident/incident.ts';
import { afterLook, type Look } from '../incident/lifecycle.ts';
import { silenceOver } from '../incident/silences.ts';
import { type BusinessDate, type CheckoutDay, type IntakeItem, isRefusal } from '../intake/checkout-day.ts';
import type { Drop } from '../intake/drop.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import { withArrival } from './arrivals.ts';
import type { CheckoutRecord, VersionRead } from './checkout-record.ts';
import { checkoutDay, tellsTheSame, withTelling } from './day-on-record.ts';
import { judgedDay } from './judged-day.ts';
import { withDayLearned } from './learned.ts';
import { isSameVersion, type ObjectVersion, objectVersion, versionOrder } from './object-version.ts';
import { withPending } from './outbox.ts';

/** Readings stay on record for the dates that re-exports still change. */
export const DAYS_KEPT = 8;

/** Ended incidents, and the versions of inbox keys, stay on record for so many days. */
export const HISTORY_DAYS = 35;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface AdvanceContext {
  readonly drop: Drop;
  readonly now: Date;
  readonly settings: CheckoutSettings;
  /** Longest time that a function which wrote an alert may take to publish it, in ms. */
  readonly holdMs: number;
}

export interface Advance {
  /** The record to write; null when the item changes nothing. */
  readonly record: CheckoutRecord | null;
  /** The alerts that this item caused; they stand in the record's outbox. */
  readonly alerts: readonly Alert[];
}

const NOTHING: Advance = { record: null, alerts: [] };

/**
 * The record after `item`. An older version of a key, a version that was read already, and a file that tells the same
 * as before change nothing.
 */
export function advance(record: CheckoutRecord, item: IntakeItem, deployed: AdvanceContext): Advance {
  const context = { ...deployed, settings: withOwnSettings(deployed.settings, record.settings) };
  const version = objectVersion(context.drop);
  const newest = record.versions.find(({ key }) => key === version.key);
  const isRepeat = newest !== undefined && isSameVersion(newest, version);
  if (newest && !isRepeat && versionOrder(version, newest) < 0) return NOTHING;

  const days = { ...record.days };
  let arrivals = record.arrivals;
  let look: Look;
  if (isRefusal(item)) {
    if (isRepeat && newest.isRefused) return NOTHING;
    look = lookAt(record, days, dateOf(item, context), [refusalIncident(item, version.key)], context);
  } else {
    const told = withTelling(days[item.date], item, version);
    if (tellsTheSame(days[item.date], told) && !record.incidents.some(answeredBy(version, record))) return NOTHING;
    days[item.date] = told;
    arrivals = withArrival(arrivals, item.date, context.drop.landedAt, record.days[item.date], context.settings);
    const day = checkoutDay(record.checkout, item.date, told);
    const found = foundOn(day, record, version.key, context.settings);
    look = { ...lookAt(record, days, item.date, found, context), sawDay: true };
  }
  const { incidents, alerts } = afterLook(record.incidents, look);
  const next = {
    ...record,
    days,
    incidents,
    outbox: withPending(record, alerts, heldUntil(context)).outbox,
    learned: withDayLearned(record.learned, look.date, days[look.date], incidents),
    arrivals,
    versions: withVersion(record.versions, isRefusal(item) ? { ...version, isRefused: true } : version),
    watchedDates: look.sawDay ? withDate(record.watchedDates, look.date) : record.watchedDates,
  };
  return { record: withoutHistory(next, context.now), alerts };
}

/**
 * The record after a file that had been refused in this checkout's name, because nothing but its key was known, was
 * dropped again and turned out to be about other checkouts: the complaint about it is resolved.
 */
export function withoutComplaint(record: CheckoutRecord, context: AdvanceContext): Advance {
  const answers = answeredBy(objectVersion(context.drop), record);
  if (!record.incidents.some(answers)) return NOTHING;
  const { checkout } = record;
  const look = { checkout, date: NO_DATE, sawDay: true, found: [], now: context.now, isLate: () => false, answers };
  const { incidents, alerts } = afterLook(record.incidents, look);
  return { record: withPending({ ...record, incidents }, alerts, heldUntil(context)), alerts };
}

/** A look that saw no day of this checkout. */
const NO_DATE: BusinessDate = '';

/** The business date that an item is about; of a refused file that names none, the one on which it landed. */
export function dateOf(
  { date }: IntakeItem,
  { drop, settings }: Pick<AdvanceContext, 'drop' | 'settings'>,
): BusinessDate {
  return date ?? zoneClock(settings.timeZone).localTime(drop.landedAt.getTime()).date;
}

/** What is found on `day`, knowing the checkout's calendar and past. */
function foundOn(
  day: CheckoutDay,
  record: CheckoutRecord,
  source: string,
  settings: CheckoutSettings,
): readonly FoundIncident[] {
  const { judgement, calendar } = judgedDay(day, record, settings);
  return foundIncidents(day, judgement, { ...settings, calendar }, source);
}

function lookAt(
  record: CheckoutRecord,
  days: CheckoutRecord['days'],
  date: BusinessDate,
  found: Look['found'],
  { drop, now, settings }: AdvanceContext,
): Look {
  const { timeZone } = settings;
  const lateMs = settings.lateAfterHours * 60 * 60 * 1000;
  const endsAt = (hour: number, of: BusinessDate) => zoneClock(timeZone).hoursOf(of).endsAt[hour] ?? Number.NaN;
  return {
    checkout: record.checkout,
    date,
    sawDay: false,
    found,
    now,
    isLate: (endHour, of) => drop.landedAt.getTime() - endsAt(endHour, of) > lateMs,
    answers: answeredBy(objectVersion(drop), record),
    countAt: (of, hour) => days[of]?.columns.today.values[hour],
    isSilenced: (incident) => silenceOver(incident, record.silences, now, timeZone) !== null,
  };
}

function heldUntil({ now, holdMs }: AdvanceContext): Date {
  return new Date(now.getTime() + holdMs);
}

/**
 * Is this an open complaint about an older file than `version`? No file answers a complaint about a later one, or about
 * a part of itself.
 */
function answeredBy(version: ObjectVersion, { versions }: CheckoutRecord): (incident: Incident) => boolean {
  return (incident) => {
    if (!isData(incident) || incident.cause !== 'unreadable' || incident.status !== 'open') return false;
    const refused = versions.find(({ key }) => key === incident.source);
    return refused === undefined || versionOrder(version, refused) > 0;
  };
}

/** A part of one version that can be read doesn't undo that another part was refused. */
function withVersion(versions: readonly VersionRead[], version: VersionRead): readonly VersionRead[] {
  const known = versions.find((other) => isSameVersion(other, version));
  return [...versions.filter(({ key }) => key !== version.key), { ...known, ...version }];
}

function withDate(dates: readonly BusinessDate[], date: BusinessDate): readonly BusinessDate[] {
  return [...new Set([...dates, date])].sort().slice(-HISTORY_DAYS);
}

function withoutHistory(record: CheckoutRecord, now: Date): CheckoutRecord {
  const since = new Date(now.getTime() - HISTORY_DAYS * DAY_MS).toISOString();
  const dates = Object.keys(record.days).sort().slice(-DAYS_KEPT);
  return {
    ...record,
    days: Object.fromEntries(dates.map((date) => [date, record.days[date]])) as CheckoutRecord['days'],
    incidents: record.incidents.filter(({ status, openedAt }) => status === 'open' || openedAt >= since),
    versions: record.versions.filter(({ landedAt }) => landedAt >= since),
    silences: record.silences.filter(({ until }) => until === null || until >= since),
  };
}
