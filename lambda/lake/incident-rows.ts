// Incidents and their steps as rows of `incidents` and `transitions`.
import type { LakeRow } from '../config/lake-tables.ts';
import { daysAfter } from '../detect/calendar-dates.ts';
import { type FoundIncident, type Incident, isData } from '../incident/incident.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import { wordingFor } from '../notify/locale.ts';
import { whyInWords } from '../notify/why-in-words.ts';
import { monthOf, sqlTime } from './sql-time.ts';

const MINUTE_MS = 60_000;

/** An incident that has a place and an id, but perhaps no life yet: a file was judged, and nobody was told. */
export type PlacedIncident = FoundIncident &
  Pick<Incident, 'id' | 'checkout' | 'date' | 'status'> &
  Partial<Pick<Incident, 'openedAt' | 'heardOn' | 'history' | 'feedback'>>;

/** @param timeZone the checkout's, an IANA zone */
export function incidentRow(incident: PlacedIncident, timeZone: string, writtenAt: Date): LakeRow {
  const { id, checkout, date, kind, severity, status, startHour, endHour, why } = incident;
  const startedAt = hourOf(date, startHour, timeZone).startsAt;
  const openedAt = incident.openedAt ? Date.parse(incident.openedAt) : null;
  const acknowledgedAt = timeOf(incident, ({ transition }) => transition === 'acknowledged');
  const closedAt = status === 'open' ? null : timeOf(incident, ({ state }) => state === status);
  return {
    incident_id: id,
    checkout,
    business_date: date,
    kind,
    severity,
    status,
    start_hour: startHour,
    end_hour: endHour,
    started_at: time(startedAt),
    ended_at: time(hourOf(date, endHour, timeZone).endsAt),
    opened_at: time(openedAt),
    acknowledged_at: time(acknowledgedAt),
    closed_at: time(closedAt),
    minutes_to_detect: minutesBetween(startedAt, openedAt),
    minutes_to_acknowledge: minutesBetween(openedAt, acknowledgedAt),
    minutes_to_close: minutesBetween(openedAt, closedAt),
    ...quantities(incident),
    why: whyInWords(why, wordingFor('en')),
    heard_on: incident.heardOn?.join(',') ?? '',
    verdict: incident.feedback?.verdict ?? null,
    written_at: sqlTime(writtenAt),
    month: monthOf(date),
  };
}

export function transitionRows(incident: PlacedIncident, writtenAt: Date): readonly LakeRow[] {
  const { id, checkout, date, history = [] } = incident;
  return history.map((change, step) => ({
    incident_id: id,
    checkout,
    business_date: date,
    step,
    changed_at: sqlTime(new Date(change.at)),
    transition: change.transition,
    state: change.state,
    severity: change.severity,
    start_hour: change.startHour,
    end_hour: change.endHour,
    expected_lost: change.expectedLost,
    escalation: change.escalation ?? 0,
    is_silenced: change.isSilenced ?? false,
    done_by: change.by ?? null,
    note: change.note ?? null,
    written_at: sqlTime(writtenAt),
    month: monthOf(date),
  }));
}

function quantities(incident: FoundIncident): LakeRow {
  if (isData(incident)) return { cause: incident.cause };
  const { observed, expected, expectedLost, lostLow, lostHigh, score } = incident;
  return { observed, expected, expected_lost: expectedLost, lost_low: lostLow, lost_high: lostHigh, score };
}

/** Instants of an hour label that may go on from 24; NaN where the clocks skip it. */
function hourOf(date: BusinessDate, hour: number, timeZone: string): { startsAt: number; endsAt: number } {
  const { startsAt, endsAt } = zoneClock(timeZone).hoursOf(daysAfter(date, Math.floor(hour / HOURS_A_DAY)));
  const label = hour % HOURS_A_DAY;
  return { startsAt: startsAt[label] ?? Number.NaN, endsAt: endsAt[label] ?? Number.NaN };
}

type Change = Incident['history'][number];

function timeOf({ history = [] }: PlacedIncident, isIt: (change: Change) => boolean): number | null {
  const change = history.find(isIt);
  return change ? Date.parse(change.at) : null;
}

function time(instant: number | null): string | null {
  return instant === null || Number.isNaN(instant) ? null : sqlTime(new Date(instant));
}

/** With one decimal; null where either is unknown. */
function minutesBetween(from: number | null, to: number | null): number | null {
  if (from === null || to === null || Number.isNaN(from)) return null;
  return Math.round(((to - from) / MINUTE_MS) * 10) / 10;
}
