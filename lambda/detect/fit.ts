// One regime fitted to all groups of days: how likely it is, and what it makes of today.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { cell, factorize, solve } from './banded.ts';
import { add, at } from './numbers.ts';
import type { Observations } from './observations.ts';
import { commonAt, levelAt, PATTERN, type Prior, priorOf, shapeAt, shiftAt } from './prior.ts';
import { DAYS, DOUBTFUL_LEVEL_WEIGHT, GROUPS, type Regime, TODAY } from './regimes.ts';

/** Degrees of freedom of the references' noise: heavy tails, because histories are full of old incidents. */
const HEAVY_TAIL = 2.2;
const TRUST_ROUNDS = 3;

/** Share of its usual weight, 0…1, that each observation keeps, `[group × 24 + hour]`. */
export type Trust = Float64Array;

const OBSERVATIONS = GROUPS * HOURS_A_DAY;
const matrix = new Float64Array(PATTERN.cellCount);
const factor = new Float64Array(PATTERN.cellCount);
const right = new Float64Array(PATTERN.size);
const state = new Float64Array(PATTERN.size);
const column = new Float64Array(PATTERN.size);

/**
 * How far each reference hour deserves to be believed beside all others, today included: the weights of a fit with
 * Student noise by iterated reweighting (Lange, Little & Taylor 1989). Today itself keeps its full weight.
 */
export function trustUnder(regime: Regime, observed: Observations): Trust {
  const prior = priorOf(regime);
  const full = observationWeights(observed, regime);
  const weights = full.slice();
  for (let round = 0; round < TRUST_ROUNDS; round++) {
    solveFor(observed, prior, weights);
    forEachKnown(full, (i, group, hour) => {
      const residual = residualOf(observed, i, group, hour);
      const odd = (HEAVY_TAIL + 1) / (HEAVY_TAIL + residual * residual * at(full, i));
      weights[i] = at(full, i) * Math.min(1, odd);
    });
  }
  return weights.map((weight, i) => (i < TODAY * HOURS_A_DAY && weight > 0 ? weight / at(full, i) : 1));
}

/** Log marginal likelihood of all counts under `regime`, with its prior weight. */
export function logLikelihoodOf(regime: Regime, observed: Observations, trust: Trust): number {
  return fitted(regime, observed, trust).logLikelihood;
}

/** Today's hours given the references: all that is needed to compare any of them with the rest of the day. */
export interface TodayGivenOthers {
  readonly logLikelihood: number;
  /** 24×24, row-major: inverse covariance of today's log counts given all blocks; zero where today is unknown. */
  readonly precision: Float64Array;
  /** Precision times (today's log counts − their mean): the pull of every hour. */
  readonly pull: Float64Array;
}

export function todayGivenOthers(regime: Regime, observed: Observations, trust: Trust): TodayGivenOthers {
  const { logLikelihood, weights } = fitted(regime, observed, trust);
  const weightOf = (hour: number) => at(weights, TODAY * HOURS_A_DAY + hour);
  const pull = new Float64Array(HOURS_A_DAY);
  const precision = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const weight = weightOf(hour);
    if (weight === 0) continue;
    pull[hour] = weight * residualOf(observed, TODAY * HOURS_A_DAY + hour, TODAY, hour);
  }
  // Woodbury: inverse covariance = W − W·H·(posterior covariance)·Hᵀ·W, one column of the middle at a time.
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const weight = weightOf(hour);
    if (weight === 0) continue;
    column.fill(0);
    column[shapeAt(TODAY, hour)] = weight;
    column[commonAt(hour)] = weight;
    column[levelAt(TODAY)] = weight;
    column[shiftAt(TODAY)] = weight * at(observed.slope, hour);
    solve(PATTERN, factor, column, shapeAt(TODAY, hour));
    for (let other = 0; other < HOURS_A_DAY; other++) {
      const shared = sumOfUnknowns(column, TODAY, other, at(observed.slope, other));
      precision[hour * HOURS_A_DAY + other] = (other === hour ? weight : 0) - weightOf(other) * shared;
    }
  }
  return { logLikelihood, precision, pull };
}

/** One over the variance of each observed log rate: counting and the regime's single-hour variation; 0 if unknown. */
function observationWeights({ countingVariance, restlessness }: Observations, { spread }: Regime): Float64Array {
  return countingVariance.map((counting, i) => {
    if (Number.isNaN(counting)) return 0;
    const days = DAYS[Math.floor(i / HOURS_A_DAY)] ?? 1;
    return 1 / (counting + (spread.hour ** 2 * at(restlessness, i % HOURS_A_DAY)) / days);
  });
}

function fitted(
  regime: Regime,
  observed: Observations,
  trust: Trust,
): { logLikelihood: number; weights: Float64Array } {
  const prior = priorOf(regime);
  const weights = observationWeights(observed, regime);
  let logTrust = 0;
  let logNoise = 0;
  forEachKnown(weights, (i) => {
    const share = at(trust, i);
    weights[i] = at(weights, i) * share;
    logTrust += Math.log(share);
    logNoise -= Math.log(at(weights, i));
  });
  const { squares, logDeterminant } = solveFor(observed, prior, weights);
  const { spread, position, doubtfulLevel } = regime;
  const priorWeight = spread.weight * position.weight * (doubtfulLevel === null ? 1 : DOUBTFUL_LEVEL_WEIGHT);
  const logEvidence = -0.5 * (squares + logNoise + logDeterminant - prior.logDeterminant);
  return { logLikelihood: logEvidence + logTrust + Math.log(priorWeight), weights };
}

/** Posterior mean of all unknowns, left in `state` (and the factor in `factor`). */
function solveFor(
  observed: Observations,
  prior: Prior,
  weights: Float64Array,
): { squares: number; logDeterminant: number } {
  matrix.set(prior.precision);
  right.fill(0);
  let squares = 0;
  forEachKnown(weights, (i, group, hour) => {
    const weight = at(weights, i);
    const slope = at(observed.slope, hour);
    const pulled = weight * at(observed.logRate, i);
    const unknowns = [shapeAt(group, hour), commonAt(hour), levelAt(group), shiftAt(group)] as const;
    const [shape, common, level, shift] = unknowns;
    for (const [a, b] of [
      [shape, shape],
      [common, common],
      [level, level],
      [common, shape],
      [level, shape],
      [level, common],
    ] as const) {
      add(matrix, cell(PATTERN, a, b), weight);
    }
    for (const other of [shape, common, level]) add(matrix, cell(PATTERN, shift, other), weight * slope);
    add(matrix, cell(PATTERN, shift, shift), weight * slope * slope);
    for (const unknown of [shape, common, level]) add(right, unknown, pulled);
    add(right, shift, pulled * slope);
    squares += pulled * at(observed.logRate, i);
  });
  const logDeterminant = factorize(PATTERN, matrix, factor);
  state.set(right);
  solve(PATTERN, factor, state);
  for (let i = 0; i < PATTERN.size; i++) squares -= at(right, i) * at(state, i);
  return { squares, logDeterminant };
}

function residualOf({ logRate, slope }: Observations, i: number, group: number, hour: number): number {
  return at(logRate, i) - sumOfUnknowns(state, group, hour, at(slope, hour));
}

function sumOfUnknowns(values: Float64Array, group: number, hour: number, slope: number): number {
  const smooth = at(values, shapeAt(group, hour)) + at(values, commonAt(hour)) + at(values, levelAt(group));
  return smooth + slope * at(values, shiftAt(group));
}

function forEachKnown(weights: Float64Array, visit: (i: number, group: number, hour: number) => void): void {
  for (let i = 0; i < OBSERVATIONS; i++) {
    if (at(weights, i) > 0) visit(i, Math.floor(i / HOURS_A_DAY), i % HOURS_A_DAY);
  }
}
