// Today beside what the references foretell: how any of its hours compare with all the others.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { type DayFactor, emptyDayFactor, factorizeDay, invertDay, solveDay } from './dense.ts';
import { type Outlook, trustAt } from './fit.ts';
import type { Observations } from './observations.ts';
import { type Regime, TODAY } from './regimes.ts';

/** Today's hours given the references: all that is needed to compare any of them with the rest of the day. */
export interface TodayGivenOthers {
  /** Of the references and of today's known hours. */
  readonly logLikelihood: number;
  /** 24×24, row-major: inverse covariance of today's log counts given the references; next to 0 where today is unknown. */
  readonly precision: Float64Array;
  /** Precision times (today's log counts − their mean): the pull of every hour. */
  readonly pull: Float64Array;
  /** Variance of each hour's log count that is noise about its rate, counting and distrust; NaN where unknown. */
  readonly noise: Float64Array;
}

/** Share of its usual weight, 0…1, that each hour of today keeps. */
export type TrustInToday = Float64Array;

/** Rounds in which odd hours of today are found. */
const DOUBT_ROUNDS = 2;

export const FULL_TRUST: TrustInToday = new Float64Array(HOURS_A_DAY).fill(1);

/** Stands for an hour of which nothing is known; what it adds to the log determinant is the same under all regimes. */
const UNKNOWN_VARIANCE = 1e9;
const LOG_UNKNOWN_VARIANCE = Math.log(UNKNOWN_VARIANCE);

const covariance = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);

/** Today's hours compared with what a regime foretells of them: what `todayGivenOthers` makes its word of. */
export interface Comparison {
  readonly logLikelihood: number;
  readonly trust: TrustInToday;
  readonly pull: Float64Array;
  readonly factor: DayFactor;
}

/** Serves the rounds of doubt, of which nothing is kept. */
const inPassing = { pull: new Float64Array(HOURS_A_DAY), factor: emptyDayFactor() };

/** How far each hour of today is believed beside the others: weights of Student noise, by iterated reweighting. */
export function trustInToday(regime: Regime, observed: Observations, outlook: Outlook): TrustInToday {
  const trust = FULL_TRUST.slice();
  for (let round = 0; round < DOUBT_ROUNDS; round++) {
    compare(regime, observed, outlook, trust, inPassing);
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const full = variance(regime, observed, hour);
      if (Number.isNaN(full)) continue;
      const residual = (full / trust[hour]!) * inPassing.pull[hour]!;
      trust[hour] = trustAt((residual * residual) / full);
    }
  }
  return trust;
}

/** Log likelihood of the references and of today's known hours. */
export function logLikelihoodWithToday(
  regime: Regime,
  observed: Observations,
  outlook: Outlook,
  trust: TrustInToday,
): number {
  return compare(regime, observed, outlook, trust, inPassing);
}

/** The same, with what is found on the way. */
export function comparison(regime: Regime, observed: Observations, outlook: Outlook, trust: TrustInToday): Comparison {
  const pull = new Float64Array(HOURS_A_DAY);
  const factor = emptyDayFactor();
  const logLikelihood = compare(regime, observed, outlook, trust, { pull, factor });
  return { logLikelihood, trust, pull, factor };
}

export function todayGivenOthers(
  regime: Regime,
  observed: Observations,
  { logLikelihood, trust, pull, factor }: Comparison,
): TodayGivenOthers {
  const precision = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
  invertDay(factor, precision);
  const noise = new Float64Array(HOURS_A_DAY);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    noise[hour] = variance(regime, observed, hour) / trust[hour]! - hourVariance(regime, observed, hour);
  }
  return { logLikelihood, precision, pull, noise };
}

/** Fills `pull` and `factor`; returns the log likelihood. */
function compare(
  regime: Regime,
  observed: Observations,
  outlook: Outlook,
  trust: TrustInToday,
  { pull, factor }: Pick<Comparison, 'pull' | 'factor'>,
): number {
  covariance.set(outlook.covariance);
  let logTrust = 0;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const full = variance(regime, observed, hour);
    const isKnown = !Number.isNaN(full);
    const share = trust[hour]!;
    covariance[hour * HOURS_A_DAY + hour]! += isKnown ? full / share : UNKNOWN_VARIANCE;
    pull[hour] = isKnown ? observed.logRate[TODAY * HOURS_A_DAY + hour]! - outlook.mean[hour]! : 0;
    if (isKnown && share < 1) logTrust += Math.log(share);
    if (!isKnown) logTrust += LOG_UNKNOWN_VARIANCE / 2;
  }
  const logDeterminant = factorizeDay(covariance, factor);
  const squares = solveDay(factor, pull);
  return outlook.logLikelihood + logTrust - 0.5 * (squares + logDeterminant);
}

/** Variance of an hour's log count about the smooth part of its rate; NaN where unknown. */
function variance(regime: Regime, observed: Observations, hour: number): number {
  return observed.countingVariance[TODAY * HOURS_A_DAY + hour]! + hourVariance(regime, observed, hour);
}

/** The part of it that is the rate's: what single hours have of their own. */
function hourVariance({ spread }: Regime, { restlessness }: Observations, hour: number): number {
  return spread.hour ** 2 * restlessness[hour]!;
}
