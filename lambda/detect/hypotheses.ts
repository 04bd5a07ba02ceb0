// What may have happened in a window, how likely that is before looking, and how strongly the count speaks for it.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { logCoefficient, logGamma, logProbabilityAt } from './count-law.ts';
import { pooled, type Word } from './rest-of-day.ts';

export type Happening = 'outage' | 'drop' | 'spike' | 'level-down' | 'level-up';

/** Sales multiplied by `factor`; log prior weight, relative to the other happenings. */
interface Effect {
  readonly factor: number;
  readonly logPrior: number;
}

const EFFECTS: Readonly<Record<Happening, readonly Effect[]>> = {
  outage: [{ factor: 0.02, logPrior: 0 }],
  // Most drops that are reported are mild; mild ones are also what ordinary days look like, hence the low weights.
  drop: [
    { factor: 0.1, logPrior: -2.2 },
    { factor: 0.2, logPrior: -2.2 },
    { factor: 0.35, logPrior: -2.2 },
    { factor: 0.5, logPrior: -2.2 },
    { factor: 0.65, logPrior: -0.5 },
  ],
  spike: [
    { factor: 1.5, logPrior: -4.2 },
    { factor: 1.8, logPrior: -4.2 },
    { factor: 2.5, logPrior: -2.2 },
    { factor: 4, logPrior: -0.8 },
    { factor: 7, logPrior: -1.5 },
  ],
  'level-down': [
    { factor: 0.35, logPrior: 2.3 },
    { factor: 0.5, logPrior: 2.3 },
  ],
  'level-up': [
    { factor: 1.8, logPrior: 2.3 },
    { factor: 2.5, logPrior: 2.3 },
  ],
};

/** Log prior weight by window length in hours, up to and including `hours`: trouble has its usual durations. */
const DURATIONS: Readonly<Record<'outage' | 'drop' | 'spike', readonly { hours: number; logPrior: number }[]>> = {
  outage: [
    { hours: 1, logPrior: -0.7 },
    { hours: 6, logPrior: 0.7 },
    { hours: 8, logPrior: 0 },
    { hours: 24, logPrior: -3 },
  ],
  drop: [
    { hours: 1, logPrior: -2.6 },
    { hours: 10, logPrior: 0.1 },
    // Longer than that it is the day's level, if anything.
    { hours: 24, logPrior: -3 },
  ],
  spike: [
    { hours: 1, logPrior: -2.4 },
    { hours: 4, logPrior: 0 },
    { hours: 6, logPrior: -2.2 },
    { hours: 24, logPrior: -3.2 },
  ],
};

/** Even where nothing is wrong an hour is now and then odd by this much (log rate), with this log probability. */
const ODD_BY = 0.3;
const LOG_ODD = -7;
const LOG_NOT_ODD = Math.log1p(-Math.exp(LOG_ODD));

/** Sales that come through in an outage all the same. */
const STRAY_SALES = 0.01;

/** Few sales can vanish for many small reasons: below this expectation missing ones count for less. */
const FEW_SALES = 15;
const FEW_SALES_COST = 3;

/**
 * What is said of a whole day's level before the day is over: off a morning is not off a day. Without this cost every look at
 * a growing day would be one more chance for a morning to pass for one.
 */
const UNFINISHED_COST = 10;

interface Explanation {
  readonly happening: Happening;
  /** Log posterior odds, up to a constant, of the happening against "nothing happened here". */
  readonly score: number;
}

/** The best explanation of a count, and what was expected instead. */
export interface Verdict extends Explanation {
  readonly expected: number;
}

/** The best explanation of `count` sales in a window of `hours` hours; `isWholeDay` allows for the day's level. */
export function verdictOn(count: number, hours: number, isWholeDay: boolean, words: readonly Word[]): Verdict {
  const evidence = evidenceFor(count, words);
  const { expected } = evidence;
  const { happening, score } = explanation(hours, isWholeDay, count >= expected, evidence);
  return { happening, score, expected };
}

function explanation(hours: number, isWholeDay: boolean, isMore: boolean, evidence: Evidence): Explanation {
  const score = (happening: Happening) =>
    logSum(EFFECTS[happening].map(({ factor, logPrior }) => logPrior + evidence.of(factor))) - evidence.ofNothing;
  const levelScore = (happening: 'level-down' | 'level-up') =>
    score(happening) - UNFINISHED_COST * (1 - hours / HOURS_A_DAY);
  if (isMore) {
    const spike: Explanation = { happening: 'spike', score: score('spike') + durationPrior('spike', hours) };
    return isWholeDay ? stronger(spike, { happening: 'level-up', score: levelScore('level-up') }) : spike;
  }
  const few = -FEW_SALES_COST * Math.max(0, 1 - evidence.expected / FEW_SALES);
  const loss = stronger(
    { happening: 'outage', score: score('outage') + durationPrior('outage', hours) + few },
    { happening: 'drop', score: score('drop') + durationPrior('drop', hours) + few },
  );
  return isWholeDay ? stronger(loss, { happening: 'level-down', score: levelScore('level-down') }) : loss;
}

function stronger(a: Explanation, b: Explanation): Explanation {
  return b.score > a.score ? b : a;
}

/** Where the smallest noticed rate is looked for, and how exactly, in sales per hour. */
const MOST_NOTICED_RATE = 64;
const NOTICED_RATE_STEP = 1 / 64;

/**
 * Smallest sales per hour whose complete loss over `hours` hours would score at least `threshold`, where the rate is
 * known as well as under a law of `size`.
 */
export function smallestNoticedRate(hours: number, threshold: number, size: number): number {
  let low = 0;
  let high = MOST_NOTICED_RATE;
  while (high - low > NOTICED_RATE_STEP) {
    const rate = (low + high) / 2;
    const word = { law: { mean: rate * hours, size }, logWeight: 0 };
    if (verdictOn(0, hours, false, [word]).score >= threshold) high = rate;
    else low = rate;
  }
  return high;
}

interface Evidence {
  readonly expected: number;
  /** Log probability of the count where an incident multiplies the rate. */
  readonly of: (factor: number) => number;
  readonly ofNothing: number;
}

function evidenceFor(count: number, words: readonly Word[]): Evidence {
  const logFactorial = logGamma(count + 1);
  const total = logSum(words.map(({ logWeight }) => logWeight));
  const logShares = words.map(({ logWeight }) => logWeight - total);
  // What of each word's log probability no factor changes.
  const fixed = words.map(({ law }, i) => logShares[i]! + logCoefficient(count, law.size, logFactorial));
  const logs = fixed.slice();
  // A loop without closures, because every window asks it for each factor of every effect.
  const usual = (factor: number, stray: number) => {
    for (let i = 0; i < words.length; i++) {
      const { mean, size } = words[i]!.law;
      logs[i] = logProbabilityAt(mean * factor + stray, count, size, fixed[i]!);
    }
    return logSum(logs);
  };
  const asUsual = usual(1, 0);
  const law = pooled(words);
  const odd = { mean: law.mean, size: 1 / (1 / law.size + ODD_BY * ODD_BY) };
  const asOdd = logProbabilityAt(odd.mean, count, odd.size, logCoefficient(count, odd.size, logFactorial));
  return {
    expected: law.mean,
    of: (factor) => usual(factor, STRAY_SALES),
    ofNothing: logSum([LOG_NOT_ODD + asUsual, LOG_ODD + asOdd]),
  };
}

function durationPrior(happening: 'outage' | 'drop' | 'spike', hours: number): number {
  return DURATIONS[happening].find((duration) => hours <= duration.hours)?.logPrior ?? 0;
}

function logSum(logs: readonly number[]): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logs.length; i++) top = Math.max(top, logs[i]!);
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += Math.exp(logs[i]! - top);
  return top + Math.log(sum);
}
