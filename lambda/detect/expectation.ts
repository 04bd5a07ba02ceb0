// What today should have been: the plausible regimes, each with its word on today, in order of likelihood.
import { logLikelihoodOf, type TodayGivenOthers, type Trust, todayGivenOthers, trustUnder } from './fit.ts';
import type { Observations } from './observations.ts';
import {
  type DoubtfulLevel,
  PILOT_SPREAD,
  type Regime,
  SAME_WEEKDAY,
  SPREADS,
  WEEK_POSITIONS,
  type WeekPosition,
  YESTERDAY,
} from './regimes.ts';

export interface PlausibleRegime extends TodayGivenOthers {
  readonly regime: Regime;
  readonly trust: Trust;
}

/** Regimes less likely than this, in log units below the best, have no say; nor have those beyond the first dozen. */
const IMPLAUSIBLE_BELOW = 14;
const MOST_REGIMES = 12;

const DOUBTS: readonly DoubtfulLevel[] = [null, YESTERDAY, SAME_WEEKDAY];

/** The regimes that explain all groups of days best. At least one; the first is the likeliest. */
export function plausibleRegimes(observed: Observations): PlausibleRegime[] {
  const rated = WEEK_POSITIONS.flatMap((position) => ratedAt(position, observed));
  rated.sort((a, b) => b.logLikelihood - a.logLikelihood);
  const best = rated[0]?.logLikelihood ?? 0;
  return rated
    .filter(({ logLikelihood }, i) => i < MOST_REGIMES && logLikelihood > best - IMPLAUSIBLE_BELOW)
    .map(({ regime, trust }) => ({ regime, trust, ...todayGivenOthers(regime, observed, trust) }));
}

interface RatedRegime {
  readonly regime: Regime;
  readonly trust: Trust;
  readonly logLikelihood: number;
}

/** Trust and doubts are settled under the pilot spread, then all spreads are rated with them. */
function ratedAt(position: WeekPosition, observed: Observations): RatedRegime[] {
  const pilot = SPREADS[PILOT_SPREAD] as (typeof SPREADS)[number];
  const trust = trustUnder({ spread: pilot, position, doubtfulLevel: null }, observed);
  const rate = (regime: Regime) => ({ regime, trust, logLikelihood: logLikelihoodOf(regime, observed, trust) });
  const doubts = DOUBTS.map((doubtfulLevel) => rate({ spread: pilot, position, doubtfulLevel }));
  const settled = doubts.reduce((best, next) => (next.logLikelihood > best.logLikelihood ? next : best));
  const { doubtfulLevel } = settled.regime;
  return SPREADS.map((spread) => (spread === pilot ? settled : rate({ spread, position, doubtfulLevel })));
}
