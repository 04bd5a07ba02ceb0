// The checkout record: all that must change together for one checkout, in one object, by one conditional write.
import * as v from 'valibot';
import { TillwatchError } from '../errors.ts';
import type { Alert, Incident } from '../incident/incident.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { type Arrivals, DAY_KINDS, NO_ARRIVALS } from './arrivals.ts';
import type { DayOnRecord } from './day-on-record.ts';
import type { LearnedDay } from './learned.ts';
import type { ObjectVersion } from './object-version.ts';

export const SCHEMA_VERSION = 1;

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
  };
}

// The outline is checked, not every reading: what is inside was written by the code beside this file.
const outline = v.looseObject({
  schemaVersion: v.literal(SCHEMA_VERSION),
  checkout: v.string(),
  days: v.record(v.string(), v.looseObject({ finalHours: v.number(), columns: v.looseObject({}) })),
  incidents: v.array(v.looseObject({ id: v.string(), status: v.string(), history: v.array(v.looseObject({})) })),
  outbox: v.array(v.looseObject({ heldUntil: v.string(), alert: v.looseObject({ id: v.string() }) })),
  learned: v.array(v.looseObject({ date: v.string(), toldAt: v.string(), counts: v.array(v.nullable(v.number())) })),
  arrivals: v.record(v.picklist(DAY_KINDS), v.array(v.looseObject({ date: v.string(), first: v.number() }))),
  versions: v.array(v.looseObject({ key: v.string(), landedAt: v.string() })),
});

/**
 * The record in `json`.
 *
 * @throws TillwatchError `record-unreadable` when it is damaged or of a later schema: it is then left as it is, and the
 *   file that needed it is tried again, because overwriting it would lose alerts that are still to be published
 */
export function parseRecord(json: string, place: string): CheckoutRecord {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable(place, 'is not JSON', cause);
  }
  const result = v.safeParse(outline, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw unreadable(place, `is not a checkout record: ${v.getDotPath(issue) ?? 'it'} ${issue.message}`);
  }
  return value as CheckoutRecord;
}

function unreadable(place: string, what: string, cause?: unknown): TillwatchError {
  const cure = 'restore an earlier version of the object in the records bucket, or delete it to start afresh';
  return new TillwatchError('record-unreadable', `${place} ${what}; ${cure}`, { file: place }, cause);
}

/** The incidents on record for one business date, retracted ones apart. */
export function incidentsOf(record: CheckoutRecord, date: BusinessDate): readonly Incident[] {
  return record.incidents.filter((incident) => incident.date === date && incident.status !== 'retracted');
}
