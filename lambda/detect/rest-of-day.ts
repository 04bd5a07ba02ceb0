// Some hours of today given all others: their law under one regime, and under all plausible regimes together.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { CountLaw } from './count-law.ts';
import type { PlausibleRegime } from './expectation.ts';
import { at } from './numbers.ts';
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

/**
 * The total of `asked` (known hours of today) given today's hours outside `unheard`, which contains `asked`.
 * Conditioning a Gaussian on all but some coordinates takes only their block of the precision matrix.
 */
export function wordOn(
  asked: readonly number[],
  unheard: readonly number[],
  observed: Observations,
  regime: PlausibleRegime,
): Word {
  const { precision, pull, noise, logLikelihood } = regime;
  const { covariance, logDeterminant } = invertedBlock(precision, unheard);
  const size = unheard.length;
  const rates: number[] = [];
  const places: number[] = [];
  let squares = 0;
  let mean = 0;
  for (let a = 0; a < size; a++) {
    const hour = unheard[a] as number;
    let shift = 0;
    for (let b = 0; b < size; b++) shift += at(covariance, a * size + b) * at(pull, unheard[b] as number);
    squares += shift * at(pull, hour);
    if (!asked.includes(hour)) continue;
    const i = TODAY * HOURS_A_DAY + hour;
    const spread = Math.min(MOST_LOG_VARIANCE, rateVariance(covariance, size, a, at(noise, hour)));
    const rate = Math.exp(observed.base + at(observed.logRate, i) - shift + spread / 2);
    rates.push(rate);
    places.push(a);
    mean += rate;
  }
  let variance = 0;
  for (let a = 0; a < places.length; a++) {
    for (let b = 0; b <= a; b++) {
      const row = places[a] as number;
      const counting = a === b ? at(noise, unheard[row] as number) : 0;
      const c =
        a === b ? rateVariance(covariance, size, row, counting) : at(covariance, row * size + (places[b] as number));
      // exp(c) − 1 to second order: the covariance of log-normal rates.
      const term = (rates[a] as number) * (rates[b] as number) * (c > 0 ? c + (c * c) / 2 : c);
      variance += a === b ? term : 2 * term;
    }
  }
  const law = { mean, size: (mean * mean) / Math.max(variance, LEAST_RELATIVE_VARIANCE * mean * mean) };
  return { law, logWeight: logLikelihood + squares / 2 - logDeterminant / 2 };
}

/** All words as one law, by its first two moments. */
export function pooled(words: readonly Word[]): CountLaw {
  const shares = sharesOf(words);
  const mean = words.reduce((sum, { law }, i) => sum + (shares[i] as number) * law.mean, 0);
  const variance = words.reduce(
    (sum, { law }, i) => sum + (shares[i] as number) * ((law.mean * law.mean) / law.size + (law.mean - mean) ** 2),
    0,
  );
  return { mean, size: (mean * mean) / Math.max(variance, LEAST_RELATIVE_VARIANCE * mean * mean) };
}

/** The words' weights as shares of one. */
export function sharesOf(words: readonly Word[]): number[] {
  const top = words.reduce((max, word) => Math.max(max, word.logWeight), Number.NEGATIVE_INFINITY);
  const weights = words.map((word) => Math.exp(word.logWeight - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Variance of a log rate: that of the log count without the counting itself. */
function rateVariance(covariance: Float64Array, size: number, a: number, counting: number): number {
  return Math.max(LEAST_RELATIVE_VARIANCE, at(covariance, a * size + a) - counting);
}

/** Inverse of the rows and columns `hours` of a 24×24 precision matrix (Cholesky), and its log determinant. */
function invertedBlock(
  precision: Float64Array,
  hours: readonly number[],
): { covariance: Float64Array; logDeterminant: number } {
  const n = hours.length;
  // Lower triangular L⁻¹, row by row, from L·Lᵀ = block.
  const lower = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(precision, (hours[i] as number) * HOURS_A_DAY + (hours[j] as number));
      for (let k = 0; k < j; k++) sum -= at(lower, i * n + k) * at(lower, j * n + k);
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / at(lower, j * n + j);
    }
    const pivot = at(lower, i * n + i);
    logDeterminant += 2 * Math.log(pivot);
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= at(lower, i * n + k) * at(inverse, k * n + j);
      inverse[i * n + j] = sum / pivot;
    }
    inverse[i * n + i] = 1 / pivot;
  }
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += at(inverse, k * n + i) * at(inverse, k * n + j);
      covariance[i * n + j] = sum;
      covariance[j * n + i] = sum;
    }
  }
  return { covariance, logDeterminant };
}
