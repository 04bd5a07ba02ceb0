// What a checkout's record has learned: the counts of its last whole days on which nothing went wrong.
import { severityRank } from '../config/severity.ts';
import { DAYS_TOLD, type HistoryDay } from '../detect/history.ts';
import { isOnDate } from '../incident/day-parts.ts';
import type { Incident } from '../incident/incident.ts';
import { isSales } from '../incident/incident.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { DayOnRecord } from './day-on-record.ts';

/** One learned day. */
export interface LearnedDay extends HistoryDay {
  /** When the newest object that tells of it landed (ISO 8601, UTC): an older telling doesn't replace it. */
  readonly toldAt: string;
}

/** Incidents of this severity or worse make a day one not to learn from. */
const LEAST_UNTEACHING = severityRank('P3');

/**
 * `learned` after another look at `date`: its newest telling replaces what was learned of it, and a day that turned out
 * to have an incident is unlearned. At most 28 days, the newest, oldest first; the same look again changes nothing.
 *
 * @param day all that is on record of the date; undefined where nothing is
 * @param incidents all on record, after the look
 */
export function withDayLearned(
  learned: readonly LearnedDay[],
  date: BusinessDate,
  day: DayOnRecord | undefined,
  incidents: readonly Incident[],
): readonly LearnedDay[] {
  if (!day) return learned;
  const known = learned.find((other) => other.date === date);
  const toldAt =
    day.told
      .map(({ landedAt }) => landedAt)
      .sort()
      .at(-1) ?? '';
  if (known && known.toldAt > toldAt) return learned;
  const others = learned.filter((other) => other !== known);
  const hasIncident = incidents.some((incident) => isOnDate(incident, date) && unteaches(incident));
  if (hasIncident || !isWhole(day)) return others;
  const own = { date, counts: day.columns.today.values, toldAt };
  return [...others, own].sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-DAYS_TOLD);
}

/** A day that is over, of which something is known. */
function isWhole({ finalHours, columns }: DayOnRecord): boolean {
  return finalHours >= HOURS_A_DAY && columns.today.values.some((count) => count !== null);
}

/** A day whose alarm a person has called false was an ordinary one. */
function unteaches(incident: Incident): boolean {
  if (incident.status === 'retracted' || incident.feedback?.verdict === 'false-alarm') return false;
  return isSales(incident) && severityRank(incident.severity) <= LEAST_UNTEACHING;
}
