// One regime fitted to the references: how well it explains them, how far each hour of them is believed, and what it
// foretells of today before today is seen.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { covarianceOfWanted, eliminate, fillMeans, means, told, usualPrecision, wanted } from './chain.ts';
import { FACTORS_A_LOGARITHM } from './log-product.ts';
import type { Observations } from './observations.ts';
import { priorOf } from './prior.ts';
import { DOUBTFUL_LEVEL_WEIGHT, REFERENCES, type Regime, SHAPE_CORRELATION } from './regimes.ts';

/** Degrees of freedom of an hour's noise: heavy tails, because histories are full of old incidents. */
const HEAVY_TAIL = 2.5;
const TRUST_ROUNDS = 3;

/** Share of its usual weight, 0…1, that each reference hour keeps, `[group × 24 + hour]`. */
export type Trust = Float64Array;

/** The trust in an observation whose residual has this square, in units of its variance (Lange, Little & Taylor 1989). */
export function trustAt(square: number): number {
  return Math.min(1, (HEAVY_TAIL + 1) / (HEAVY_TAIL + square));
}

/**
 * How far each reference hour deserves to be believed beside all others: the weights of a fit with Student noise by
 * iterated reweighting (Lange, Little & Taylor 1989). One round is enough where it starts from the trust under a regime
 * that is nearly as good.
 */
export function trustUnder(regime: Regime, observed: Observations, nearby: Trust | null): Trust {
  const prior = priorOf(regime, observed.grouping);
  const trust = nearby?.slice() ?? new Float64Array(REFERENCES * HOURS_A_DAY).fill(1);
  for (let round = nearby ? TRUST_ROUNDS - 1 : 0; round < TRUST_ROUNDS; round++) {
    tell(regime, observed, trust);
    eliminate(prior);
    fillMeans(prior);
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const usual = usualLeft(hour);
      for (let group = 0; group < REFERENCES; group++) {
        const i = group * HOURS_A_DAY + hour;
        const weight = told.weight[hour * REFERENCES + group]!;
        if (weight === 0) continue;
        const residual = residualOf(hour * REFERENCES + group, group) - usual;
        trust[i] = trustAt((residual * residual * weight) / trust[i]!);
      }
    }
  }
  return trust;
}

/** Log marginal likelihood of the references under `regime`, with its prior weight. */
export function logLikelihoodOf(regime: Regime, observed: Observations, trust: Trust): number {
  const { spread, position, doubtfulLevel } = regime;
  const logTrusted = tell(regime, observed, trust);
  const logEvidence = logTrusted - 0.5 * eliminate(priorOf(regime, observed.grouping));
  const priorWeight = spread.weight * position.weight * (doubtfulLevel === null ? 1 : DOUBTFUL_LEVEL_WEIGHT);
  return logEvidence + Math.log(priorWeight) + (observed.spreadOdds.get(spread) ?? 0);
}

/** Today's log rates, relative to the checkout's base, as the references foretell them. */
export interface Outlook {
  /** Of the references, as `logLikelihoodOf` gives it. */
  readonly logLikelihood: number;
  readonly mean: Float64Array;
  /** 24×24, row-major. */
  readonly covariance: Float64Array;
}

/** What `regime` foretells of today. */
export function outlook(regime: Regime, observed: Observations, trust: Trust): Outlook {
  const logLikelihood = logLikelihoodOf(regime, observed, trust);
  const prior = priorOf(regime, observed.grouping);
  const { shape, level } = prior;
  const mean = new Float64Array(HOURS_A_DAY);
  const covariance = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
  fillMeans(prior);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    // What the references say of the hour's usual rate, less what their own shapes and levels account for.
    let expected = observed.usual[hour]!;
    for (let group = 0; group < REFERENCES; group++) {
      const i = hour * REFERENCES + group;
      const share = told.weight[i]! / usualPrecision[hour]!;
      const byShape = shape.weights[group]! - share;
      const byLevel = level.weights[group]! - share;
      wanted.shape[i] = byShape;
      wanted.level[i] = byLevel;
      expected += share * told.deviation[i]! + byShape * means.shape[i]! + byLevel * means.level[group]!;
    }
    mean[hour] = expected;
  }
  covarianceOfWanted(prior, covariance);
  for (let a = 0; a < HOURS_A_DAY; a++) {
    for (let b = 0; b <= a; b++) {
      const own = shape.variance * FADING[a - b]! + level.variance;
      const shared = covariance[a * HOURS_A_DAY + b]! + own + (a === b ? 1 / usualPrecision[a]! : 0);
      covariance[a * HOURS_A_DAY + b] = shared;
      covariance[b * HOURS_A_DAY + a] = shared;
    }
  }
  return { logLikelihood, mean, covariance };
}

/** Correlation of shapes by hours between. */
const FADING = Float64Array.from({ length: HOURS_A_DAY }, (_, hours) => SHAPE_CORRELATION ** hours);

/**
 * Tells the chain what the references say under `regime`, each hour with its trust.
 * @returns the constant part of their log densities, Σ log(trust · √weight)
 */
function tell({ spread }: Regime, observed: Observations, trust: Trust): number {
  const { logRate, usual, countingVariance, restlessness, grouping } = observed;
  let logTrusted = 0;
  let product = 1;
  for (let group = 0; group < REFERENCES; group++) {
    const days = grouping.daysAgo[group]?.length ?? 1;
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const i = group * HOURS_A_DAY + hour;
      const to = hour * REFERENCES + group;
      const counting = countingVariance[i]!;
      const share = trust[i]!;
      const isKnown = !Number.isNaN(counting);
      const weight = isKnown ? share / (counting + (spread.hour ** 2 * restlessness[hour]!) / days) : 0;
      told.deviation[to] = isKnown ? logRate[i]! - usual[hour]! : 0;
      told.weight[to] = weight;
      if (isKnown) product *= weight * share * share;
      if (hour % FACTORS_A_LOGARITHM === FACTORS_A_LOGARITHM - 1) {
        logTrusted += 0.5 * Math.log(product);
        product = 1;
      }
    }
  }
  return logTrusted;
}

/** What shape and level leave of an observation, the hour's usual rate included. */
function residualOf(i: number, group: number): number {
  return told.deviation[i]! - means.shape[i]! - means.level[group]!;
}

/** The hour's usual rate as the fit has it, relative to that of all references together. */
function usualLeft(hour: number): number {
  let sum = 0;
  for (let group = 0; group < REFERENCES; group++) {
    const i = hour * REFERENCES + group;
    sum += told.weight[i]! * residualOf(i, group);
  }
  return sum / usualPrecision[hour]!;
}
