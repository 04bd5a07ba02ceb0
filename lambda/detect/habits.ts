// How much a checkout's days vary, as its own past shows: which spread is likely before today's file is seen.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { dayNumber } from './calendar-dates.ts';
import type { History, HistoryDay } from './history.ts';
import { levelGuess, likelyRate } from './log-count.ts';
import { FACTORS_A_LOGARITHM } from './log-product.ts';
import { SHAPE_CORRELATION, SPREADS, type Spread, weeklyChange } from './regimes.ts';

/** What is usual, by hour, in the terms of `Observations`. */
export interface Usual {
  readonly rates: Float64Array;
  readonly restlessness: Float64Array;
}

/** Log odds of a spread, up to a common constant; empty where history says nothing. */
export type SpreadOdds = ReadonlyMap<Spread, number>;

/**
 * A day takes part in up to two comparisons, and hours in a row repeat each other's news more than the model knows: a
 * composite likelihood is tempered for that (Varin, Reid & Firth 2011).
 */
const WEIGHT_OF_A_PAIR = 0.2;

const DAYS_A_WEEK = 7;

/** The odds by how each day of history differs from that a week later: both had the same weekday's shape. */
export function spreadOdds(history: History | null, usual: Usual): SpreadOdds {
  const days = history?.days ?? [];
  const pairs = weeklyPairs(days);
  if (pairs.length === 0) return new Map();
  const told = logRatesOf(days, usual);
  return new Map(
    SPREADS.map((spread) => {
      const variances = { ...weeklyChange(spread), hour: 2 * spread.hour ** 2 };
      const logLikelihood = pairs.reduce((sum, pair) => sum + logProbability(pair, told, variances, usual), 0);
      return [spread, WEIGHT_OF_A_PAIR * logLikelihood];
    }),
  );
}

/** Log rates of history's days, `[day × 24 + hour]`, and what of their variance is counting alone. */
interface LogRates {
  readonly values: Float64Array;
  readonly countingVariance: Float64Array;
}

/** Stands for "nothing is known of this hour". */
const UNKNOWN_VARIANCE = 1e6;

function logRatesOf(days: readonly HistoryDay[], { rates }: Usual): LogRates {
  const values = new Float64Array(days.length * HOURS_A_DAY);
  const countingVariance = new Float64Array(days.length * HOURS_A_DAY).fill(UNKNOWN_VARIANCE);
  days.forEach(({ counts }, day) => {
    const level = levelGuess(counts, rates, 1);
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const count = counts[hour] ?? null;
      if (count === null) continue;
      const rate = likelyRate(count, rates[hour]! * level);
      values[day * HOURS_A_DAY + hour] = Math.log(rate) + (count - rate) / rate;
      countingVariance[day * HOURS_A_DAY + hour] = 1 / rate;
    }
  });
  return { values, countingVariance };
}

/** Two days of history a week apart, by their places in it. */
type WeeklyPair = readonly [before: number, after: number];

function weeklyPairs(days: readonly HistoryDay[]): readonly WeeklyPair[] {
  const placeOn = new Map(days.map(({ date }, place) => [dayNumber(date), place]));
  return [...placeOn].flatMap(([day, before]) => {
    const after = placeOn.get(day + DAYS_A_WEEK);
    return after === undefined ? [] : [[before, after] as const];
  });
}

/** Of what a week changes: in the level, in the shape, and of a calm hour by itself. */
interface Variances {
  readonly level: number;
  readonly shape: number;
  readonly hour: number;
}

/**
 * Log density of the change between two days a week apart, up to a constant: shapes wander as a Markov chain over the hours,
 * so hour by hour the next one is foretold and corrected (a Kalman filter); the level, shared by all hours, is taken out at
 * the end.
 */
function logProbability(
  [before, after]: WeeklyPair,
  { values, countingVariance }: LogRates,
  { level, shape, hour: ofHour }: Variances,
  { restlessness }: Usual,
): number {
  let variance = shape;
  let mean = 0;
  // What the filter would make of a change by 1 in every hour.
  let meanOfOnes = 0;
  let squares = 0;
  let shared = 0;
  let information = 0;
  let logDeterminant = 0;
  let determinant = 1;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const i = before * HOURS_A_DAY + hour;
    const j = after * HOURS_A_DAY + hour;
    const counting = countingVariance[i]! + countingVariance[j]!;
    const total = variance + counting + ofHour * restlessness[hour]!;
    const precision = 1 / total;
    const gain = variance * precision;
    const surprise = values[j]! - values[i]! - mean;
    const surpriseOfOnes = 1 - meanOfOnes;
    squares += surprise * surprise * precision;
    shared += surprise * surpriseOfOnes * precision;
    information += surpriseOfOnes * surpriseOfOnes * precision;
    determinant *= total;
    if (hour % FACTORS_A_LOGARITHM === FACTORS_A_LOGARITHM - 1) {
      logDeterminant += Math.log(determinant);
      determinant = 1;
    }
    mean = SHAPE_CORRELATION * (mean + gain * surprise);
    meanOfOnes = SHAPE_CORRELATION * (meanOfOnes + gain * surpriseOfOnes);
    variance = SHAPE_CORRELATION ** 2 * (1 - gain) * variance + (1 - SHAPE_CORRELATION ** 2) * shape;
  }
  const levelled = 1 + level * information;
  return -0.5 * (squares - (level * shared * shared) / levelled + logDeterminant + Math.log(levelled));
}
