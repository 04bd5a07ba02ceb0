// A count as a log rate with a variance: what Gaussian models of rates take in.
import { HOURS_A_DAY, type Reading } from '../intake/checkout-day.ts';

/** Pseudo-count that a count is drawn towards before its logarithm is linearised: matters below about five sales. */
const PRIOR_COUNT = 2;
/** Weight, in sales, of "as usual" when an overall level is guessed. */
const LEVEL_PRIOR = 5;

/**
 * Posterior mean of the rate behind `count` under a gamma prior around `expected`. At its tangent the logarithm of the
 * count's rate is log(mean) + (count − mean) ÷ mean, with variance 1 ÷ mean: exact enough down to zero.
 */
export function likelyRate(count: number, expected: number): number {
  return (count + PRIOR_COUNT) / (1 + PRIOR_COUNT / expected);
}

/** How the sum of `counts` (null or NaN: unknown) compares with `days` days of the usual rates. */
export function levelGuess(counts: Float64Array | readonly Reading[], usual: Float64Array, days: number): number {
  let sold = LEVEL_PRIOR;
  let expected = LEVEL_PRIOR;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const count = counts[hour] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    sold += count;
    expected += usual[hour]! * days;
  }
  return sold / expected;
}
