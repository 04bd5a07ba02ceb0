// One checkout-day as rows of the history: of a day that a record knows, with its incidents' lives, and of one that a
// file tells of, judged as `tillwatch score` judges it.
import type { CheckoutSettings } from '../config/config.ts';
import type { LakeRow, LakeRows } from '../config/lake-tables.ts';
import { dayCalendar } from '../detect/calendar.ts';
import { detectorNamed } from '../detect/detectors.ts';
import { historyBefore } from '../detect/history.ts';
import { partOn } from '../incident/day-parts.ts';
import { foundIncidents } from '../incident/found.ts';
import type { FoundIncident } from '../incident/incident.ts';
import { mintIncidentId } from '../incident/incident-id.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { type CheckoutRecord, incidentsOf } from '../record/checkout-record.ts';
import { checkoutDay, type DayOnRecord } from '../record/day-on-record.ts';
import type { LearnedDay } from '../record/learned.ts';
import { incidentRow, type PlacedIncident, transitionRows } from './incident-rows.ts';
import { type JudgedDay, readingRows } from './reading-rows.ts';

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
  const { checkout, learned } = record;
  const told = record.days[date];
  const begun = record.incidents.filter((incident) => incident.date === date);
  const parts = incidentsOf(record, date).flatMap((incident) => partOn(incident, date) ?? []);
  return {
    readings: told ? toldRows(judgedDay(checkout, date, told, settings, learned), told, parts, readAt) : [],
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
  const judged = judgedDay(checkout, date, told, settings, []);
  const calendar = dayCalendar(date, settings);
  const source = told.told.at(-1)?.key ?? '';
  const found = foundIncidents(judged.day, judged.judgement, { ...settings, calendar }, source)
    // A window that chance explains is no incident.
    .filter(({ severity }) => severity !== 'P5');
  return {
    readings: toldRows(judged, told, found, writtenAt),
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

function toldRows(
  judged: Pick<JudgedDay, 'day' | 'judgement'>,
  { told, columns }: DayOnRecord,
  incidents: readonly FoundIncident[],
  writtenAt: Date,
): readonly LakeRow[] {
  const sources = columns.today.from.map((index) => (index === null ? null : (told[index]?.key ?? null)));
  return readingRows({ ...judged, incidents, sources }, writtenAt);
}

function judgedDay(
  checkout: string,
  date: BusinessDate,
  told: DayOnRecord,
  settings: CheckoutSettings,
  learned: readonly LearnedDay[],
): Pick<JudgedDay, 'day' | 'judgement'> {
  const day = checkoutDay(checkout, date, told);
  const calendar = dayCalendar(date, settings);
  const history = historyBefore(date, learned, settings);
  return { day, judgement: detectorNamed(settings.detector).judge(day, { ...settings, calendar, history }) };
}

function placed(found: readonly FoundIncident[], checkout: string, date: BusinessDate): readonly PlacedIncident[] {
  const taken = new Set<string>();
  return found.map((incident) => {
    const id = mintIncidentId(checkout, date, incident, taken);
    taken.add(id);
    return { ...incident, id, checkout, date, status: incident.isOver ? 'resolved' : 'open' };
  });
}
