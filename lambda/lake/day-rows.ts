// One checkout-day as rows of the history: of a day that a record knows, with its incidents' lives, and of one that
// files tell of, judged as `tillwatch score` judges it.
import type { CheckoutSettings } from '../config/config.ts';
import type { LakeRow, LakeRows } from '../config/lake-tables.ts';
import { partOn } from '../incident/day-parts.ts';
import { foundIncidents } from '../incident/found.ts';
import type { FoundIncident } from '../incident/incident.ts';
import { mintIncidentId } from '../incident/incident-id.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { type CheckoutRecord, incidentsOf } from '../record/checkout-record.ts';
import { checkoutDay, type DayOnRecord, sourcesOfToday } from '../record/day-on-record.ts';
import { judgedDay } from '../record/judged-day.ts';
import { incidentRow, type PlacedIncident, transitionRows } from './incident-rows.ts';
import { readingRows } from './reading-rows.ts';

/**
 * What `record` knows of `date`: its readings, where they are still on record, and the incidents that began on it.
 *
 * @param settings the checkout's, its own included
 * @param readAt when the record was read: of two versions of a row the one read later counts
 */
export function recordRows(
  record: CheckoutRecord,
  date: BusinessDate,
  settings: CheckoutSettings,
  readAt: Date,
): LakeRows {
  const begun = record.incidents.filter((incident) => incident.date === date);
  return {
    readings: readingsOnRecord(record, date, settings, readAt),
    incidents: begun.map((incident) => incidentRow(incident, settings.timeZone, readAt)),
    transitions: begun.flatMap((incident) => transitionRows(incident, readAt)),
  };
}

/**
 * What files alone tell of a day. Its incidents have ids, and no life: nobody was told.
 *
 * @param writtenAt when the newest of the files landed
 */
export function fileRows(
  checkout: string,
  date: BusinessDate,
  told: DayOnRecord,
  settings: CheckoutSettings,
  writtenAt: Date,
): LakeRows {
  const day = checkoutDay(checkout, date, told);
  const { judgement, calendar } = judgedDay(day, { learned: [] }, settings);
  const found = foundIncidents(day, judgement, { ...settings, calendar }, told.told.at(-1)?.key ?? '')
    // A window that chance explains is no incident.
    .filter(({ severity }) => severity !== 'P5');
  return {
    readings: readingRows({ day, judgement, incidents: found, sources: sourceKeys(told) }, writtenAt),
    incidents: placed(found, checkout, date).map((incident) => incidentRow(incident, settings.timeZone, writtenAt)),
  };
}

/** The rows of several days as one. */
export function joinedRows(days: readonly LakeRows[]): LakeRows {
  return {
    readings: days.flatMap(({ readings = [] }) => readings),
    incidents: days.flatMap(({ incidents = [] }) => incidents),
    transitions: days.flatMap(({ transitions = [] }) => transitions),
    receipts: days.flatMap(({ receipts = [] }) => receipts),
  };
}

function readingsOnRecord(
  record: CheckoutRecord,
  date: BusinessDate,
  settings: CheckoutSettings,
  readAt: Date,
): readonly LakeRow[] {
  const told = record.days[date];
  if (!told) return [];
  const day = checkoutDay(record.checkout, date, told);
  const { judgement } = judgedDay(day, record, settings);
  const incidents = incidentsOf(record, date).flatMap((incident) => partOn(incident, date) ?? []);
  return readingRows({ day, judgement, incidents, sources: sourceKeys(told) }, readAt);
}

function sourceKeys(told: DayOnRecord): readonly (string | null)[] {
  return sourcesOfToday(told).map((version) => version?.key ?? null);
}

function placed(found: readonly FoundIncident[], checkout: string, date: BusinessDate): readonly PlacedIncident[] {
  const taken = new Set<string>();
  return found.map((incident) => {
    const id = mintIncidentId(checkout, date, incident, taken);
    taken.add(id);
    return { ...incident, id, checkout, date, status: incident.isOver ? 'resolved' : 'open' };
  });
}
