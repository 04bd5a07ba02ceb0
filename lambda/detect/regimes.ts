// How days may differ from one another: the regimes between which the expectation is undecided, and their covariances.
import { BLOCKS } from './blocks.ts';
import type { Grouping } from './groups.ts';

/** Groups of days: the four blocks that are references, then today. */
export const REFERENCES = BLOCKS.length;
export const GROUPS = REFERENCES + 1;
export const TODAY = BLOCKS.length;
export const YESTERDAY = 0;
export const SAME_WEEKDAY = 1;
const REST_OF_MONTH = 3;
const DAYS_A_WEEK = 7;

/** How much days vary, as standard deviations of log rates. */
export interface Spread {
  /** Whole-day level. */
  readonly level: number;
  /** Shape that days of the same weekday share. */
  readonly weekday: number;
  /** A day's own shape, fading from day to day. */
  readonly ownShape: number;
  /** Single hours beyond what counting explains: overdispersion. */
  readonly hour: number;
  /** Prior weight. */
  readonly weight: number;
}

/** The spread under which references are first compared, and reasons to distrust them found. */
export const PILOT_SPREAD: Spread = { level: 0.17, weekday: 0.17, ownShape: 0.13, hour: 0.09, weight: 1 };

/**
 * From calm to wild. Fitted once to clean days of five unlike series by their predictive likelihood (`docs/detection.md`)
 * and rounded; which of them holds for a file is learned from the file.
 */
export const SPREADS: readonly Spread[] = [
  { level: 0.1, weekday: 0.05, ownShape: 0.04, hour: 0.02, weight: 0.5 },
  { level: 0.1, weekday: 0.1, ownShape: 0.155, hour: 0.03, weight: 1 },
  PILOT_SPREAD,
  { level: 0.3, weekday: 0.5, ownShape: 0.35, hour: 0.18, weight: 0.5 },
  { level: 0.17, weekday: 0.1, ownShape: 0.13, hour: 0.24, weight: 0.5 },
  { level: 0.3, weekday: 0.3, ownShape: 0.35, hour: 0.1, weight: 0.5 },
];

/** Which groups are days off: their shape is another than a working day's. */
export interface WeekPosition {
  /** Share of days off in yesterday, same weekday, rest of the week, rest of the month and today. */
  readonly daysOff: readonly [number, number, number, number, number];
  readonly weight: number;
}

/** Places of today in a week of five and two. */
export const USUAL_POSITIONS: readonly WeekPosition[] = [
  { daysOff: [0, 0, 2 / 5, 2 / 7, 0], weight: 1 },
  { daysOff: [1, 0, 1 / 5, 2 / 7, 0], weight: 0.3 },
  { daysOff: [0, 1, 1 / 5, 2 / 7, 1], weight: 0.35 },
  { daysOff: [1, 1, 0, 2 / 7, 1], weight: 0.7 },
];

/** Holidays among the references, or a today that is one: asked about where today looks wrong. */
export const RARE_POSITIONS: readonly WeekPosition[] = [
  { daysOff: [1, 1, 1 / 5, 2 / 7, 0], weight: 0.04 },
  { daysOff: [0, 1, 3 / 10, 2 / 7, 0], weight: 0.06 },
  { daysOff: [1, 0, 1 / 5, 2 / 7, 1], weight: 0.11 },
];

/** A single day among the references whose level says nothing about today (a day of stock-taking, a storm). */
export type DoubtfulLevel = typeof YESTERDAY | typeof SAME_WEEKDAY | null;
export const DOUBTFUL_LEVEL_WEIGHT = 0.05;
const DOUBTFUL_LEVEL = 0.5;

export interface Regime {
  readonly spread: Spread;
  readonly position: WeekPosition;
  readonly doubtfulLevel: DoubtfulLevel;
}

/** Shape that sets days off apart. */
const DAY_OFF_SHAPE = 0.95;
/** Correlation between neighbouring days of shapes and of levels: both wander over weeks. */
const SHAPE_MEMORY = 0.97;
const LEVEL_MEMORY = 0.96;
/** Share of the level's variance that goes with the weekday instead. */
const WEEKDAY_LEVEL_SHARE = 0.7;
/** No level is known exactly from another: share of the variance that each group has for itself. */
const OWN_LEVEL_SHARE = 0.05;
/** Keeps covariances invertible. */
const JITTER = 1e-5;

/** On a special day, what today has of its own besides: level and shape. */
const SPECIAL_LEVEL = 0.5;
const SPECIAL_SHAPE = 0.4;

/** Correlation of shapes between hours fades with this length, in hours. */
const SHAPE_HOURS = 6.5;
/** The same, from one hour to the next. */
export const SHAPE_CORRELATION = Math.exp(-1 / SHAPE_HOURS);

/** Covariance between groups of the smooth shapes. */
export function shapeCovariance({ spread, position }: Regime, grouping: Grouping): number[][] {
  const off = daysOffIn(grouping, position);
  const { weekdays, shapes } = likenessOf(grouping);
  return pairs(
    grouping,
    (a, b) =>
      spread.weekday ** 2 * weekdays(a, b) +
      spread.ownShape ** 2 * shapes(a, b) +
      DAY_OFF_SHAPE ** 2 * (off[a] ?? 0) * (off[b] ?? 0) +
      (isSpecial(grouping, a, b) ? SPECIAL_SHAPE ** 2 : 0) +
      (a === b ? JITTER : 0),
  );
}

/** Covariance between groups of the whole-day levels. */
export function levelCovariance({ spread, doubtfulLevel }: Regime, grouping: Grouping): number[][] {
  const { weekdays, levels } = likenessOf(grouping);
  return pairs(grouping, (a, b) => {
    const shared = WEEKDAY_LEVEL_SHARE * weekdays(a, b) + (1 - WEEKDAY_LEVEL_SHARE) * levels(a, b);
    const own = a === b ? OWN_LEVEL_SHARE : 0;
    const doubt = a === b && a === doubtfulLevel ? DOUBTFUL_LEVEL ** 2 : 0;
    const special = isSpecial(grouping, a, b) ? SPECIAL_LEVEL ** 2 : 0;
    return spread.level ** 2 * (shared + own) + doubt + special;
  });
}

/**
 * Variances of how log rates differ from those of a week before, without what single hours have of their own: the same
 * weekday's days share its shape and level, so only what wanders is left.
 */
export function weeklyChange(spread: Spread): { readonly level: number; readonly shape: number } {
  const wandered = (memory: number) => 2 * (1 - memory ** DAYS_A_WEEK);
  return {
    level: spread.level ** 2 * ((1 - WEEKDAY_LEVEL_SHARE) * wandered(LEVEL_MEMORY) + 2 * OWN_LEVEL_SHARE),
    shape: spread.ownShape ** 2 * wandered(SHAPE_MEMORY),
  };
}

/** Share of days off by group. Older weekdays are as this weekday is when no holiday meddles: off if both ends are. */
function daysOffIn({ daysAgo, olderWeekdays }: Grouping, { daysOff }: WeekPosition): readonly number[] {
  const [yesterday, sameWeekday, week, month, today] = daysOff;
  if (olderWeekdays === 0) return daysOff;
  const usually = Math.min(sameWeekday, today);
  const monthDays = (daysAgo[REST_OF_MONTH]?.length ?? 0) + olderWeekdays;
  return [
    yesterday,
    (sameWeekday + olderWeekdays * usually) / (1 + olderWeekdays),
    week,
    (month * monthDays - olderWeekdays * usually) / (monthDays - olderWeekdays),
    today,
  ];
}

function isSpecial({ isTodaySpecial }: Grouping, a: number, b: number): boolean {
  return isTodaySpecial && a === TODAY && b === TODAY;
}

function pairs({ daysAgo }: Grouping, covariance: OfPair): number[][] {
  return daysAgo.map((_, a) => daysAgo.map((_, b) => covariance(a, b)));
}

type OfPair = (a: number, b: number) => number;

/** How alike two groups' days are, as means over their pairs of days. */
interface Likeness {
  /** Share of the pairs that are of one weekday. */
  readonly weekdays: OfPair;
  /** Correlation of what wanders from day to day: of shapes, and of levels. */
  readonly shapes: OfPair;
  readonly levels: OfPair;
}

const likenesses = new Map<Grouping, Likeness>();

/** Made once for a grouping, because all regimes share it, and there are hundreds of pairs of days. */
function likenessOf(grouping: Grouping): Likeness {
  const known = likenesses.get(grouping);
  if (known) return known;
  const fading = (memory: number) => (daysBetween: number) => memory ** daysBetween;
  const likeness = {
    weekdays: meansOverPairs(grouping, (daysBetween) => (daysBetween % DAYS_A_WEEK === 0 ? 1 : 0)),
    shapes: meansOverPairs(grouping, fading(SHAPE_MEMORY)),
    levels: meansOverPairs(grouping, fading(LEVEL_MEMORY)),
  };
  likenesses.set(grouping, likeness);
  return likeness;
}

function meansOverPairs(grouping: Grouping, of: (daysBetween: number) => number): OfPair {
  const reach = Math.max(...grouping.daysAgo.flat());
  const byDaysBetween = Array.from({ length: 1 + reach }, (_, daysBetween) => of(daysBetween));
  const means = pairs(grouping, (a, b) => {
    const [left, right] = [grouping.daysAgo[a] ?? [], grouping.daysAgo[b] ?? []];
    let sum = 0;
    for (const i of left) for (const j of right) sum += byDaysBetween[Math.abs(i - j)] ?? 0;
    return sum / (left.length * right.length);
  });
  return (a, b) => means[a]?.[b] ?? 0;
}
