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
  const changes = history === null ? [] : weeklyPairs(history).map((pair) => change(pair, usual));
  if (changes.length === 0) return new Map();
  return new Map(
    SPREADS.map((spread) => {
      const logLikelihood = changes.reduce((sum, next) => sum + logProbability(next, spread, usual), 0);
      return [spread, WEIGHT_OF_A_PAIR * logLikelihood];
    }),
  );
}

type Pair = readonly [HistoryDay, HistoryDay];

function weeklyPairs({ days }: History): readonly Pair[] {
  const on = new Map(days.map((day) => [day.date, day]));
  return days.flatMap((day) => {
    const later = on.get(daysAfter(day.date, DAYS_A_WEEK));
    return later ? [[day, later] as const] : [];
  });
}

/** Difference of two days' log rates, and its variance by counting alone. */
interface Change {
  readonly difference: Float64Array;
  readonly countingVariance: Float64Array;
}

/** Stands for "nothing is known of this hour". */
const UNKNOWN_VARIANCE = 1e6;

function change([before, after]: Pair, { rates }: Usual): Change {
  const difference = new Float64Array(HOURS_A_DAY);
  const countingVariance = new Float64Array(HOURS_A_DAY);
  for (const [{ counts }, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const known = Float64Array.from(counts, (count) => count ?? Number.NaN);
    const level = levelGuess(known, rates, 1);
    known.forEach((count, hour) => {
      if (Number.isNaN(count)) {
        countingVariance[hour] = UNKNOWN_VARIANCE;
        return;
      }
      const rate = likelyRate(count, at(rates, hour) * level);
      difference[hour] = at(difference, hour) + sign * (Math.log(rate) + (count - rate) / rate);
      countingVariance[hour] = at(countingVariance, hour) + 1 / rate;
    });
  }
  return { difference, countingVariance };
}

/**
 * Log density of a change, up to a constant: shapes wander as a Markov chain over the hours, so hour by hour the next one is
 * foretold and corrected (a Kalman filter); the level, shared by all hours, is taken out at the end.
 */
function logProbability({ difference, countingVariance }: Change, spread: Spread, { restlessness }: Usual): number {
  const { level, shape } = weeklyChange(spread);
  let variance = shape;
  let mean = 0;
  // What the filter would make of a change by 1 in every hour.
  let meanOfOnes = 0;
  let squares = 0;
  let shared = 0;
  let information = 0;
  let logDeterminant = 0;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const noise = at(countingVariance, hour) + 2 * spread.hour ** 2 * at(restlessness, hour);
    const total = variance + noise;
    const gain = variance / total;
    const surprise = at(difference, hour) - mean;
    const surpriseOfOnes = 1 - meanOfOnes;
    squares += (surprise * surprise) / total;
    shared += (surprise * surpriseOfOnes) / total;
    information += (surpriseOfOnes * surpriseOfOnes) / total;
    logDeterminant += Math.log(total);
    mean = SHAPE_CORRELATION * (mean + gain * surprise);
    meanOfOnes = SHAPE_CORRELATION * (meanOfOnes + gain * surpriseOfOnes);
    variance = SHAPE_CORRELATION ** 2 * (1 - gain) * variance + (1 - SHAPE_CORRELATION ** 2) * shape;
  }
  const levelled = 1 + level * information;
  return -0.5 * (squares - (level * shared * shared) / levelled + logDeterminant + Math.log(levelled));
}
