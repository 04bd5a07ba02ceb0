// The checkout record: all that must change together for one checkout, in one object, by one conditional write.
import * as v from 'valibot';
import type { OwnSettings } from '../config/config.ts';
import { TillwatchError } from '../errors.ts';
import { isOnDate } from '../incident/day-parts.ts';
import type { Alert, Incident } from '../incident/incident.ts';
import type { Silence } from '../incident/silences.ts';
import type { BusinessDate, Reading } from '../intake/checkout-day.ts';
import { type Arrivals, DAY_KINDS, NO_ARRIVALS } from './arrivals.ts';
import type { DayOnRecord } from './day-on-record.ts';
import type { LearnedDay } from './learned.ts';
import { migrated } from './migration.ts';
import type { ObjectVersion } from './object-version.ts';

export const SCHEMA_VERSION = 4;

/** An alert that is written down but not yet known to be published. */
export interface PendingAlert {
  readonly alert: Alert;
  /** Until then the function that wrote it may still be publishing it; afterwards the watch takes it over. */
  readonly heldUntil: string;
}

/** The newest version of an inbox key that was read. */
export interface VersionRead extends ObjectVersion {
  /** It, or a part of it, was refused, and that has been told. */
  readonly isRefused?: true;
}

export interface CheckoutRecord {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly checkout: string;
  /** Business dates that may still change, by date. */
  readonly days: Readonly<Record<BusinessDate, DayOnRecord>>;
  readonly incidents: readonly Incident[];
  readonly outbox: readonly PendingAlert[];
  /** The last days on which nothing went wrong, oldest first. */
  readonly learned: readonly LearnedDay[];
  /** When its files usually come. */
  readonly arrivals: Arrivals;
  /** Per inbox key the newest version that was read: an older one changes nothing. */
  readonly versions: readonly VersionRead[];
  /** In force, and those of the last weeks. */
  readonly silences: readonly Silence[];
  /** This checkout's own settings; they win over the configuration. */
  readonly settings: OwnSettings;
  /** Business dates of the last weeks on which it was watched, ascending: what false alarms are counted against. */
  readonly watchedDates: readonly BusinessDate[];
  /** Of the write that this record came from; absent before the first. */
  readonly writeId?: string;
}

export function emptyRecord(checkout: string): CheckoutRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    checkout,
    days: {},
    incidents: [],
    outbox: [],
    learned: [],
    arrivals: NO_ARRIVALS,
    versions: [],
    silences: [],
    settings: {},
    watchedDates: [],
  };
}

// The outline is checked, not every reading: what is inside was written by the code beside this file.
const day = v.looseObject({ finalHours: v.number(), columns: v.looseObject({}) });
const incident = v.looseObject({
  id: v.string(),
  status: v.string(),
  heardOn: v.array(v.string()),
  history: v.array(v.looseObject({})),
  parts: v.array(v.looseObject({ date: v.string() })),
});
const pending = v.looseObject({
  heldUntil: v.string(),
  alert: v.looseObject({ id: v.string(), incident: v.looseObject({ id: v.string() }) }),
});
/** In one look: a record has hundreds of them, each of which would be a run of the validator. */
const counts = v.custom<readonly Reading[]>(
  (value) => Array.isArray(value) && value.every((count) => count === null || typeof count === 'number'),
);
const learnedDay = v.looseObject({ date: v.string(), toldAt: v.string(), counts });
const version = v.looseObject({ key: v.string(), landedAt: v.string() });
const silence = v.looseObject({ id: v.string(), from: v.string(), until: v.nullable(v.string()) });

const LISTS = { incidents: incident, outbox: pending, learned: learnedDay, versions: version, silences: silence };

const outline = v.looseObject({
  schemaVersion: v.literal(SCHEMA_VERSION),
  checkout: v.string(),
  days: v.record(v.string(), day),
  incidents: v.array(incident),
  outbox: v.array(pending),
  learned: v.array(learnedDay),
  arrivals: v.record(v.picklist(DAY_KINDS), v.array(v.looseObject({ date: v.string(), first: v.number() }))),
  versions: v.array(version),
  silences: v.array(silence),
  settings: v.looseObject({}),
  watchedDates: v.array(v.string()),
});

/**
 * The record in `json`, brought forward from an earlier schema.
 *
 * @throws TillwatchError `record-unreadable` when it is damaged; `record-newer` when a later tillwatch wrote it: that
 *   one is left as it is, because an older one would lose what it doesn't know
 */
export function parseRecord(json: string, place: string): CheckoutRecord {
  const value = migrated(objectIn(json, place));
  if (typeof value.schemaVersion === 'number' && value.schemaVersion > SCHEMA_VERSION) {
    const cure = 'deploy the version of tillwatch that wrote it, or a later one';
    const message = `${place} has schema ${value.schemaVersion}, this is for ${SCHEMA_VERSION}; ${cure}`;
    throw new TillwatchError('record-newer', message, { file: place });
  }
  const result = v.safeParse(outline, value);
  if (result.success) return value as unknown as CheckoutRecord;
  const [issue] = result.issues;
  throw unreadable(place, `is not a checkout record: ${v.getDotPath(issue) ?? 'it'} ${issue.message}`);
}

/** What can still be read of a damaged record: of every list the entries that are whole. */
export function salvagedRecord(json: string, checkout: string): CheckoutRecord {
  const empty = emptyRecord(checkout);
  let value: Readonly<Record<string, unknown>>;
  try {
    value = migrated({ schemaVersion: SCHEMA_VERSION, ...objectIn(json, checkout) });
  } catch {
    return empty;
  }
  const lists = Object.entries(LISTS).map(([name, entry]) => {
    const list: readonly unknown[] = Array.isArray(value[name]) ? value[name] : [];
    return [name, list.filter((item) => v.is(entry, item))];
  });
  const days = Object.entries(value.days ?? {}).filter(([, item]) => v.is(day, item));
  const settings = v.is(outline.entries.settings, value.settings) ? value.settings : {};
  const arrivals = v.is(outline.entries.arrivals, value.arrivals) ? value.arrivals : empty.arrivals;
  const whole = { days: Object.fromEntries(days), settings, arrivals };
  return { ...empty, ...Object.fromEntries(lists), ...whole } as CheckoutRecord;
}

function objectIn(json: string, place: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable(place, 'is not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable(place, 'is not a JSON object');
  }
  return value as Readonly<Record<string, unknown>>;
}

function unreadable(place: string, what: string, cause?: unknown): TillwatchError {
  const cure = 'restore an earlier version of the object in the records bucket';
  return new TillwatchError('record-unreadable', `${place} ${what}; ${cure}`, { file: place }, cause);
}

/** The incidents on record for one business date, retracted ones apart. */
export function incidentsOf(record: CheckoutRecord, date: BusinessDate): readonly Incident[] {
  return record.incidents.filter((known) => isOnDate(known, date) && known.status !== 'retracted');
}
