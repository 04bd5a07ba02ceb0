// Why a window is worth a word: what was expected, what came, which references agreed and which were set aside. Facts only:
// lambda/notify puts them into words.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { BLOCKS, type ReferenceName } from './blocks.ts';
import type { DayNote } from './day-notes.ts';
import type { PlausibleRegime } from './expectation.ts';
import type { SalesKind } from './judgement.ts';
import type { Observations } from './observations.ts';
import { SAME_WEEKDAY } from './regimes.ts';

/** What a reference has to say to an expectation. It is set aside where most of its hours were found unlike the others. */
export type Stance = 'agrees' | 'differs' | 'set-aside';

export interface ReferenceStance {
  readonly reference: ReferenceName;
  readonly stance: Stance;
  /** Days that it sums up; more than one for `same-weekday` where history knows older ones. */
  readonly days: number;
  /** What it sold in a day's same hours ÷ what was expected in them. */
  readonly ratio: number;
}

export type SalesWhy =
  | {
      readonly kind: 'expectation';
      readonly startHour: number;
      readonly endHour: number;
      /** Sales in these hours. */
      readonly observed: number;
      readonly expected: number;
      readonly references: readonly ReferenceStance[];
      /** Sales of today's other hours ÷ what references that agree sold in them; null where there are too few to tell. */
      readonly restOfDay: number | null;
      /** The outage at whose end these sales came, by its last hour; null where there was none. */
      readonly afterOutage: number | null;
      readonly notes: readonly DayNote[];
    }
  /** The original study's rule: one hour against the last week's average. */
  | { readonly kind: 'week-average'; readonly average: number; readonly observed: number; readonly percent: number }
  | { readonly kind: 'closed'; readonly observed: number }
  /** From a record that was written before there were facts. */
  | { readonly kind: 'text'; readonly text: string };

interface Told {
  readonly startHour: number;
  readonly endHour: number;
  readonly observed: number;
  readonly expected: number;
}

/** A reference agrees with the expectation within this factor. */
const AGREES_WITHIN = 1.35;
/** On average, hours that keep less than this share of their weight have been set aside. */
const SET_ASIDE_BELOW = 0.4;
/** Fewer sales than these among the other hours say nothing of the day's level. */
const LEVEL_FROM_SALES = 20;

export function why(told: Told, observations: Observations, regimes: readonly PlausibleRegime[]): SalesWhy {
  const references = BLOCKS.flatMap(({ name }, group) => stanceOf(name, group, told, observations, regimes[0]));
  return {
    kind: 'expectation',
    startHour: told.startHour,
    endHour: told.endHour,
    observed: told.observed,
    expected: hundredths(told.expected),
    references,
    restOfDay: restOfDay(told, observations, references),
    afterOutage: null,
    notes: observations.notes,
  };
}

interface WithWhy {
  readonly kind: SalesKind;
  readonly startHour: number;
  readonly endHour: number;
  readonly isSignificant: boolean;
  readonly why: SalesWhy;
}

/** Sales that come as soon as an outage ends may be those that it held back: the spikes that begin so are told that way. */
export function withBacklogs<W extends WithWhy>(windows: readonly W[]): readonly W[] {
  const ends = windows.filter(({ kind, isSignificant }) => kind === 'outage' && isSignificant).map((w) => w.endHour);
  return windows.map((window) => {
    const end = ends.find((hour) => window.startHour === hour + 1);
    if (window.kind !== 'spike' || window.why.kind !== 'expectation' || end === undefined) return window;
    return { ...window, why: { ...window.why, afterOutage: end } };
  });
}

/** Empty where the reference knows none of these hours. */
function stanceOf(
  reference: ReferenceName,
  group: number,
  { startHour, endHour, expected }: Told,
  { logRate, base, countingVariance, grouping }: Observations,
  regime: PlausibleRegime | undefined,
): readonly ReferenceStance[] {
  let sold = 0;
  let believed = 0;
  let hours = 0;
  for (let hour = startHour; hour <= endHour; hour++) {
    const i = group * HOURS_A_DAY + hour;
    if (Number.isNaN(countingVariance[i]!)) continue;
    sold += Math.exp(base + logRate[i]!);
    believed += regime ? regime.trust[i]! : 1;
    hours += 1;
  }
  if (hours === 0) return [];
  const ratio = (sold * (endHour - startHour + 1)) / hours / Math.max(expected, 1e-9);
  const isNear = ratio < AGREES_WITHIN && ratio > 1 / AGREES_WITHIN;
  const stance = believed / hours < SET_ASIDE_BELOW ? 'set-aside' : isNear ? 'agrees' : 'differs';
  const days = group === SAME_WEEKDAY ? 1 + grouping.olderWeekdays : (grouping.daysAgo[group]?.length ?? 1);
  return [{ reference, stance, days, ratio: hundredths(ratio) }];
}

/** The day's level outside the window, against what the references that agree sold there. */
function restOfDay(
  { startHour, endHour }: Told,
  { logRate, base, countingVariance, today }: Observations,
  references: readonly ReferenceStance[],
): number | null {
  const agreeing = BLOCKS.flatMap(({ name }, group) =>
    references.some(({ reference, stance }) => reference === name && stance === 'agrees') ? [group] : [],
  );
  let sold = 0;
  let usual = 0;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    if ((hour >= startHour && hour <= endHour) || Number.isNaN(today[hour]!)) continue;
    const known = agreeing
      .map((group) => group * HOURS_A_DAY + hour)
      .filter((i) => !Number.isNaN(countingVariance[i]!));
    if (known.length === 0) continue;
    sold += today[hour]!;
    usual += known.reduce((sum, i) => sum + Math.exp(base + logRate[i]!), 0) / known.length;
  }
  return usual < LEVEL_FROM_SALES ? null : hundredths(sold / usual);
}

/** Facts are kept and compared: the last bits of a platform's exponential are not part of them. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
