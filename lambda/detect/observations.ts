// Counts as observed log rates with a variance: what the joint model takes in.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { blockCounts } from './blocks.ts';
import { add, at } from './numbers.ts';
import { DAYS, GROUPS, TODAY } from './regimes.ts';

/** `[group × 24 + hour]`: log of sales per hour and day, relative to `base`. NaN variance where unknown. */
export interface Observations {
  readonly logRate: Float64Array;
  readonly variance: Float64Array;
  /** Log of the checkout's overall sales per hour. */
  readonly base: number;
  /** Today's counts; NaN where unknown. */
  readonly today: Float64Array;
  readonly notes: readonly string[];
}

/** Pseudo-count that a count is drawn towards before its logarithm is linearised: matters below about five sales. */
const PRIOR_COUNT = 2;
/** Keeps an hour that never sold anything at a finite log rate, in sales per month. */
const NEVER_SOLD = 0.3;
/** Weight, in sales, of "as usual" when a group's overall level is guessed. */
const LEVEL_PRIOR = 5;

export function observations(day: CheckoutDay): Observations {
  const { counts, notes } = blockCounts(day);
  const today = Float64Array.from(day.hours, (hour) => hour.today ?? Number.NaN);
  const groups = [...counts, today];
  const usual = usualRates(counts);
  const base = Math.log(usual.reduce((sum, rate) => sum + rate, 0) / HOURS_A_DAY);
  const logRate = new Float64Array(GROUPS * HOURS_A_DAY);
  const variance = new Float64Array(GROUPS * HOURS_A_DAY).fill(Number.NaN);
  groups.forEach((hours, group) => {
    const days = DAYS[group] ?? 1;
    const level = levelGuess(hours, usual, days);
    hours.forEach((count, hour) => {
      if (Number.isNaN(count)) return;
      const expected = at(usual, hour) * days * level;
      const mean = (count + PRIOR_COUNT) / (1 + PRIOR_COUNT / expected);
      logRate[group * HOURS_A_DAY + hour] = Math.log(mean / days) + (count - mean) / mean - base;
      variance[group * HOURS_A_DAY + hour] = 1 / mean;
    });
  });
  return { logRate, variance, base, today, notes };
}

/** Sales per hour and day over all blocks that are known for the hour. */
function usualRates(counts: readonly Float64Array[]): Float64Array {
  const rates = new Float64Array(HOURS_A_DAY);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    let sum = NEVER_SOLD;
    let days = 0;
    for (let group = 0; group < TODAY; group++) {
      const count = counts[group]?.[hour] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      sum += count;
      days += DAYS[group] ?? 1;
    }
    rates[hour] = sum / Math.max(1, days);
  }
  return rates;
}

function levelGuess(counts: Float64Array, usual: Float64Array, days: number): number {
  const sums = new Float64Array(2);
  counts.forEach((count, hour) => {
    if (Number.isNaN(count)) return;
    add(sums, 0, count);
    add(sums, 1, at(usual, hour) * days);
  });
  return (at(sums, 0) + LEVEL_PRIOR) / (at(sums, 1) + LEVEL_PRIOR);
}
