// Simple detectors that a better one has to beat; each is what somebody would write in an afternoon.
import { worse } from '../../lambda/config/severity.ts';
import type { CheckoutDay, HourReading, Reference } from '../../lambda/intake/checkout-day.ts';
import type { ReportedIncident } from './labelled-day.ts';

/** How far an hour is from what the rule takes for usual: negative is missing, null is not judged. */
interface Oddity {
  readonly score: number;
  readonly expected: number;
}

export interface Baseline {
  readonly name: string;
  readonly reports: (day: CheckoutDay) => ReportedIncident[];
}

export const BASELINES: readonly Baseline[] = [
  baseline('z-score 2.5 over the day', 2.5, zScores),
  baseline('Poisson z against the month', 4, (day) => day.hours.map((hour) => poissonZ(hour, 'avg_last_month'))),
  baseline('band of ±3 sd over the references', 3, (day) => day.hours.map(bandZ)),
];

/** Neighbouring odd hours of one direction are one incident; all hours are reported for the sweep, the rest as P5. */
function baseline(name: string, alarmFrom: number, oddities: (day: CheckoutDay) => (Oddity | null)[]): Baseline {
  const reports = (day: CheckoutDay): ReportedIncident[] => {
    const found: ReportedIncident[] = [];
    oddities(day).forEach((oddity, hour) => {
      const today = day.hours[hour]?.today ?? null;
      if (oddity === null || today === null) return;
      const isAlarm = Math.abs(oddity.score) >= alarmFrom;
      const next = incident(hour, today, oddity, isAlarm);
      const last = found.at(-1);
      const continues = last && isAlarm && last.severity !== 'P5' && last.endHour === hour - 1 && sameWay(last, next);
      if (continues) found[found.length - 1] = joined(last, next);
      else found.push(next);
    });
    return found;
  };
  return { name, reports };
}

function incident(hour: number, today: number, { score, expected }: Oddity, isAlarm: boolean): ReportedIncident {
  const kind = score > 0 ? 'spike' : today === 0 ? 'outage' : 'drop';
  const isPaging = kind === 'outage' && hour >= 10 && hour <= 22 && expected >= 5;
  const severity = !isAlarm ? 'P5' : isPaging ? 'P1' : 'P3';
  return { kind, startHour: hour, endHour: hour, score: Math.abs(score), expectedLost: expected - today, severity };
}

function sameWay(a: ReportedIncident, b: ReportedIncident): boolean {
  return (a.kind === 'spike') === (b.kind === 'spike');
}

function joined(a: ReportedIncident, b: ReportedIncident): ReportedIncident {
  return {
    ...a,
    kind: a.kind === b.kind ? a.kind : 'drop',
    severity: worse(a.severity, b.severity),
    endHour: b.endHour,
    score: Math.max(a.score, b.score),
    expectedLost: a.expectedLost + b.expectedLost,
  };
}

function zScores(day: CheckoutDay): (Oddity | null)[] {
  const offsets = day.hours.map(({ today, references }) =>
    today === null || references.avg_last_week === null ? null : today - references.avg_last_week,
  );
  const known = offsets.filter((offset) => offset !== null);
  const mean = known.reduce((sum, offset) => sum + offset, 0) / known.length;
  const sd = Math.sqrt(known.reduce((sum, offset) => sum + (offset - mean) ** 2, 0) / (known.length - 1));
  return day.hours.map(({ references }, hour) => {
    const offset = offsets[hour] ?? null;
    if (offset === null || !(sd > 0)) return null;
    return { score: (offset - mean) / sd, expected: references.avg_last_week ?? 0 };
  });
}

function poissonZ({ today, references }: HourReading, reference: Reference): Oddity | null {
  const expected = references[reference];
  if (today === null || expected === null) return null;
  return { score: (today - expected) / Math.sqrt(Math.max(expected, 1)), expected };
}

function bandZ({ today, references }: HourReading): Oddity | null {
  const values = Object.values(references).filter((value) => value !== null);
  if (today === null || values.length < 2) return null;
  const expected = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - expected) ** 2, 0) / (values.length - 1);
  return { score: (today - expected) / Math.sqrt(variance + Math.max(expected, 1)), expected };
}
