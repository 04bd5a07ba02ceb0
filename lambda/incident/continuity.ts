// Which window is the same incident as which: by overlap, by a short recovery between them, or across midnight.
import { worse } from '../config/severity.ts';
import { daysAfter } from '../detect/calendar-dates.ts';
import { type BusinessDate, HOURS_A_DAY, type Reading } from '../intake/checkout-day.ts';
import { joined, partOn, partsOf } from './day-parts.ts';
import { type FoundIncident, type FoundSales, type Incident, isData, isSales } from './incident.ts';

/** The count of an hour as far as anything on record tells: null is not known, undefined no such day on record. */
export type CountAt = (date: BusinessDate, hour: number) => Reading | undefined;

/** Two windows with at most so many recovered hours between them are one incident that flaps. */
export const FLAP_HOURS = 1;

/** Hours that show no recovery, such as a night without a sale, bridge two windows up to this many. */
export const BRIDGED_HOURS = 12;

/** Share of an incident's loss that a weak trace must still show for the incident not to be retracted. */
const TRACE_SHARE = 0.5;

/** An incident goes on over so many dates at most; after a week its references have got used to it anyway. */
export const MOST_DATES = 7;

/** A window that chance doesn't explain. */
export function isAlarm(found: FoundIncident): boolean {
  return worse(found.severity, 'P4') === found.severity;
}

/** Of several incidents that `found`, seen on `date`, continues, the one whose window it shares most of. */
export function ownerOf(
  found: FoundIncident,
  date: BusinessDate,
  candidates: readonly Incident[],
  countAt: CountAt,
): Incident | null {
  let owner: Incident | null = null;
  let closest = Number.NEGATIVE_INFINITY;
  for (const incident of candidates) {
    const share = sameness(incident, found, date, countAt);
    if (share === null || share <= closest) continue;
    owner = incident;
    closest = share;
  }
  return owner;
}

/**
 * How much of the hours that either has both have, 0 where `found` only follows closely; null where it isn't the same
 * incident. A window that chance explains is the same only where it still shows half the loss of that date.
 */
export function sameness(
  incident: Incident,
  found: FoundIncident,
  date: BusinessDate,
  countAt: CountAt,
): number | null {
  if (partsOf(incident).length >= MOST_DATES && !partOn(incident, date)) return null;
  if (isData(found)) return samenessOfData(incident, found, date, countAt);
  if (isData(incident) || isDown(incident) !== isDown(found)) return null;
  if ((incident.kind === 'level') !== (found.kind === 'level')) return null;
  const share = Math.max(0, ...partsOf(incident).map((part) => (part.date === date ? shared(part.found, found) : 0)));
  if (isAlarm(found))
    return share > 0 || (found.kind !== 'level' && isNear(incident, found, date, countAt)) ? share : null;
  const known = partOn(incident, date);
  const isTrace = known !== null && isSales(known) && lossOf(found) >= TRACE_SHARE * lossOf(known);
  return share > 0 && isTrace ? share : null;
}

/** The windows of one look with those of one incident joined; the strongest first, as they came. */
export function withFlapsJoined(
  found: readonly FoundIncident[],
  date: BusinessDate,
  countAt: CountAt,
): readonly FoundIncident[] {
  const result: FoundIncident[] = [];
  const inOrder = found.filter(canFlap).sort((a, b) => a.startHour - b.startHour);
  const groups: FoundSales[][] = [];
  for (const window of inOrder) {
    const group = groups.find((g) => {
      const last = g.at(-1);
      return last && isDown(last) === isDown(window) && isClose(last, window, date, date, isDown(window), countAt);
    });
    if (group) group.push(window);
    else groups.push([window]);
  }
  for (const window of found) {
    const group = canFlap(window) ? groups.find((g) => g.includes(window)) : undefined;
    if (!group) result.push(window);
    else if (found.find((other) => canFlap(other) && group.includes(other)) === window) {
      result.push(group.map((one): FoundIncident => one).reduce(joined));
    }
  }
  return result;
}

/**
 * Have sales come back on a date after the incident's last? A sale shows it where sales were missing, any known count
 * where there were too many; an hour in which nothing was sold shows nothing.
 */
export function isBackAfterwards(incident: Incident, countAt: CountAt): boolean {
  const last = partsOf(incident).at(-1);
  if (isData(incident) || incident.kind === 'level' || !last) return false;
  for (let days = 1; days <= DAYS_LOOKED_AHEAD; days++) {
    const date = daysAfter(last.date, days);
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      if (isRecovered(countAt(date, hour), isDown(incident))) return true;
    }
  }
  return false;
}

/** Readings are on record for eight dates (record/advance.ts). */
const DAYS_LOOKED_AHEAD = 7;

/** A hole goes on past midnight; other trouble with data is told apart by what was found. */
function samenessOfData(incident: Incident, found: FoundIncident, date: BusinessDate, countAt: CountAt): number | null {
  if (!isData(incident) || !isData(found) || incident.cause !== found.cause) return null;
  if (found.cause !== 'gap') return incident.code === found.code ? 1 : null;
  if (partOn(incident, date)) return 1;
  return isNear(incident, found, date, countAt) ? 0 : null;
}

function isNear(incident: Incident, found: FoundIncident, date: BusinessDate, countAt: CountAt): boolean {
  const isDownward = isSales(found) && isDown(found);
  return partsOf(incident).some(
    (part) =>
      isClose(part.found, found, part.date, date, isDownward, countAt) ||
      isClose(found, part.found, date, part.date, isDownward, countAt),
  );
}

/** Does `b` begin soon after `a` ended, with hardly an hour between that shows a recovery? */
function isClose(
  a: FoundIncident,
  b: FoundIncident,
  dateOfA: BusinessDate,
  dateOfB: BusinessDate,
  isDownward: boolean,
  countAt: CountAt,
): boolean {
  const between = hourOfTime(dateOfB, b.startHour) - hourOfTime(dateOfA, a.endHour) - 1;
  if (!(between >= 0 && between <= BRIDGED_HOURS)) return false;
  let recovered = 0;
  for (let i = 1; i <= between; i++) {
    const hour = a.endHour + i;
    const date = daysAfter(dateOfA, Math.floor(hour / HOURS_A_DAY));
    const count = countAt(date, hour % HOURS_A_DAY);
    if (count === undefined || isRecovered(count, isDownward)) recovered++;
  }
  return recovered <= FLAP_HOURS;
}

function isRecovered(count: Reading | undefined, isDownward: boolean): boolean {
  return count !== null && count !== undefined && (count > 0 || !isDownward);
}

/** Hours since 1970 by the checkout's own calendar: two labels of one date are as far apart as they say. */
function hourOfTime(date: BusinessDate, hour: number): number {
  return (Date.parse(date) / DAY_MS) * HOURS_A_DAY + hour;
}

const DAY_MS = 86_400_000;

function canFlap(found: FoundIncident): found is FoundSales {
  return isSales(found) && found.kind !== 'level' && isAlarm(found);
}

function isDown(sales: FoundSales): boolean {
  return sales.expectedLost >= 0;
}

function lossOf(sales: FoundSales): number {
  return Math.abs(sales.expectedLost);
}

/** Hours that both windows have, as a share of the hours that either has. */
function shared(a: FoundIncident, b: FoundIncident): number {
  const both = Math.min(a.endHour, b.endHour) - Math.max(a.startHour, b.startHour) + 1;
  const either = Math.max(a.endHour, b.endHour) - Math.min(a.startHour, b.startHour) + 1;
  return Math.max(0, both) / either;
}
