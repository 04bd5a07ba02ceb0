// How days may differ from one another: the prior covariances of the five groups of days (four blocks and today).
import { BLOCKS } from './blocks.ts';

/** What kind of day today is, seen from the blocks: which of them hold the other half of the week. */
export type WeekPosition = 'midweek' | 'after the day off' | 'first day off' | 'second day off';

/** A way in which the days of a checkout may vary. Standard deviations of log rates. */
export interface Regime {
  readonly weekPosition: WeekPosition;
  /** Whole-day level. */
  readonly level: number;
  /** Shape of the day, shared by days of the same weekday. */
  readonly weekday: number;
  /** Shape of the day, its own, fading with the days between. */
  readonly ownShape: number;
  /** Single hours, beyond what counting explains: overdispersion. */
  readonly hour: number;
  /** Prior probability, up to a common factor. */
  readonly prior: number;
}

/** Share of days off in yesterday, same weekday, rest of week, rest of month and today, for a week with two days off. */
export const DAYS_OFF: Readonly<Record<WeekPosition, readonly number[]>> = {
  midweek: [0, 0, 2 / 5, 2 / 7, 0],
  'after the day off': [1, 0, 1 / 5, 2 / 7, 0],
  'first day off': [0, 1, 1 / 5, 2 / 7, 1],
  'second day off': [1, 1, 0, 2 / 7, 1],
};

const SPREADS = [
  { level: 0.12, weekday: 0.12, ownShape: 0.1, hour: 0.07, prior: 1 },
  { level: 0.2, weekday: 0.3, ownShape: 0.2, hour: 0.12, prior: 1 },
  { level: 0.3, weekday: 0.5, ownShape: 0.35, hour: 0.2, prior: 0.5 },
];

const WEEK_POSITIONS: readonly (readonly [WeekPosition, number])[] = [
  ['midweek', 4],
  ['after the day off', 1],
  ['first day off', 1],
  ['second day off', 1],
];

export const REGIMES: readonly Regime[] = SPREADS.flatMap((spread) =>
  WEEK_POSITIONS.map(([weekPosition, share]) => ({ ...spread, weekPosition, prior: spread.prior * share })),
);

/** Groups of days: the four blocks, then today. */
export const GROUPS = BLOCKS.length + 1;
export const TODAY = BLOCKS.length;
const DAYS_AGO: readonly (readonly number[])[] = [...BLOCKS.map((block) => block.daysAgo), [0]];

/** Days in each group. */
export const DAYS = DAYS_AGO.map((days) => days.length);

/** What is common to all days of the checkout is known only to this degree, before any count is seen. */
const USUAL_SHAPE = 1;
/** Shape that separates days off from working days. */
const DAY_OFF_SHAPE = 0.7;
/** Correlation of the own shapes of two neighbouring days. */
const NEIGHBOUR_CORRELATION = 0.3;
/** A block's mean keeps at least this share of a day's level variance, so that no level is known exactly. */
const LEVEL_FLOOR = 0.02;

/** Covariance between groups of the smooth shapes. */
export function shapeCovariance(regime: Regime): number[][] {
  const off = DAYS_OFF[regime.weekPosition];
  return pairs((a, b) => {
    const dayOff = DAY_OFF_SHAPE ** 2 * (off[a] ?? 0) * (off[b] ?? 0);
    return USUAL_SHAPE ** 2 + regime.weekday ** 2 * sameWeekday(a, b) + regime.ownShape ** 2 * nearness(a, b) + dayOff;
  });
}

/** Covariance between groups of the whole-day levels. */
export function levelCovariance(regime: Regime): number[][] {
  return pairs((a, b) => regime.level ** 2 * ((sameWeekday(a, b) + nearness(a, b)) / 2 + (a === b ? LEVEL_FLOOR : 0)));
}

function pairs(covariance: (a: number, b: number) => number): number[][] {
  return DAYS.map((_, a) => DAYS.map((_, b) => covariance(a, b)));
}

/** Mean over pairs of days: 1 for the same weekday, else 0. */
function sameWeekday(a: number, b: number): number {
  return meanOverPairs(a, b, (i, j) => (i % 7 === j % 7 ? 1 : 0));
}

/** Mean over pairs of days of the correlation that fades with the days between. */
function nearness(a: number, b: number): number {
  return meanOverPairs(a, b, (i, j) => NEIGHBOUR_CORRELATION ** Math.abs(i - j));
}

function meanOverPairs(a: number, b: number, of: (i: number, j: number) => number): number {
  const left = DAYS_AGO[a] ?? [];
  const right = DAYS_AGO[b] ?? [];
  const sum = left.reduce((total, i) => total + right.reduce((row, j) => row + of(i, j), 0), 0);
  return sum / (left.length * right.length);
}
