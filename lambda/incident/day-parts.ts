// Incidents that run past midnight: what each business date contributes is kept apart, so that a re-export of one date
// replaces its own part and nothing is added twice.
import { severityRank, worse } from '../config/severity.ts';
import { daysAfter, daysBetween } from '../detect/calendar-dates.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { DayPart, FoundIncident, Incident } from './incident.ts';
import { isData, isSales } from './incident.ts';

/** What `incident` consists of, oldest first; at least one part. */
export function partsOf(incident: Incident): readonly DayPart[] {
  return incident.parts.length > 0 ? incident.parts : [{ date: incident.date, found: incident }];
}

/** What `incident` has on `date`; null where it has nothing there. */
export function partOn(incident: Incident, date: BusinessDate): FoundIncident | null {
  return partsOf(incident).find((part) => part.date === date)?.found ?? null;
}

/** The business date of the last hour. */
export function endDate({ date, endHour }: Pick<Incident, 'date' | 'endHour'>): BusinessDate {
  return daysAfter(date, Math.floor(endHour / HOURS_A_DAY));
}

/** Does any hour of the incident lie on `date`? */
export function isOnDate(incident: Incident, date: BusinessDate): boolean {
  return incident.date <= date && date <= endDate(incident);
}

/**
 * `incident` with its part of `date` replaced by `found`, or left out where that is null; null when nothing is left.
 * The id stays, whatever becomes of the date on which it began.
 */
export function withPart(incident: Incident, date: BusinessDate, found: FoundIncident | null): Incident | null {
  const others = partsOf(incident)
    .filter((part) => part.date !== date)
    .map((part) => ({ date: part.date, found: foundOnly(part.found) }));
  const parts = [...others, ...(found ? [{ date, found }] : [])].sort((a, b) => (a.date < b.date ? -1 : 1));
  const [first] = parts;
  if (!first) return null;
  const whole = parts.map((part) => relabelled(part, first.date)).reduce(joined);
  return { ...incident, ...whole, date: first.date, parts: parts.length > 1 ? parts : [] };
}

/** Two windows of one incident, the earlier first, taken together: an outage that flaps is one outage. */
export function joined(a: FoundIncident, b: FoundIncident): FoundIncident {
  const window = {
    severity: worse(a.severity, b.severity),
    startHour: Math.min(a.startHour, b.startHour),
    endHour: Math.max(a.endHour, b.endHour),
    isOver: (b.endHour > a.endHour ? b : a).isOver,
  };
  if (isData(a) || isData(b)) return { ...(isWorse(b, a) ? b : a), ...window };
  return {
    ...(isWorse(b, a) ? b : a),
    ...window,
    score: Math.max(a.score, b.score),
    observed: a.observed + b.observed,
    expected: a.expected + b.expected,
    expectedLost: a.expectedLost + b.expectedLost,
    lostLow: a.lostLow + b.lostLow,
    lostHigh: a.lostHigh + b.lostHigh,
    hours: [...a.hours, ...b.hours].sort((x, y) => x.hour - y.hour),
  };
}

function isWorse(a: FoundIncident, b: FoundIncident): boolean {
  const byRank = severityRank(a.severity) - severityRank(b.severity);
  return byRank < 0 || (byRank === 0 && isSales(a) && isSales(b) && a.score > b.score);
}

/** Hour labels counted from `start`'s midnight: 02h of the day after is 26. */
function relabelled({ date, found }: DayPart, start: BusinessDate): FoundIncident {
  const shift = HOURS_A_DAY * daysBetween(start, date);
  if (shift === 0) return found;
  const window = { startHour: found.startHour + shift, endHour: found.endHour + shift };
  if (isData(found)) return { ...found, ...window };
  return { ...found, ...window, hours: found.hours.map((hour) => ({ ...hour, hour: hour.hour + shift })) };
}

/** What was found, without the life that an incident adds to it. */
function foundOnly(found: FoundIncident): FoundIncident {
  const { severity, startHour, endHour, isOver } = found;
  if (isData(found)) {
    const { cause, code, source, why } = found;
    return { kind: 'data', cause, code, source, severity, startHour, endHour, isOver, why };
  }
  const { kind, score, observed, expected, expectedLost, lostLow, lostHigh, hours, why } = found;
  const window = { severity, startHour, endHour, isOver };
  return { ...window, kind, score, observed, expected, expectedLost, lostLow, lostHigh, hours, why };
}
