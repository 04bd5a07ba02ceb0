// A regime as the law of shapes and levels before any count is seen, and of today's given the references'.
import type { ChainPrior } from './chain.ts';
import type { Grouping } from './groups.ts';
import {
  type DoubtfulLevel,
  levelCovariance,
  REFERENCES,
  type Regime,
  type Spread,
  shapeCovariance,
  type WeekPosition,
} from './regimes.ts';
import { inverse, root } from './small-matrix.ts';

/** Today's value of something as a weighted sum of the reference groups' values, and what remains of its own. */
export interface Regression {
  readonly weights: Float64Array;
  readonly variance: number;
}

export interface Prior extends ChainPrior {
  readonly shape: Regression;
  readonly level: Regression;
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
  const prior = ofSpread.get(regime.doubtfulLevel) ?? priorUnder(regime, grouping);
  ofSpread.set(regime.doubtfulLevel, prior);
  return prior;
}

function priorUnder(regime: Regime, grouping: Grouping): Prior {
  const shapes = shapeCovariance(regime, grouping);
  const levels = levelCovariance(regime, grouping);
  const { rows, logDeterminant } = inverse(ofReferences(levels));
  return {
    root: Float64Array.from(root(ofReferences(shapes)).flat()),
    levelPrecision: Float64Array.from(rows.flat()),
    logLevelVolume: logDeterminant,
    shape: regression(shapes),
    level: regression(levels),
  };
}

function ofReferences(covariance: readonly (readonly number[])[]): number[][] {
  return covariance.slice(0, REFERENCES).map((row) => row.slice(0, REFERENCES));
}

/** The last coordinate, today's, given the others. */
function regression(covariance: readonly (readonly number[])[]): Regression {
  const { rows } = inverse(ofReferences(covariance));
  const shared = covariance[REFERENCES] ?? [];
  const weights = Float64Array.from(rows, (row) => row.reduce((sum, value, b) => sum + value * (shared[b] ?? 0), 0));
  const explained = weights.reduce((sum, weight, a) => sum + weight * (shared[a] ?? 0), 0);
  return { weights, variance: (shared[REFERENCES] ?? 0) - explained };
}
