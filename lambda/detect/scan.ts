// The default detector: every window of the day weighed against the rest of the day and the references.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { type CountLaw, midP, normalQuantile, quantile } from './count-law.ts';
import { expectation } from './expectation.ts';
import type { Detector, DetectorSettings, HourJudgement, Judgement, SalesKind, ScoredWindow } from './judgement.ts';
import { observations } from './observations.ts';
import { REGIMES } from './regimes.ts';
import { significantFrom } from './significance.ts';
import { type Candidate, candidates } from './windows.ts';

export const scan: Detector = { name: 'scan', judge };

/** An outage lets at most this share of the expectation through. */
const OUTAGE_SHARE = 0.12;
/** As many windows as are worth a look, significant or not. */
const WINDOWS_SHOWN = 6;
const WORTH_SHOWING_FROM = -1;
/** A window that covers at least this many hours and all that are known is about the day's level. */
const LEVEL_HOURS = 10;

function judge(day: CheckoutDay, settings: DetectorSettings): Judgement {
  const known = day.hours.filter((hour) => hour.today !== null);
  const observed = observations(day);
  const all =
    known.length > 0
      ? candidates(
          observed,
          REGIMES.map((regime) => expectation(observed, regime)),
        )
      : [];
  const threshold = significantFrom(settings.falseAlarmsPer100Days);
  const windows = disjoint(all).map((candidate) => scoredWindow(candidate, known.length, threshold));
  const single = new Map(all.filter((c) => c.startHour === c.endHour).map((c) => [c.startHour, c]));
  const hours = day.hours.map(({ hour, today }) => hourJudgement(hour, today, single.get(hour)));
  return { detector: 'scan', hours, windows, undetectableBelow: null };
}

/** The strongest windows that neither overlap nor touch. */
function disjoint(all: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  for (const candidate of all) {
    if (chosen.length >= WINDOWS_SHOWN || candidate.score < WORTH_SHOWING_FROM) break;
    const isApart = chosen.every((c) => candidate.startHour > c.endHour + 1 || candidate.endHour < c.startHour - 1);
    if (isApart) chosen.push(candidate);
  }
  return chosen;
}

function scoredWindow(candidate: Candidate, knownHours: number, threshold: number): ScoredWindow {
  const { startHour, endHour, observed, expected, score } = candidate;
  const expectedLost = expected - observed;
  const spread = 1.645 * Math.sqrt(expected + observed + 1);
  return {
    kind: kindOf(candidate, knownHours),
    startHour,
    endHour,
    score,
    isSignificant: score >= threshold,
    observed,
    expected,
    expectedLost,
    lostLow: expectedLost - spread,
    lostHigh: expectedLost + spread,
    severity: null,
    why: `About ${expected.toFixed(0)} sales were expected here and ${observed} came.`,
  };
}

function kindOf({ startHour, endHour, observed, expected, direction }: Candidate, knownHours: number): SalesKind {
  const length = endHour - startHour + 1;
  if (direction === 'missing' && observed <= OUTAGE_SHARE * expected) return 'outage';
  if (length >= LEVEL_HOURS && length === knownHours) return 'level';
  return direction === 'missing' ? 'drop' : 'spike';
}

function hourJudgement(hour: number, today: number | null, candidate: Candidate | undefined): HourJudgement {
  if (candidate === undefined || today === null) {
    return { hour, today, expected: null, low: null, high: null, deviationPercent: null, z: null, severity: null };
  }
  const { expected } = candidate;
  const law: CountLaw = { mean: expected, size: 20 };
  return {
    hour,
    today,
    expected,
    low: quantile(0.025, law),
    high: quantile(0.975, law),
    deviationPercent: expected > 0 ? (100 * (today - expected)) / expected : null,
    z: normalQuantile(midP(today, law)),
    severity: null,
  };
}
