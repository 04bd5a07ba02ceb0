// The original study's hour rules, reproduced exactly: for comparison with `scan`, and for those who want them.
import type { Severity } from '../config/severity.ts';
import type { CheckoutDay, HourReading } from '../intake/checkout-day.ts';
import type { Detector, HourJudgement, Judgement, SalesKind, ScoredWindow } from './judgement.ts';

// The study's constants (its alert engine's configuration). They are part of what is compared, so no setting moves them.
const HIGH_DROP_PERCENT = -75;
const MEDIUM_DROP_PERCENT = -50;
const SPIKE_PERCENT = 200;
const LOW_DEVIATION_PERCENT = 50;
/** P1 needs more than this many sales expected in the hour. */
const ZERO_MATTERS_ABOVE_SALES = 5;
const BUSINESS_HOURS = { from: 10, to: 22 };

/** One alert per hour of P1 to P3; ranked by severity alone, since the study has no other order. */
const SCORE: Readonly<Record<Severity, number>> = { P1: 5, P2: 4, P3: 3, P4: 2, P5: 1 };

export const classic: Detector = { name: 'classic', judge };

/** Judges each known hour against `avg_last_week` alone; unknown hours have no severity. */
function judge(day: CheckoutDay): Judgement {
  const known = day.hours.map((hour) => hour.today).filter((count) => count !== null);
  const spread = sampleSpread(known);
  const hours = day.hours.map((reading) => hourJudgement(reading, spread));
  const windows = hours.map(alertedHour).filter((window) => window !== null);
  windows.sort((a, b) => b.score - a.score || a.startHour - b.startHour);
  return { detector: 'classic', hours, windows, undetectableBelow: null };
}

/**
 * How far `today` is from `expected`, in percent. Against an expectation of 0 the study calls 0 no deviation and
 * anything else +100 %.
 */
export function classicDeviationPercent(today: number, expected: number): number {
  if (expected === 0) return today === 0 ? 0 : 100;
  return ((today - expected) / expected) * 100;
}

/** The study's severity of one hour; the first rule that matches wins. */
export function classicSeverity(hour: number, today: number, expected: number): Severity {
  const deviation = classicDeviationPercent(today, expected);
  const isBusinessHour = hour >= BUSINESS_HOURS.from && hour <= BUSINESS_HOURS.to;
  if (today === 0 && expected > ZERO_MATTERS_ABOVE_SALES && isBusinessHour) return 'P1';
  if (deviation <= HIGH_DROP_PERCENT && isBusinessHour) return 'P2';
  if (deviation <= MEDIUM_DROP_PERCENT) return 'P3';
  if (deviation >= SPIKE_PERCENT) return 'P3';
  if (Math.abs(deviation) > LOW_DEVIATION_PERCENT) return 'P4';
  return 'P5';
}

function hourJudgement(reading: HourReading, spread: Spread | null): HourJudgement {
  const { hour, today } = reading;
  const expected = reading.references.avg_last_week;
  const isJudged = today !== null && expected !== null;
  return {
    hour,
    today,
    expected,
    low: null,
    high: null,
    deviationPercent: isJudged ? classicDeviationPercent(today, expected) : null,
    z: today !== null && spread !== null ? (today - spread.mean) / spread.sd : null,
    severity: isJudged ? classicSeverity(hour, today, expected) : null,
  };
}

function alertedHour({ hour, today, expected, deviationPercent, severity }: HourJudgement): ScoredWindow | null {
  if (today === null || expected === null || deviationPercent === null || severity === null) return null;
  if (severity === 'P4' || severity === 'P5') return null;
  const expectedLost = expected - today;
  return {
    kind: kindOf(today, deviationPercent),
    startHour: hour,
    endHour: hour,
    score: SCORE[severity],
    isSignificant: true,
    observed: today,
    expected,
    expectedLost,
    lostLow: expectedLost,
    lostHigh: expectedLost,
    severity,
    why: { kind: 'week-average', average: expected, observed: today, percent: deviationPercent },
  };
}

function kindOf(today: number, deviationPercent: number): SalesKind {
  if (deviationPercent > 0) return 'spike';
  return today === 0 ? 'outage' : 'drop';
}

interface Spread {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and sample standard deviation of the day's counts, the study's z-score basis; null where there is no spread. */
function sampleSpread(counts: readonly number[]): Spread | null {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (counts.length - 1));
  return sd > 0 ? { mean, sd } : null;
}
