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

/** A regime's word on today, odd hours of today doubted like those of the references. */
export interface PlausibleRegime extends TodayGivenOthers {
  readonly regime: Regime;
  readonly trust: Trust;
}

/** Regimes less likely than this, in log units below the best, have no say; nor have more than so many. */
const IMPLAUSIBLE_BELOW = 14;
const MOST_REGIMES = 8;

const DOUBTS: readonly DoubtfulLevel[] = [YESTERDAY, SAME_WEEKDAY];

/** Week positions that fare worse than this beside the best one under the pilot spread are not looked into. */
const POSITION_IMPLAUSIBLE_BELOW = 12;

/** The same regimes and trust, with a word on today's hours as `observed` has them. */
export function given(observed: Observations, regimes: readonly PlausibleRegime[]): PlausibleRegime[] {
  return regimes.map(({ regime, trust }) => plausible(regime, trust, observed));
}

/** The regimes that explain all groups of days best. At least one; the first is the likeliest. */
export function plausibleRegimes(observed: Observations): PlausibleRegime[] {
  const pilots = WEEK_POSITIONS.map((position) => piloted(position, observed));
  const rated = likeliest(pilots, POSITION_IMPLAUSIBLE_BELOW).flatMap((pilot) => underAllSpreads(pilot, observed));
  return likeliest(rated, IMPLAUSIBLE_BELOW)
    .slice(0, MOST_REGIMES)
    .map(({ regime, trust }) => plausible(regime, trust, observed));
}

function plausible(regime: Regime, trust: Trust, observed: Observations): PlausibleRegime {
  return { regime, trust, ...todayGivenOthers(regime, observed, trust, true) };
}

interface RatedRegime {
  readonly regime: Regime;
  readonly trust: Trust;
  readonly logLikelihood: number;
}

/** Likeliest first, those left out that are too far below the best. */
function likeliest(rated: readonly RatedRegime[], below: number): RatedRegime[] {
  const ordered = rated.toSorted((a, b) => b.logLikelihood - a.logLikelihood);
  const best = ordered[0]?.logLikelihood ?? 0;
  return ordered.filter(({ logLikelihood }) => logLikelihood > best - below);
}

function piloted(position: WeekPosition, observed: Observations): RatedRegime {
  const regime: Regime = { spread: PILOT_SPREAD, position, doubtfulLevel: null };
  const trust = trustUnder(regime, observed);
  return { regime, trust, logLikelihood: logLikelihoodOf(regime, observed, trust) };
}

/** Doubts about single days are settled under the pilot spread, then all spreads are rated. */
function underAllSpreads(pilot: RatedRegime, observed: Observations): RatedRegime[] {
  const { trust } = pilot;
  const rate = (regime: Regime) => ({ regime, trust, logLikelihood: logLikelihoodOf(regime, observed, trust) });
  const doubted = DOUBTS.map((doubtfulLevel) => rate({ ...pilot.regime, doubtfulLevel }));
  const settled = [pilot, ...doubted].reduce((best, next) => (next.logLikelihood > best.logLikelihood ? next : best));
  const others = SPREADS.filter((spread) => spread !== PILOT_SPREAD);
  return [settled, ...others.map((spread) => rate({ ...settled.regime, spread }))];
}
