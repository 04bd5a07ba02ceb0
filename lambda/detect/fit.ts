// One regime fitted to all groups of days: how likely it is, and what it makes of today.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { cell, factorize, solve } from './banded.ts';
import { add, at } from './numbers.ts';
import type { Observations } from './observations.ts';
import { commonAt, levelAt, PATTERN, type Prior, priorOf, shapeAt, shiftAt } from './prior.ts';
import { DOUBTFUL_LEVEL_WEIGHT, GROUPS, type Regime, TODAY } from './regimes.ts';

/** Degrees of freedom of the references' noise: heavy tails, because histories are full of old incidents. */
const HEAVY_TAIL = 2.2;
const TRUST_ROUNDS = 2;

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
 * Student noise by iterated reweighting (Lange, Little & Taylor 1989).
 */
export function trustUnder(regime: Regime, observed: Observations): Trust {
  const prior = priorOf(regime, observed.grouping);
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
  return weights.map((weight, i) => (weight > 0 ? weight / at(full, i) : 1));
}

/** Log marginal likelihood of all counts under `regime`, with its prior weight. */
export function logLikelihoodOf(regime: Regime, observed: Observations, trust: Trust): number {
  return fitted(regime, observed, trustInReferences(trust)).logLikelihood;
}

/** Today's hours given the references: all that is needed to compare any of them with the rest of the day. */
export interface TodayGivenOthers {
  readonly logLikelihood: number;
  /** 24×24, row-major: inverse covariance of today's log counts given all blocks; zero where today is unknown. */
  readonly precision: Float64Array;
  /** Precision times (today's log counts − their mean): the pull of every hour. */
  readonly pull: Float64Array;
  /** Variance of each hour's log count that is noise about its rate, counting and distrust; NaN where unknown. */
  readonly noise: Float64Array;
}

/** @param trust the references' part of it is heeded, and today's if `isTodayDoubted` */
export function todayGivenOthers(
  regime: Regime,
  observed: Observations,
  trust: Trust,
  isTodayDoubted: boolean,
): TodayGivenOthers {
  const { logLikelihood, weights } = fitted(regime, observed, isTodayDoubted ? trust : trustInReferences(trust));
  const noise = observed.restlessness.map((restless, hour) => {
    const weight = at(weights, TODAY * HOURS_A_DAY + hour);
    return weight === 0 ? Number.NaN : 1 / weight - regime.spread.hour ** 2 * restless;
  });
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
  return { logLikelihood, precision, pull, noise };
}

/** Today's hours fully believed. */
function trustInReferences(trust: Trust): Trust {
  return trust.map((share, i) => (i < TODAY * HOURS_A_DAY ? share : 1));
}

/** One over the variance of each observed log rate: counting and the regime's single-hour variation; 0 if unknown. */
function observationWeights(
  { countingVariance, restlessness, grouping }: Observations,
  { spread }: Regime,
): Float64Array {
  return countingVariance.map((counting, i) => {
    if (Number.isNaN(counting)) return 0;
    const days = grouping.daysAgo[Math.floor(i / HOURS_A_DAY)]?.length ?? 1;
    return 1 / (counting + (spread.hour ** 2 * at(restlessness, i % HOURS_A_DAY)) / days);
  });
}

function fitted(
  regime: Regime,
  observed: Observations,
  trust: Trust,
): { logLikelihood: number; weights: Float64Array } {
  const prior = priorOf(regime, observed.grouping);
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
  const odds = observed.spreadOdds.get(spread) ?? 0;
  return { logLikelihood: logEvidence + logTrust + Math.log(priorWeight) + odds, weights };
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
  for (let i = 0; i < OBSERVATIONS; i++) {
    const weight = at(weights, i);
    if (weight > 0) squares += taken(observed, i, weight);
  }
  const logDeterminant = factorize(PATTERN, matrix, factor);
  state.set(right);
  solve(PATTERN, factor, state);
  for (let i = 0; i < PATTERN.size; i++) squares -= at(right, i) * at(state, i);
  return { squares, logDeterminant };
}

/** Adds an observation's weight wherever two of its unknowns meet; returns its weighted square. */
function taken({ logRate, slope }: Observations, i: number, weight: number): number {
  const hour = i % HOURS_A_DAY;
  const group = (i - hour) / HOURS_A_DAY;
  const shape = shapeAt(group, hour);
  const common = commonAt(hour);
  const level = levelAt(group);
  const shift = shiftAt(group);
  const sloped = weight * at(slope, hour);
  add(matrix, cell(PATTERN, shape, shape), weight);
  add(matrix, cell(PATTERN, common, common), weight);
  add(matrix, cell(PATTERN, common, shape), weight);
  add(matrix, cell(PATTERN, level, shape), weight);
  add(matrix, cell(PATTERN, level, common), weight);
  add(matrix, cell(PATTERN, level, level), weight);
  add(matrix, cell(PATTERN, shift, shape), sloped);
  add(matrix, cell(PATTERN, shift, common), sloped);
  add(matrix, cell(PATTERN, shift, level), sloped);
  add(matrix, cell(PATTERN, shift, shift), sloped * at(slope, hour));
  const pulled = weight * at(logRate, i);
  add(right, shape, pulled);
  add(right, common, pulled);
  add(right, level, pulled);
  add(right, shift, sloped * at(logRate, i));
  return pulled * at(logRate, i);
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
