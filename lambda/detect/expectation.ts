// What today should have been: the plausible regimes, each with its word on today, in order of likelihood.
import { logLikelihoodOf, type Outlook, outlook, type Trust, trustUnder } from './fit.ts';
import type { Observations } from './observations.ts';
import {
  type DoubtfulLevel,
  PILOT_SPREAD,
  RARE_POSITIONS,
  type Regime,
  SAME_WEEKDAY,
  SPREADS,
  USUAL_POSITIONS,
  type WeekPosition,
  YESTERDAY,
} from './regimes.ts';
import {
  comparison,
  FULL_TRUST,
  logLikelihoodWithToday,
  type TodayGivenOthers,
  type TrustInToday,
  todayGivenOthers,
  trustInToday,
} from './today.ts';

/** A week position under the pilot spread: by its trust all regimes at this position are judged. */
export interface Pilot {
  readonly regime: Regime;
  readonly trust: Trust;
  readonly outlook: Outlook;
  /** How far the hours of `observed` are trusted. */
  readonly doubts: TrustInToday;
  readonly observed: Observations;
}

/** What a regime foretells of today, before today is seen. */
export interface Foretold {
  readonly regime: Regime;
  readonly trust: Trust;
  readonly outlook: Outlook;
  readonly pilot: Pilot;
}

/** A day is looked at closely only where a glance finds something wrong. */
export type Look = 'glance' | 'close';

export interface Foretelling {
  readonly look: Look;
  readonly pilots: readonly RatedPilot[];
  /** By pilot, how well the regimes at its position explain the references; of the pilots that were looked into. */
  readonly rated: ReadonlyMap<RatedPilot, readonly RatedRegime[]>;
  /** The regimes that explain the references best, likeliest first. */
  readonly foretold: readonly Foretold[];
}

/** A regime's word on today, odd hours of today doubted like those of the references. */
export interface PlausibleRegime extends Foretold, TodayGivenOthers {}

/** Regimes less likely than this, in log units below the best, have no say; nor have more than so many. */
const IMPLAUSIBLE_BELOW = 14;
const MOST_REGIMES = 8;

/** Which regimes are asked about today. */
interface Breadth {
  /** Week positions that fare worse than this, in log units below the best under the pilot spread, are not looked into. */
  readonly positionsBelow: number;
  /** Of the regimes that the references bear out nearly as well as the best one, in log units below it, … */
  readonly regimesBelow: number;
  /** … so many. */
  readonly most: number;
}

/** Where something looks wrong, what excuses it may be a regime that nothing else speaks for; elsewhere it has no say. */
const BREADTHS: Readonly<Record<Look, Breadth>> = {
  glance: { positionsBelow: 3, regimesBelow: 4, most: 4 },
  close: { positionsBelow: 6, regimesBelow: IMPLAUSIBLE_BELOW, most: 10 },
};

const DOUBTS: readonly DoubtfulLevel[] = [YESTERDAY, SAME_WEEKDAY];

/** What the likeliest regimes at the usual places in the week foretell. */
export function foretelling(observed: Observations): Foretelling {
  const pilots = USUAL_POSITIONS.map((position) => piloted(position, observed, null));
  return among(pilots, observed, 'glance', { rated: new Map(), foretold: [] });
}

/** What less likely ones foretell as well, holidays considered. */
export function foretellingClosely(glance: Foretelling, observed: Observations): Foretelling {
  const [best] = likeliest(glance.pilots, 0);
  const rare = RARE_POSITIONS.map((position) => piloted(position, observed, best?.trust ?? null));
  return among([...glance.pilots, ...rare], observed, 'close', glance);
}

/** The likeliest regimes, and what they foretell, as far as it isn't `known`. */
function among(
  pilots: readonly RatedPilot[],
  observed: Observations,
  look: Look,
  known: Pick<Foretelling, 'rated' | 'foretold'>,
): Foretelling {
  const { positionsBelow, regimesBelow, most } = BREADTHS[look];
  const rated = new Map(
    likeliest(pilots, positionsBelow).map((pilot) => [
      pilot,
      known.rated.get(pilot) ?? underAllSpreads(pilot, observed),
    ]),
  );
  const foretold = likeliest([...rated.values()].flat(), regimesBelow)
    .slice(0, most)
    .map(
      ({ regime, pilot }) =>
        known.foretold.find((one) => one.regime === regime) ?? foretoldUnder(regime, pilot, observed),
    );
  return { look, pilots, rated, foretold };
}

function foretoldUnder(regime: Regime, pilot: Pilot, observed: Observations): Foretold {
  const { trust } = pilot;
  return { regime, trust, pilot, outlook: regime === pilot.regime ? pilot.outlook : outlook(regime, observed, trust) };
}

/** Those that explain today's hours best as well, as `observed` has them. At least one; the first is the likeliest. */
export function plausibleRegimes(observed: Observations, { foretold }: Foretelling): PlausibleRegime[] {
  const trustOf = doubtsIn(observed);
  const rated = foretold.map((one) => {
    const { regime, outlook, pilot } = one;
    const compared = comparison(regime, observed, outlook, trustOf(pilot));
    return { one, compared, logLikelihood: compared.logLikelihood };
  });
  return likeliest(rated, IMPLAUSIBLE_BELOW)
    .slice(0, MOST_REGIMES)
    .map(({ one, compared }) => plausible(one, todayGivenOthers(one.regime, observed, compared)));
}

/** The same regimes with their word on today's hours as `observed` has them. */
export function given(observed: Observations, regimes: readonly PlausibleRegime[]): PlausibleRegime[] {
  const trustOf = doubtsIn(observed);
  return regimes.map((one) => {
    const compared = comparison(one.regime, observed, one.outlook, trustOf(one.pilot));
    return plausible(one, todayGivenOthers(one.regime, observed, compared));
  });
}

/** Written out, not spread, as all objects of the inner loops: code that meets one shape only is faster, and compiled once. */
function plausible(
  { regime, trust, pilot, outlook }: Foretold,
  { logLikelihood, precision, pull, noise }: TodayGivenOthers,
): PlausibleRegime {
  return { regime, trust, pilot, outlook, logLikelihood, precision, pull, noise };
}

/** How far today's hours are trusted, found once for each pilot. */
function doubtsIn(observed: Observations): (pilot: Pilot) => TrustInToday {
  const known = new Map<Pilot, TrustInToday>();
  return (pilot) => {
    if (pilot.observed === observed) return pilot.doubts;
    const trust = known.get(pilot) ?? trustInToday(pilot.regime, observed, pilot.outlook);
    known.set(pilot, trust);
    return trust;
  };
}

/** What a regime says of today's hours at face value, none doubted. */
export function atFaceValue(observed: Observations, { regime, outlook }: Foretold): TodayGivenOthers {
  return todayGivenOthers(regime, observed, comparison(regime, observed, outlook, FULL_TRUST));
}

interface Rated {
  readonly logLikelihood: number;
}

type RatedPilot = Pilot & Rated;

interface RatedRegime extends Rated {
  readonly regime: Regime;
  readonly pilot: Pilot;
}

/** Likeliest first, those left out that are too far below the best. */
function likeliest<T extends Rated>(rated: readonly T[], below: number): T[] {
  const ordered = rated.toSorted((a, b) => b.logLikelihood - a.logLikelihood);
  const best = ordered[0]?.logLikelihood ?? 0;
  return ordered.filter(({ logLikelihood }) => logLikelihood >= best - below);
}

function piloted(position: WeekPosition, observed: Observations, nearby: Trust | null): RatedPilot {
  const regime: Regime = { spread: PILOT_SPREAD, position, doubtfulLevel: null };
  const trust = trustUnder(regime, observed, nearby);
  const foretold = outlook(regime, observed, trust);
  const doubts = trustInToday(regime, observed, foretold);
  const logLikelihood = logLikelihoodWithToday(regime, observed, foretold, doubts);
  return { regime, trust, outlook: foretold, doubts, observed, logLikelihood };
}

/** Doubts about single days are settled under the pilot spread, then all spreads are rated. */
function underAllSpreads(pilot: Pilot, observed: Observations): RatedRegime[] {
  const { position } = pilot.regime;
  const rate = (regime: Regime): RatedRegime => {
    return { regime, pilot, logLikelihood: logLikelihoodOf(regime, observed, pilot.trust) };
  };
  const undoubted = { regime: pilot.regime, pilot, logLikelihood: pilot.outlook.logLikelihood };
  const doubted = DOUBTS.map((doubtfulLevel) => rate({ spread: PILOT_SPREAD, position, doubtfulLevel }));
  const settled = doubted.reduce((best, next) => (next.logLikelihood > best.logLikelihood ? next : best), undoubted);
  const { doubtfulLevel } = settled.regime;
  const others = SPREADS.filter((spread) => spread !== PILOT_SPREAD);
  return [settled, ...others.map((spread) => rate({ spread, position, doubtfulLevel }))];
}
