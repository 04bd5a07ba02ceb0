// The default detector: every window of the day weighed against the rest of the day and the references.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { type CountLaw, midP, normalQuantile, quantile } from './count-law.ts';
import { type PlausibleRegime, plausibleRegimes } from './expectation.ts';
import { smallestNoticedRate } from './hypotheses.ts';
import type { Detector, DetectorSettings, HourJudgement, Judgement, SalesKind, ScoredWindow } from './judgement.ts';
import { at } from './numbers.ts';
import { type Observations, observations } from './observations.ts';
import { pooled, wordOn } from './rest-of-day.ts';
import { significantFrom } from './significance.ts';
import { why } from './why.ts';
import { type Candidate, candidates } from './windows.ts';

export const scan: Detector = { name: 'scan', judge };

/** As many windows as are worth a look, significant or not. */
const WINDOWS_SHOWN = 6;
const WORTH_SHOWING_FROM = -1;
/** An outage lets at most this share of the expectation through. */
const OUTAGE_SHARE = 0.12;
/** `undetectableBelow` is about a complete loss over this many hours. */
const LOST_HOURS = 3;

/** Bounds of the intervals that are shown: 95 % for an hour, 90 % for a loss. */
const HOUR_INTERVAL = [0.025, 0.975] as const;
const LOSS_INTERVAL = [0.05, 0.95] as const;

function judge(day: CheckoutDay, settings: DetectorSettings): Judgement {
  const observed = observations(day);
  const known = day.hours.filter((hour) => hour.today !== null).map((hour) => hour.hour);
  const threshold = significantFrom(settings.falseAlarmsPer100Days);
  const regimes = plausibleRegimes(observed);
  const chosen = known.length === 0 ? [] : disjoint(candidates(observed, regimes));
  const incidents = chosen.filter((candidate) => candidate.score >= threshold);
  const odd = known.filter((hour) => incidents.some((c) => c.startHour <= hour && hour <= c.endHour));
  const lawOf = (hours: readonly number[]) => lawGivenOthers(hours, odd, observed, regimes);
  return {
    detector: 'scan',
    hours: day.hours.map(({ hour, today }) => hourJudgement(hour, today, today === null ? null : lawOf([hour]))),
    windows: chosen.map((candidate) => scoredWindow(candidate, threshold, observed, regimes, lawOf)),
    undetectableBelow: known.length === 0 ? null : undetectableBelow(threshold, lawOf(known)),
  };
}

/** The law of the total of `hours` given all hours but those and the `odd` ones. */
function lawGivenOthers(
  hours: readonly number[],
  odd: readonly number[],
  observed: Observations,
  regimes: readonly PlausibleRegime[],
): CountLaw {
  const unheard = [...new Set([...odd, ...hours])].sort((a, b) => a - b);
  return pooled(regimes.map((regime) => wordOn(hours, unheard, observed, regime)));
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

function scoredWindow(
  candidate: Candidate,
  threshold: number,
  observed: Observations,
  regimes: readonly PlausibleRegime[],
  lawOf: (hours: readonly number[]) => CountLaw,
): ScoredWindow {
  const { startHour, endHour, observed: count, score } = candidate;
  const hours = Array.from({ length: endHour - startHour + 1 }, (_, i) => startHour + i);
  const law = lawOf(hours);
  const kind = kindOf(candidate, observed, lawOf);
  return {
    kind,
    startHour,
    endHour,
    score,
    isSignificant: score >= threshold,
    observed: count,
    expected: law.mean,
    expectedLost: law.mean - count,
    lostLow: quantile(LOSS_INTERVAL[0], law) - count,
    lostHigh: quantile(LOSS_INTERVAL[1], law) - count,
    severity: null,
    why: why({ kind, startHour, endHour, observed: count, expected: law.mean }, observed, regimes),
  };
}

/** An outage may begin and end within an hour: what counts is the core, without the hours at its edges. */
function kindOf(
  { startHour, endHour, observed: count, expected, happening }: Candidate,
  observed: Observations,
  lawOf: (hours: readonly number[]) => CountLaw,
): SalesKind {
  if (happening === 'spike') return 'spike';
  if (happening === 'level-up') return 'level';
  if (count <= OUTAGE_SHARE * expected) return 'outage';
  const core = Array.from({ length: Math.max(0, endHour - startHour - 1) }, (_, i) => startHour + 1 + i);
  const coreCount = core.reduce((sum, hour) => sum + at(observed.today, hour), 0);
  const isStopped = core.length > 0 && count <= expected / 2 && coreCount <= (OUTAGE_SHARE / 2) * lawOf(core).mean;
  if (isStopped) return 'outage';
  return happening === 'level-down' ? 'level' : 'drop';
}

function hourJudgement(hour: number, today: number | null, law: CountLaw | null): HourJudgement {
  if (law === null || today === null) {
    return { hour, today, expected: null, low: null, high: null, deviationPercent: null, z: null, severity: null };
  }
  return {
    hour,
    today,
    expected: law.mean,
    low: quantile(HOUR_INTERVAL[0], law),
    high: quantile(HOUR_INTERVAL[1], law),
    deviationPercent: law.mean > 0 ? (100 * (today - law.mean)) / law.mean : null,
    z: normalQuantile(midP(today, law)),
    severity: null,
  };
}

/** Found for a rate that is known as well as the day as a whole is. */
function undetectableBelow(threshold: number, dayLaw: CountLaw): number {
  return smallestNoticedRate(LOST_HOURS, threshold, dayLaw.size);
}
