// How much a checkout's days vary, as its own past shows: which spread is likely before today's file is seen.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { daysBetween } from './calendar-dates.ts';
import { emptyDayFactor, factorizeDay, solveDay } from './dense.ts';
import type { History, HistoryDay } from './history.ts';
import { levelGuess, likelyRate } from './log-count.ts';
import { add, at } from './numbers.ts';
import { SPREADS, type Spread, weeklyChangeCovariance } from './regimes.ts';

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
const matrix = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
const solved = new Float64Array(HOURS_A_DAY);
const factor = emptyDayFactor();

/** The odds by how each day of history differs from that a week later: both had the same weekday's shape. */
export function spreadOdds(history: History | null, usual: Usual): SpreadOdds {
  const changes = history === null ? [] : weeklyPairs(history).map((pair) => change(pair, usual));
  if (changes.length === 0) return new Map();
  return new Map(
    SPREADS.map((spread) => {
      const shared = sharedCovariance(spread, usual);
      const logLikelihood = changes.reduce((sum, next) => sum + logProbability(next, shared), 0);
      return [spread, WEIGHT_OF_A_PAIR * logLikelihood];
    }),
  );
}

type Pair = readonly [HistoryDay, HistoryDay];

function weeklyPairs({ days }: History): readonly Pair[] {
  return days.flatMap((day) => {
    const later = days.find(({ date }) => daysBetween(day.date, date) === DAYS_A_WEEK);
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

/** Covariance of a change between hours, counting apart. */
function sharedCovariance(spread: Spread, usual: Usual): Float64Array {
  const covariance = weeklyChangeCovariance(spread);
  const cells = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
  for (let i = 0; i < HOURS_A_DAY; i++) {
    for (let j = 0; j <= i; j++) cells[i * HOURS_A_DAY + j] = covariance(i, j);
    add(cells, i * HOURS_A_DAY + i, 2 * spread.hour ** 2 * at(usual.restlessness, i));
  }
  return cells;
}

/** Log density of a change, up to a constant. */
function logProbability({ difference, countingVariance }: Change, shared: Float64Array): number {
  matrix.set(shared);
  for (let i = 0; i < HOURS_A_DAY; i++) add(matrix, i * HOURS_A_DAY + i, at(countingVariance, i));
  const logDeterminant = factorizeDay(matrix, factor);
  solved.set(difference);
  return -0.5 * (solveDay(factor, solved) + logDeterminant);
}
