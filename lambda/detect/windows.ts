// Every window of the day compared with what the rest of the day and the references make of it.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { type CountLaw, logProbability } from './count-law.ts';
import type { Expectation } from './expectation.ts';
import { at } from './numbers.ts';
import type { Observations } from './observations.ts';

/** A window of known hours, judged without its own counts having a say in what was expected. */
export interface Candidate {
  readonly startHour: number;
  readonly endHour: number;
  readonly observed: number;
  readonly expected: number;
  /** Log Bayes factor of "a factor of its own" against "as expected". */
  readonly score: number;
  readonly direction: 'missing' | 'surplus';
}

/** Factors that an incident may put on the sales of its window; equally likely within a direction. */
const MISSING_FACTORS = [0.02, 0.15, 0.35, 0.6];
const SURPLUS_FACTORS = [1.6, 2.5, 4, 7];
/** Sales that come through in an outage all the same. */
const STRAY_SALES = 0.01;

/** Regimes less likely than this, in log units below the best, have no say. */
const IMPLAUSIBLE_BELOW = 25;

/** All windows of contiguous known hours, strongest first. */
export function candidates(observed: Observations, expectations: readonly Expectation[]): Candidate[] {
  const best = Math.max(...expectations.map((expectation) => expectation.logLikelihood));
  const plausible = expectations.filter((expectation) => expectation.logLikelihood > best - IMPLAUSIBLE_BELOW);
  const found: Candidate[] = [];
  for (let start = 0; start < HOURS_A_DAY; start++) {
    const growing = plausible.map((expectation) => new GrowingWindow(observed, expectation, start));
    let count = 0;
    for (let end = start; end < HOURS_A_DAY; end++) {
      const sold = at(observed.today, end);
      if (Number.isNaN(sold)) break;
      count += sold;
      found.push(
        compared(
          start,
          end,
          count,
          growing.map((window) => window.extended()),
        ),
      );
    }
  }
  return found.sort((a, b) => b.score - a.score || a.startHour - b.startHour || a.endHour - b.endHour);
}

/** One regime's word on a window: the law of its total and how well the regime explains everything outside. */
interface Word {
  readonly law: CountLaw;
  readonly logLikelihoodOutside: number;
}

function compared(startHour: number, endHour: number, observed: number, words: readonly Word[]): Candidate {
  const top = Math.max(...words.map((word) => word.logLikelihoodOutside));
  const weights = words.map((word) => Math.exp(word.logLikelihoodOutside - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const evidence = (factors: readonly number[]) =>
    logSum(
      words.flatMap(({ law }, i) =>
        factors.map(
          (factor) =>
            Math.log((weights[i] as number) / total / factors.length) +
            logProbability(observed, { mean: law.mean * factor + (factor === 1 ? 0 : STRAY_SALES), size: law.size }),
        ),
      ),
    );
  const usual = evidence([1]);
  const missing = evidence(MISSING_FACTORS) - usual;
  const surplus = evidence(SURPLUS_FACTORS) - usual;
  const expected = words.reduce((sum, { law }, i) => sum + ((weights[i] as number) / total) * law.mean, 0);
  return {
    startHour,
    endHour,
    observed,
    expected,
    score: Math.max(missing, surplus),
    direction: missing > surplus ? 'missing' : 'surplus',
  };
}

function logSum(logs: readonly number[]): number {
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}

/**
 * The conditional law of a window's hours given all others, kept while the window grows: the inverse of the window's
 * block of the precision matrix, bordered by one row a time.
 */
class GrowingWindow {
  readonly #observed: Observations;
  readonly #expectation: Expectation;
  readonly #start: number;
  #length = 0;
  #logDeterminant = 0;
  readonly #covariance = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);

  constructor(observed: Observations, expectation: Expectation, start: number) {
    this.#observed = observed;
    this.#expectation = expectation;
    this.#start = start;
  }

  /** Takes in the next hour and says what the window so grown should have sold. */
  extended(): Word {
    this.#border();
    const { today, logLikelihood } = { today: 4 * HOURS_A_DAY, logLikelihood: this.#expectation.logLikelihood };
    const length = this.#length;
    const rates = new Float64Array(length);
    let squares = 0;
    let mean = 0;
    for (let a = 0; a < length; a++) {
      let shift = 0;
      for (let b = 0; b < length; b++) shift += this.#cov(a, b) * at(this.#expectation.pull, this.#start + b);
      squares += shift * at(this.#expectation.pull, this.#start + a);
      const i = today + this.#start + a;
      const spread = Math.min(2, this.#rateCov(a, a));
      rates[a] = Math.exp(this.#observed.base + at(this.#observed.logRate, i) - shift + spread / 2);
      mean += at(rates, a);
    }
    let variance = 0;
    for (let a = 0; a < length; a++) {
      for (let b = 0; b < length; b++) {
        const c = this.#rateCov(a, b);
        variance += at(rates, a) * at(rates, b) * (c > 0 ? c + (c * c) / 2 : c);
      }
    }
    const size = (mean * mean) / Math.max(variance, 1e-6 * mean * mean + 1e-9);
    return { law: { mean, size }, logLikelihoodOutside: logLikelihood + squares / 2 - this.#logDeterminant / 2 };
  }

  #cov(a: number, b: number): number {
    return at(this.#covariance, a * HOURS_A_DAY + b);
  }

  /** Covariance of log rates: without the counting noise of the hour itself. */
  #rateCov(a: number, b: number): number {
    if (a !== b) return this.#cov(a, b);
    return Math.max(1e-6, this.#cov(a, a) - at(this.#observed.variance, 4 * HOURS_A_DAY + this.#start + a));
  }

  #border(): void {
    const n = this.#length;
    const { precision } = this.#expectation;
    const row = (this.#start + n) * HOURS_A_DAY + this.#start;
    const projected = new Float64Array(n);
    let pivot = at(precision, row + n);
    for (let a = 0; a < n; a++) {
      let sum = 0;
      for (let b = 0; b < n; b++) sum += this.#cov(a, b) * at(precision, row + b);
      projected[a] = sum;
    }
    for (let a = 0; a < n; a++) pivot -= at(projected, a) * at(precision, row + a);
    const set = (a: number, b: number, value: number) => {
      this.#covariance[a * HOURS_A_DAY + b] = value;
    };
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) set(a, b, this.#cov(a, b) + (at(projected, a) * at(projected, b)) / pivot);
      set(a, n, -at(projected, a) / pivot);
      set(n, a, -at(projected, a) / pivot);
    }
    set(n, n, 1 / pivot);
    this.#length += 1;
    this.#logDeterminant += Math.log(pivot);
  }
}
