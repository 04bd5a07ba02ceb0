// A regime as the precision matrix of everything unknown: shapes by hour, what all days share, levels and shifts.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { bandPattern, cell, inverse } from './banded.ts';
import type { Grouping } from './groups.ts';
import {
  type DoubtfulLevel,
  GROUPS,
  levelCovariance,
  type Regime,
  SHAPE_HOURS,
  type Spread,
  shapeCovariance,
  shiftCovariance,
  type WeekPosition,
} from './regimes.ts';

// State: for every hour one shape per group and one deviation common to all; then one level and one shift per group.
const STATE = GROUPS + 1;
export const PATTERN = bandPattern(HOURS_A_DAY, STATE, 2 * GROUPS);

/** Where an observation's four unknowns stand: its log rate is their sum, the shift times the hour's slope. */
export const shapeAt = (group: number, hour: number): number => hour * STATE + group;
export const commonAt = (hour: number): number => hour * STATE + GROUPS;
export const levelAt = (group: number): number => HOURS_A_DAY * STATE + group;
export const shiftAt = (group: number): number => HOURS_A_DAY * STATE + GROUPS + group;

/** Standard deviation, as log rate, of what one hour has of its own on all days alike. */
const COMMON_HOUR = 0.4;

export interface Prior {
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}

type ByRegime = Map<WeekPosition, Map<Spread, Map<DoubtfulLevel, Prior>>>;

// Maps of maps, because looking one up must cost nothing: all keys are constants, compared by identity.
const priors = new Map<Grouping, ByRegime>();

/** The prior of `regime` for days so grouped, made once; regimes and groupings are few. */
export function priorOf(regime: Regime, grouping: Grouping): Prior {
  const known: ByRegime = priors.get(grouping) ?? new Map();
  priors.set(grouping, known);
  const ofPosition = known.get(regime.position) ?? new Map<Spread, Map<DoubtfulLevel, Prior>>();
  known.set(regime.position, ofPosition);
  const ofSpread = ofPosition.get(regime.spread) ?? new Map<DoubtfulLevel, Prior>();
  ofPosition.set(regime.spread, ofSpread);
  const prior = ofSpread.get(regime.doubtfulLevel) ?? priorPrecision(regime, grouping);
  ofSpread.set(regime.doubtfulLevel, prior);
  return prior;
}

/**
 * Shapes are Ornstein-Uhlenbeck processes over the hours, hence Markov: their precision is block tridiagonal (Rue & Held
 * 2005, Gaussian Markov Random Fields, chapter 2), which makes a fit of 154 unknowns cheap.
 */
function priorPrecision(regime: Regime, grouping: Grouping): Prior {
  const precision = new Float64Array(PATTERN.cellCount);
  const shape = inverse(shapeCovariance(regime, grouping));
  const phi = Math.exp(-1 / SHAPE_HOURS);
  const innovation = 1 - phi * phi;
  const put = (i: number, j: number, value: number) => {
    if (j <= i) precision[cell(PATTERN, i, j)] = value;
  };
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const isEnd = hour === 0 || hour === HOURS_A_DAY - 1;
    shape.rows.forEach((values, a) => {
      values.forEach((value, b) => {
        put(shapeAt(a, hour), shapeAt(b, hour), (value * (isEnd ? 1 : 1 + phi * phi)) / innovation);
        if (hour > 0) put(shapeAt(a, hour), shapeAt(b, hour - 1), (-value * phi) / innovation);
      });
    });
    put(commonAt(hour), commonAt(hour), 1 / COMMON_HOUR ** 2);
  }
  let logDeterminant =
    -HOURS_A_DAY * shape.logDeterminant -
    (HOURS_A_DAY - 1) * GROUPS * Math.log(innovation) -
    2 * HOURS_A_DAY * Math.log(COMMON_HOUR);
  for (const [covariance, place] of [
    [levelCovariance(regime, grouping), levelAt] as const,
    [shiftCovariance(grouping), shiftAt] as const,
  ]) {
    const { rows, logDeterminant: logVolume } = inverse(covariance);
    rows.forEach((values, a) => {
      values.forEach((value, b) => {
        put(place(a), place(b), value);
      });
    });
    logDeterminant -= logVolume;
  }
  return { precision, logDeterminant };
}
