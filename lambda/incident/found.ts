// From a judged checkout-day to its incidents: windows of sales with a severity, and holes in the data.
import type { DayCalendar } from '../detect/calendar.ts';
import type { HourJudgement, Judgement, ScoredWindow } from '../detect/judgement.ts';
import type { CheckoutDay, Finding, HourReading, Refusal } from '../intake/checkout-day.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { isLossy } from '../intake/findings.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import type { FoundData, FoundIncident, FoundSales } from './incident.ts';
import { gapSeverity, type SeveritySettings, salesSeverity } from './severity-rules.ts';

/** What is needed to know besides the day: rules of severity, the clock, and hours in which nothing can be missed. */
export interface FindingSettings extends SeveritySettings {
  readonly timeZone: string;
  readonly calendar?: DayCalendar | null;
}

/**
 * Everything that one look at a checkout-day found, strongest first, holes in the data last. Windows that chance
 * explains are among them as P5: they are for the record of `tillwatch score`, never for an alert.
 *
 * @param source object key of the file that brought the newest readings
 */
export function foundIncidents(
  day: CheckoutDay,
  judgement: Judgement,
  settings: FindingSettings,
  source: string,
): readonly FoundIncident[] {
  const sales = judgement.windows.map((window) => salesIncident(window, judgement.hours, day, settings));
  const gap = gapIncident(day, settings, source);
  const doubt = gap ? null : doubtIncident(day, source);
  return [...sales, ...[gap, doubt].filter((found) => found !== null)];
}

/** The data incident of a file, or of one checkout-day of it, that couldn't be read. */
export function refusalIncident(refusal: Refusal, source: string): FoundData {
  return {
    kind: 'data',
    cause: 'unreadable',
    code: refusal.reason.code,
    source,
    severity: 'P3',
    startHour: 0,
    endHour: HOURS_A_DAY - 1,
    isOver: false,
    why: { kind: 'finding', finding: refusal.reason, others: { count: refusal.others ?? 0, of: 'days' } },
  };
}

function salesIncident(
  window: ScoredWindow,
  hours: readonly HourJudgement[],
  day: CheckoutDay,
  settings: SeveritySettings,
): FoundSales {
  const { kind, startHour, endHour, score, observed, expected, expectedLost, lostLow, lostHigh, why } = window;
  return {
    kind,
    severity: salesSeverity(window, hours, settings),
    startHour,
    endHour,
    score,
    observed,
    expected,
    expectedLost,
    lostLow,
    lostHigh,
    hours: hours
      .slice(startHour, endHour + 1)
      .map(({ hour, today, expected, low, high }) => ({ hour, today, expected, low, high })),
    isOver: kind === 'level' ? isDayOver(day) : day.hours.some((h) => h.hour > endHour && showsEnd(h, expectedLost)),
    why,
  };
}

/** Where sales were missing, a sale shows that they are back: an hour without one may be a quiet hour or a closed one. */
function showsEnd({ today }: HourReading, expectedLost: number): boolean {
  return today !== null && (today > 0 || expectedLost < 0);
}

function gapIncident(day: CheckoutDay, settings: FindingSettings, source: string): FoundData | null {
  const missing = missingHours(day, settings);
  const [first] = missing;
  const last = missing.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    kind: 'data',
    cause: 'gap',
    code: 'missing-hours',
    source,
    severity: gapSeverity(missing, settings),
    startHour: first,
    endHour: last,
    isOver: false,
    why: { kind: 'missing-hours', hours: missing, finding: reasonOf(day) },
  };
}

/**
 * Final hours without a count; an hour that the clocks skipped, or that is closed, isn't missed. While the day runs, a
 * block at its end is no gap: the export may lag behind the clock, and a file that stays away is noticed by the watch.
 */
function missingHours(day: CheckoutDay, { timeZone, calendar }: FindingSettings): readonly number[] {
  const { endsAt } = zoneClock(timeZone).hoursOf(day.date);
  const isUnknown = ({ today, hour }: HourReading) => today === null && !Number.isNaN(endsAt[hour]);
  const lastKnown = day.hours.findLastIndex((reading) => !isUnknown(reading));
  const until = isDayOver(day) ? HOURS_A_DAY : lastKnown + 1;
  return day.hours
    .slice(0, until)
    .filter(isUnknown)
    .map(({ hour }) => hour)
    .filter((hour) => !calendar?.closedHours.includes(hour));
}

/** What these say is a gap, or, while the day runs, an export that lags behind the clock: no doubt about what was read. */
const GAP_CODES: ReadonlySet<string> = new Set(['missing-hours', 'day-incomplete']);

/** What the file says of why hours are unknown, besides that they are. */
function reasonOf({ warnings }: CheckoutDay): Finding | null {
  return warnings.find(({ code }) => isLossy(code) && !GAP_CODES.has(code)) ?? null;
}

function doubtIncident(day: CheckoutDay, source: string): FoundData | null {
  const lossy = day.warnings.filter(({ code }) => isLossy(code) && !GAP_CODES.has(code));
  const [first] = lossy;
  if (!first) return null;
  return {
    kind: 'data',
    cause: 'doubtful',
    code: codesOf(lossy),
    source,
    severity: 'P4',
    startHour: 0,
    endHour: HOURS_A_DAY - 1,
    isOver: true,
    why: { kind: 'finding', finding: first, others: { count: lossy.length - 1, of: 'findings' } },
  };
}

function codesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ code }) => code))].sort().join(' ');
}

function isDayOver(day: CheckoutDay): boolean {
  return day.finalHours >= HOURS_A_DAY;
}
