// How much a checkout's days vary, as its own past shows: which spread is likely before today's file is seen.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { daysAfter } from './calendar-dates.ts';
import type { History, HistoryDay } from './history.ts';
import { levelGuess, likelyRate } from './log-count.ts';
import { at } from './numbers.ts';
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
  const changes = history === null ? [] : weeklyChanges(history, usual);
  if (changes.length === 0) return new Map();
  return new Map(
    SPREADS.map((spread) => {
      const logLikelihood = changes.reduce((sum, change) => sum + logProbability(change, spread, usual), 0);
      return [spread, WEIGHT_OF_A_PAIR * logLikelihood];
    }),
  );
}

/** Log rates of a day, or their differences between two, by hour; and what of their variance is counting alone. */
interface LogRates {
  readonly values: Float64Array;
  readonly countingVariance: Float64Array;
}

/** Stands for "nothing is known of this hour". */
const UNKNOWN_VARIANCE = 1e6;

function weeklyChanges({ days }: History, usual: Usual): readonly LogRates[] {
  const on = new Map(days.map((day) => [day.date, logRatesOf(day, usual)]));
  return days.flatMap(({ date }) => {
    const [before, after] = [on.get(date), on.get(daysAfter(date, DAYS_A_WEEK))];
    return before && after ? [change(before, after)] : [];
  });
}

function logRatesOf({ counts }: HistoryDay, { rates }: Usual): LogRates {
  const known = Float64Array.from(counts, (count) => count ?? Number.NaN);
  const level = levelGuess(known, rates, 1);
  const values = new Float64Array(HOURS_A_DAY);
  const countingVariance = new Float64Array(HOURS_A_DAY).fill(UNKNOWN_VARIANCE);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const count = at(known, hour);
    if (Number.isNaN(count)) continue;
    const rate = likelyRate(count, at(rates, hour) * level);
    values[hour] = Math.log(rate) + (count - rate) / rate;
    countingVariance[hour] = 1 / rate;
  }
  return { values, countingVariance };
}

function change(before: LogRates, after: LogRates): LogRates {
  return {
    values: after.values.map((value, hour) => value - at(before.values, hour)),
    countingVariance: after.countingVariance.map((variance, hour) => variance + at(before.countingVariance, hour)),
  };
}

/** So many variances are multiplied before a logarithm is taken: their product stays within range. */
const FACTORS_A_LOGARITHM = 8;

/**
 * Log density of a change, up to a constant: shapes wander as a Markov chain over the hours, so hour by hour the next one is
 * foretold and corrected (a Kalman filter); the level, shared by all hours, is taken out at the end.
 */
function logProbability({ values, countingVariance }: LogRates, spread: Spread, { restlessness }: Usual): number {
  const { level, shape } = weeklyChange(spread);
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
    const noise = at(countingVariance, hour) + 2 * spread.hour ** 2 * at(restlessness, hour);
    const total = variance + noise;
    const gain = variance / total;
    const surprise = at(values, hour) - mean;
    const surpriseOfOnes = 1 - meanOfOnes;
    squares += (surprise * surprise) / total;
    shared += (surprise * surpriseOfOnes) / total;
    information += (surpriseOfOnes * surpriseOfOnes) / total;
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
