// Some hours of today given all others: their law under one regime, and under all plausible regimes together.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { CountLaw } from './count-law.ts';
import type { PlausibleRegime } from './expectation.ts';
import type { Observations } from './observations.ts';
import { TODAY } from './regimes.ts';

/** One regime's word on hours that had no say in it. */
export interface Word {
  readonly law: CountLaw;
  /** Log likelihood of everything but those hours: how much the word weighs. */
  readonly logWeight: number;
}

/** A law's relative spread is never taken to be smaller than this: no sum of hours is known better than to 0.1 %. */
const LEAST_RELATIVE_VARIANCE = 1e-6;
/** Log rates whose variance is larger carry no information, and their mean must not run away. */
const MOST_LOG_VARIANCE = 2;

/** The total of `asked` (known hours of today) given today's hours outside `unheard`, which contains `asked`. */
export function wordOn(
  asked: readonly number[],
  unheard: readonly number[],
  observed: Observations,
  regime: PlausibleRegime,
): Word {
  hearAll();
  for (const hour of unheard) unhear(hour, regime);
  return word(asked, observed, regime);
}

/** Every hour by itself given today's hours but it and the `unheard` ones. */
export function wordsOnHours(
  hours: readonly number[],
  unheard: readonly number[],
  observed: Observations,
  regime: PlausibleRegime,
): Word[] {
  hearAll();
  for (const hour of unheard) unhear(hour, regime);
  return hours.map((hour) => {
    if (unheard.includes(hour)) return word([hour], observed, regime);
    const variance = 1 / border(hour, regime);
    const law = lawOfHour(hour, news * variance, variance, observed, regime);
    return {
      law,
      logWeight: regime.logLikelihood + (squares + news * news * variance - logDeterminant + Math.log(variance)) / 2,
    };
  });
}

function lawOfHour(
  hour: number,
  off: number,
  variance: number,
  observed: Observations,
  { noise }: PlausibleRegime,
): CountLaw {
  const own = Math.max(LEAST_RELATIVE_VARIANCE, variance - noise[hour]!);
  const known = observed.base + observed.logRate[TODAY * HOURS_A_DAY + hour]! - off;
  return { mean: Math.exp(known + Math.min(MOST_LOG_VARIANCE, own) / 2), size: 1 / (own + (own * own) / 2) };
}

/** The totals from `startHour` to each of `endHours` (ascending), each given today's other hours. */
export function wordsOnWindows(
  startHour: number,
  endHours: readonly number[],
  observed: Observations,
  regime: PlausibleRegime,
): Word[] {
  hearAll();
  let nextHour = startHour;
  return endHours.map((endHour) => {
    for (; nextHour <= endHour; nextHour++) unhear(nextHour, regime);
    return word('silent', observed, regime);
  });
}

// Conditioning a Gaussian on all but some coordinates takes the inverse of their block of the precision matrix. It grows
// by one row and column for each hour that is no longer heard (bordering), so that windows with a common start share it.
const silent: number[] = new Array(HOURS_A_DAY).fill(0);
let silentHours = 0;
/** Inverse of the silent hours' block, lower triangle, rows of 24 in their order. */
const covariance = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
/** That times the silent hours' pull: how far today's log counts are off. */
const shift = new Float64Array(HOURS_A_DAY);
const column = new Float64Array(HOURS_A_DAY);
const shares = new Float64Array(HOURS_A_DAY);
let news = 0;
let squares = 0;
let logDeterminant = 0;

function hearAll(): void {
  silentHours = 0;
  squares = 0;
  logDeterminant = 0;
}

function unhear(hour: number, regime: PlausibleRegime): void {
  const pivot = border(hour, regime);
  const n = silentHours;
  const last = n * HOURS_A_DAY;
  const scale = 1 / pivot;
  for (let a = 0; a < n; a++) {
    const row = a * HOURS_A_DAY;
    const value = column[a]! * scale;
    for (let b = 0; b <= a; b++) covariance[row + b] = covariance[row + b]! + value * column[b]!;
    covariance[last + a] = -value;
    shift[a] = shift[a]! - value * news;
  }
  covariance[last + n] = scale;
  shift[n] = news * scale;
  squares += news * news * scale;
  logDeterminant += Math.log(pivot);
  silent[n] = hour;
  silentHours = n + 1;
}

/** Fills `column` (inverse times the hour's row of the precision) and `news`; returns the hour's precision left. */
function border(hour: number, { precision, pull }: PlausibleRegime): number {
  const from = hour * HOURS_A_DAY;
  let pivot = precision[from + hour]!;
  news = pull[hour]!;
  for (let a = 0; a < silentHours; a++) {
    const row = a * HOURS_A_DAY;
    const shared = precision[from + silent[a]!]!;
    let sum = covariance[row + a]! * shared;
    for (let b = 0; b < a; b++) {
      const value = covariance[row + b]!;
      sum += value * shares[b]!;
      column[b] = column[b]! + value * shared;
    }
    column[a] = sum;
    shares[a] = shared;
    news -= shared * shift[a]!;
  }
  for (let a = 0; a < silentHours; a++) pivot -= column[a]! * shares[a]!;
  return pivot;
}

const rates = new Float64Array(HOURS_A_DAY);
const places = new Int32Array(HOURS_A_DAY);

/** The law of the total of `asked`, all of them silent; 'silent' asks for all of these. */
function word(
  asked: readonly number[] | 'silent',
  observed: Observations,
  { noise, logLikelihood }: PlausibleRegime,
): Word {
  let count = 0;
  let mean = 0;
  for (let a = 0; a < silentHours; a++) {
    const hour = silent[a]!;
    if (asked !== 'silent' && !asked.includes(hour)) continue;
    const spread = Math.min(MOST_LOG_VARIANCE, rateVariance(a, noise[hour]!));
    const rate = Math.exp(observed.base + observed.logRate[TODAY * HOURS_A_DAY + hour]! - shift[a]! + spread / 2);
    places[count] = a;
    rates[count] = rate;
    count += 1;
    mean += rate;
  }
  let variance = 0;
  for (let i = 0; i < count; i++) {
    const a = places[i]!;
    // exp(c) − 1 to second order: the covariance of log-normal rates.
    const own = rateVariance(a, noise[silent[a]!]!);
    let row = rates[i]! * (own + (own * own) / 2);
    for (let j = 0; j < i; j++) {
      const c = covariance[a * HOURS_A_DAY + places[j]!]!;
      row += 2 * rates[j]! * (c > 0 ? c + (c * c) / 2 : c);
    }
    variance += rates[i]! * row;
  }
  const law = { mean, size: (mean * mean) / Math.max(variance, LEAST_RELATIVE_VARIANCE * mean * mean) };
  return { law, logWeight: logLikelihood + squares / 2 - logDeterminant / 2 };
}

/** Variance of a log rate: that of the log count without the counting itself. */
function rateVariance(a: number, counting: number): number {
  return Math.max(LEAST_RELATIVE_VARIANCE, covariance[a * HOURS_A_DAY + a]! - counting);
}

/** All words as one law, by its first two moments. */
export function pooled(words: readonly Word[]): CountLaw {
  const shares = sharesOf(words);
  const mean = words.reduce((sum, { law }, i) => sum + shares[i]! * law.mean, 0);
  const variance = words.reduce(
    (sum, { law }, i) => sum + shares[i]! * ((law.mean * law.mean) / law.size + (law.mean - mean) ** 2),
    0,
  );
  return { mean, size: (mean * mean) / Math.max(variance, LEAST_RELATIVE_VARIANCE * mean * mean) };
}

/** The words' weights as shares of one. */
export function sharesOf(words: readonly Word[]): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (const { logWeight } of words) top = Math.max(top, logWeight);
  const weights = words.map(({ logWeight }) => Math.exp(logWeight - top));
  let sum = 0;
  for (const weight of weights) sum += weight;
  return weights.map((weight) => weight / sum);
}
