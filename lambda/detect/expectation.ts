// What today should have been: the joint law of the log rates of all groups of days, given their counts, in one regime.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { type Banded, banded, factorize, inverse, solve } from './banded.ts';
import { add, at } from './numbers.ts';
import type { Observations } from './observations.ts';
import { DAYS, GROUPS, levelCovariance, type Regime, shapeCovariance, TODAY } from './regimes.ts';

// State: for every hour one shape deviation per group and one deviation common to all groups; then one level per group.
const STATE = GROUPS + 1;
const BORDER = HOURS_A_DAY * STATE;

/** Correlation length of shapes, in hours. */
const SHAPE_HOURS = 3;
/** Standard deviation, as log rate, of what one hour has of its own on all days alike. */
const USUAL_HOUR = 0.4;
/** A stretch of a reference is set aside from this log likelihood ratio on. */
const SET_ASIDE_FROM = 8;
/** Log prior odds against a stretch being contaminated. */
const SET_ASIDE_COST = 4;
const SET_ASIDE_MAX_HOURS = 12;
const SET_ASIDE_MAX_STRETCHES = 5;

/** Hours of a reference that don't fit the others and are left out. */
export interface SetAside {
  readonly group: number;
  readonly startHour: number;
  readonly endHour: number;
  readonly evidence: number;
}

/** Today's hours given the references: everything that a window needs to be compared with the rest of the day. */
export interface Expectation {
  readonly regime: Regime;
  /** 24×24, row-major: inverse covariance of today's log counts given all blocks; zero rows where today is unknown. */
  readonly precision: Float64Array;
  /** Precision times (today's log counts − their mean): the pull of every hour. */
  readonly pull: Float64Array;
  readonly logLikelihood: number;
  readonly setAside: readonly SetAside[];
}

const matrix = banded(HOURS_A_DAY, STATE, GROUPS);
const factor = banded(HOURS_A_DAY, STATE, GROUPS);
const column = new Float64Array(matrix.size);

/** The expectation under `regime`, contaminated stretches of the references set aside one by one. */
export function expectation(observed: Observations, regime: Regime): Expectation {
  const prior = priorOf(regime);
  const weights = observationWeights(observed, regime);
  const setAside: SetAside[] = [];
  for (;;) {
    const fit = fitted(observed, prior, weights);
    const isLast = setAside.length >= SET_ASIDE_MAX_STRETCHES;
    const odd = isLast ? null : oddestStretch(weights, fit.pull);
    if (odd === null || odd.evidence < SET_ASIDE_FROM) {
      const logLikelihood = fit.logLikelihood - SET_ASIDE_COST * setAside.length + Math.log(regime.prior);
      const pull = fit.pull.slice(TODAY * HOURS_A_DAY);
      return { regime, precision: precisionOf(TODAY, weights), pull, logLikelihood, setAside };
    }
    setAside.push(odd);
    weights.fill(0, odd.group * HOURS_A_DAY + odd.startHour, odd.group * HOURS_A_DAY + odd.endHour + 1);
  }
}

interface Prior {
  readonly precision: Banded;
  readonly logDeterminant: number;
}

const priors = new Map<Regime, Prior>();

function priorOf(regime: Regime): Prior {
  const known = priors.get(regime) ?? priorPrecision(regime);
  priors.set(regime, known);
  return known;
}

/**
 * Shapes are Ornstein-Uhlenbeck processes over the hours, hence Markov: their precision is block tridiagonal (Rue &
 * Held 2005, chapter 2), which makes a fit of 149 unknowns cheap.
 */
function priorPrecision(regime: Regime): Prior {
  const precision = banded(HOURS_A_DAY, STATE, GROUPS);
  const shape = inverse(shapeCovariance(regime));
  const level = inverse(levelCovariance(regime));
  const phi = Math.exp(-1 / SHAPE_HOURS);
  const innovation = 1 - phi * phi;
  const { size, cells } = precision;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const row = hour * STATE;
    const isEnd = hour === 0 || hour === HOURS_A_DAY - 1;
    shape.rows.forEach((values, a) => {
      values.forEach((value, b) => {
        cells[(row + a) * size + row + b] = (value * (isEnd ? 1 : 1 + phi * phi)) / innovation;
        if (hour > 0) cells[(row + a) * size + row - STATE + b] = (-value * phi) / innovation;
      });
    });
    cells[(row + GROUPS) * size + row + GROUPS] = 1 / USUAL_HOUR ** 2;
  }
  level.rows.forEach((values, a) => {
    cells.set(values, (BORDER + a) * size + BORDER);
  });
  const logDeterminant =
    -HOURS_A_DAY * shape.logDeterminant -
    (HOURS_A_DAY - 1) * GROUPS * Math.log(innovation) -
    2 * HOURS_A_DAY * Math.log(USUAL_HOUR) -
    level.logDeterminant;
  return { precision, logDeterminant };
}

/** One over the variance of each observed log rate: counting and the regime's single-hour variation; 0 if unknown. */
function observationWeights({ variance }: Observations, regime: Regime): Float64Array {
  return variance.map((v, i) => {
    const days = DAYS[Math.floor(i / HOURS_A_DAY)] ?? 1;
    return Number.isNaN(v) ? 0 : 1 / (v + regime.hour ** 2 / days);
  });
}

interface Fit {
  readonly logLikelihood: number;
  readonly pull: Float64Array;
}

function fitted({ logRate }: Observations, prior: Prior, weights: Float64Array): Fit {
  const { size } = matrix;
  matrix.cells.set(prior.precision.cells);
  const right = new Float64Array(size);
  let squares = 0;
  let logNoise = 0;
  forEachWeight(weights, (i, weight, shape, usual, level) => {
    for (const [row, col] of [
      [shape, shape],
      [usual, usual],
      [level, level],
      [usual, shape],
      [level, shape],
      [level, usual],
    ] as const) {
      add(matrix.cells, row * size + col, weight);
    }
    const pulled = weight * at(logRate, i);
    for (const row of [shape, usual, level]) add(right, row, pulled);
    squares += pulled * at(logRate, i);
    logNoise -= Math.log(weight);
  });
  const logDeterminant = factorize(matrix, factor);
  const state = right.slice();
  solve(factor, state);
  for (let i = 0; i < size; i++) squares -= at(right, i) * at(state, i);
  const pull = new Float64Array(weights.length);
  forEachWeight(weights, (i, weight, shape, usual, level) => {
    pull[i] = weight * (at(logRate, i) - at(state, shape) - at(state, usual) - at(state, level));
  });
  return { pull, logLikelihood: -0.5 * (squares + logNoise + logDeterminant - prior.logDeterminant) };
}

/** Calls back for every observation with its index, weight and the three states whose sum it observes. */
function forEachWeight(
  weights: Float64Array,
  observe: (i: number, weight: number, shape: number, usual: number, level: number) => void,
): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = at(weights, i);
    if (weight === 0) continue;
    const group = Math.floor(i / HOURS_A_DAY);
    const row = (i % HOURS_A_DAY) * STATE;
    observe(i, weight, row + group, row + GROUPS, BORDER + group);
  }
}

/** The group's block of the inverse covariance of all observations, from the factor of the last fit (Woodbury). */
function precisionOf(group: number, weights: Float64Array): Float64Array {
  const precision = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
  const weightOf = (hour: number) => at(weights, group * HOURS_A_DAY + hour);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const weight = weightOf(hour);
    if (weight === 0) continue;
    column.fill(0);
    for (const row of [hour * STATE + group, hour * STATE + GROUPS, BORDER + group]) column[row] = weight;
    solve(factor, column, hour * STATE);
    for (let other = 0; other < HOURS_A_DAY; other++) {
      const shared =
        at(column, other * STATE + group) + at(column, other * STATE + GROUPS) + at(column, BORDER + group);
      precision[hour * HOURS_A_DAY + other] = (other === hour ? weight : 0) - weightOf(other) * shared;
    }
  }
  return precision;
}

/** The stretch of a reference that is least like the rest, by the likelihood ratio of a shift of its own. */
function oddestStretch(weights: Float64Array, pull: Float64Array): SetAside | null {
  let oddest: SetAside | null = null;
  for (let group = 0; group < TODAY; group++) {
    const precision = precisionOf(group, weights);
    for (let startHour = 0; startHour < HOURS_A_DAY; startHour++) {
      let sum = 0;
      let information = 0;
      for (let endHour = startHour; endHour < Math.min(HOURS_A_DAY, startHour + SET_ASIDE_MAX_HOURS); endHour++) {
        if (at(weights, group * HOURS_A_DAY + endHour) === 0) break;
        sum += at(pull, group * HOURS_A_DAY + endHour);
        information += at(precision, endHour * HOURS_A_DAY + endHour);
        for (let k = startHour; k < endHour; k++) information += 2 * at(precision, endHour * HOURS_A_DAY + k);
        const evidence = (sum * sum) / (2 * information) - 0.3 * Math.log(1 + endHour - startHour);
        if (evidence > (oddest?.evidence ?? 0)) oddest = { group, startHour, endHour, evidence };
      }
    }
  }
  return oddest;
}
