// The default detector: every window of the day weighed against the rest of the day and the references.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { inOpenHours } from './closed-hours.ts';
import { type CountLaw, quantile, standardScore, widened } from './count-law.ts';
import { hoursFrom, type LawOf, wholeIncidents } from './edges.ts';
import { foretelling, foretellingClosely, given, type PlausibleRegime, plausibleRegimes } from './expectation.ts';
import { smallestNoticedRate } from './hypotheses.ts';
import type { Detector, DetectorSettings, HourJudgement, Judgement, SalesKind, ScoredWindow } from './judgement.ts';
import { type Observations, observations, without } from './observations.ts';
import { pooled, wordOn, wordsOnHours } from './rest-of-day.ts';
import { significantFrom } from './significance.ts';
import { why, withBacklogs } from './why.ts';
import { type Candidate, candidates } from './windows.ts';

export const scan: Detector = { name: 'scan', judge: inOpenHours(judge) };

/** A day looks wrong where a window is stronger than this below the threshold. */
const LOOKS_WRONG_BELOW = 4;

/** More significant windows than this aren't told apart. */
const MOST_INCIDENTS = 6;
/** As many others are worth a look. */
const WINDOWS_SHOWN = 6;
const WORTH_SHOWING_FROM = -1;
/** An outage lets at most this share of the expectation through. */
const OUTAGE_SHARE = 0.12;
/** Its core lets less through. */
const CORE_SHARE = 0.09;
/** `undetectableBelow` is about a complete loss over this many hours. */
const LOST_HOURS = 3;

/** Bounds of the intervals that are shown: 95 % for an hour, 90 % for a loss. */
const HOUR_INTERVAL = [0.025, 0.975] as const;
const LOSS_INTERVAL = [0.05, 0.95] as const;
/** By so much losses spread more than their law has it: windows are chosen because they look bad (`docs/detection.md`). */
const LOSS_SPREAD = 1.5;

function judge(day: CheckoutDay, settings: DetectorSettings): Judgement {
  const observed = observations(day, settings);
  const known = day.hours.filter((hour) => hour.today !== null).map((hour) => hour.hour);
  const threshold = significantFrom(settings.falseAlarmsPer100Days);
  const { strong, weak, regimes } = taken(observed, threshold);
  const lawUnheard: LawOf = (hours, unheard) => lawGivenOthers(hours, unheard, observed, regimes);
  const incidents = wholeIncidents(strong, observed.today, lawUnheard);
  const isApart = (window: Candidate) =>
    incidents.every((c) => window.startHour > c.endHour || window.endHour < c.startHour);
  const shown = [...incidents, ...weak.filter(isApart)];
  const odd = known.filter((hour) => incidents.some((c) => c.startHour <= hour && hour <= c.endHour));
  const lawOf = (hours: readonly number[]) => lawUnheard(hours, odd);
  const laws = hourLaws(known, odd, observed, regimes);
  return {
    detector: 'scan',
    hours: day.hours.map(({ hour, today }) => hourJudgement(hour, today, laws.get(hour) ?? null)),
    windows: withBacklogs(shown.map((candidate) => scoredWindow(candidate, threshold, observed, regimes, lawOf))),
    undetectableBelow: known.length === 0 ? null : undetectableBelow(threshold, known, observed, regimes),
  };
}

interface Taken {
  /** Windows that chance can't explain, strongest first, and the best of what remains. */
  readonly strong: readonly Candidate[];
  readonly weak: readonly Candidate[];
  readonly regimes: readonly PlausibleRegime[];
}

/**
 * Takes the strongest window out of the day, then the strongest of what remains, and so on: an incident must neither
 * distort what the rest is compared with, nor choose the regimes by which it is excused.
 */
function taken(observed: Observations, threshold: number): Taken {
  const strong: Candidate[] = [];
  let foretold = foretelling(observed);
  let rest = observed;
  for (;;) {
    const regimes = plausibleRegimes(rest, foretold);
    const found = candidates(rest, regimes, foretold.look);
    const [strongest] = found;
    const score = strongest?.score ?? Number.NEGATIVE_INFINITY;
    if (foretold.look === 'glance' && score >= threshold - LOOKS_WRONG_BELOW) {
      foretold = foretellingClosely(foretold, observed);
      continue;
    }
    if (strongest === undefined || score < threshold || strong.length >= MOST_INCIDENTS) {
      return { strong, weak: disjoint(found), regimes: strong.length === 0 ? regimes : given(observed, regimes) };
    }
    strong.push(strongest);
    rest = without(rest, strongest.startHour, strongest.endHour);
  }
}

/** The law of the total of `hours` given all hours but those and the `unheard` ones. */
function lawGivenOthers(
  hours: readonly number[],
  unheard: readonly number[],
  observed: Observations,
  regimes: readonly PlausibleRegime[],
): CountLaw {
  const silent = [...new Set([...unheard, ...hours])].sort((a, b) => a - b);
  return pooled(regimes.map((regime) => wordOn(hours, silent, observed, regime)));
}

/** The law of every known hour given the others that aren't odd. */
function hourLaws(
  known: readonly number[],
  odd: readonly number[],
  observed: Observations,
  regimes: readonly PlausibleRegime[],
): ReadonlyMap<number, CountLaw> {
  const byRegime = regimes.map((regime) => wordsOnHours(known, odd, observed, regime));
  return new Map(known.map((hour, i) => [hour, pooled(byRegime.map((words) => words[i]!))]));
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
  const { startHour, endHour, score } = candidate;
  const hours = hoursFrom(startHour, endHour);
  const count = totalOf(hours, observed);
  const law = lawOf(hours);
  const kind = kindOf(candidate, count, law, observed, lawOf);
  const lossLaw = widened(law, LOSS_SPREAD);
  return {
    kind,
    startHour,
    endHour,
    score,
    isSignificant: score >= threshold,
    observed: count,
    expected: law.mean,
    expectedLost: law.mean - count,
    lostLow: quantile(LOSS_INTERVAL[0], lossLaw) - count,
    lostHigh: quantile(LOSS_INTERVAL[1], lossLaw) - count,
    severity: null,
    why: why({ startHour, endHour, observed: count, expected: law.mean }, observed, regimes),
  };
}

/** An outage may begin and end within an hour: what counts is its core, without the hours at its edges. */
function kindOf(
  { startHour, endHour, happening }: Candidate,
  count: number,
  law: CountLaw,
  observed: Observations,
  lawOf: (hours: readonly number[]) => CountLaw,
): SalesKind {
  if (happening === 'spike') return 'spike';
  if (happening === 'level-up') return 'level';
  if (happening === 'outage' || count <= OUTAGE_SHARE * law.mean) return 'outage';
  const core = hoursFrom(startHour + 1, endHour - 1);
  const isCoreStopped = core.length > 0 && totalOf(core, observed) <= CORE_SHARE * lawOf(core).mean;
  if (isCoreStopped && count <= law.mean / 2) return 'outage';
  return happening === 'level-down' ? 'level' : 'drop';
}

function totalOf(hours: readonly number[], { today }: Observations): number {
  return hours.reduce((sum, hour) => sum + today[hour]!, 0);
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
    z: standardScore(today, law),
    severity: null,
  };
}

/** Found for a rate that is known as well as the day as a whole is, by the likeliest regime. */
function undetectableBelow(
  threshold: number,
  known: readonly number[],
  observed: Observations,
  [likeliest]: readonly PlausibleRegime[],
): number | null {
  return likeliest
    ? smallestNoticedRate(LOST_HOURS, threshold, wordOn(known, known, observed, likeliest).law.size)
    : null;
}
