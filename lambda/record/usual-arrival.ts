// What is usual among the arrivals that a record has learned: by when the first file of a date is here, and the next one.

import type { BusinessDate } from '../intake/checkout-day.ts';
import { type Arrival, type Arrivals, DAY_KINDS, dayKind } from './arrivals.ts';

/** With fewer arrivals nothing is known, and nobody is told that a file is late. */
export const FEWEST_ARRIVALS = 7;

/** Fewer of the same kind of weekday than FEWEST_ARRIVALS do, beside enough of other kinds, once it isn't the only one. */
const FEWEST_OF_KIND = 2;

/** "Later than usual" begins beyond this quantile of what was learned: of 28 days the latest one has no say. */
const LATE_QUANTILE = 0.95;

/** By this quantile of the last files' times re-exports have usually ended: from there on none is awaited. */
const ENDED_QUANTILE = 0.05;

/** A file may be late by this much, in minutes, or by as much as late ones differ from the middle one, if that is more. */
const LEAST_GRACE_MIN = 30;

/** Of a checkout that exports again through the day, at most this share of days came in one file. */
const SHARE_IN_ONE_FILE = 0.1;

/**
 * Local minutes, from the midnight that begins `date`, after which its first file is later than usual; null where too
 * little is known. Where few days of its kind are known, the later of what they and all days together say counts.
 */
export function usuallyHereBy(arrivals: Arrivals, date: BusinessDate): number | null {
  const ofKind = arrivals[dayKind(date)].filter((arrival) => arrival.date !== date);
  const all = DAY_KINDS.flatMap((kind) => arrivals[kind]).filter((arrival) => arrival.date !== date);
  if (ofKind.length >= FEWEST_ARRIVALS) return latest(ofKind.map(({ first }) => first));
  if (ofKind.length < FEWEST_OF_KIND || all.length < FEWEST_ARRIVALS) return null;
  return Math.max(latest(ofKind.map(({ first }) => first)), latest(all.map(({ first }) => first)));
}

/**
 * Local minutes after which the next file of `arrival`'s date is later than usual; null where none is awaited: the whole
 * day usually comes in one file, or re-exports usually have ended by then.
 */
export function usuallyFollowedBy(arrivals: Arrivals, arrival: Arrival): number | null {
  const others = arrivals[dayKind(arrival.date)].filter(({ date }) => date !== arrival.date);
  const pauses = others.flatMap(({ longestPause }) => (longestPause === null ? [] : [longestPause]));
  if (pauses.length < FEWEST_ARRIVALS || pauses.length < others.length * (1 - SHARE_IN_ONE_FILE)) return null;
  const usuallyEnded = quantile(
    others.map(({ last }) => last),
    ENDED_QUANTILE,
  );
  const next = arrival.last + latest(pauses);
  return next <= usuallyEnded ? next : null;
}

/** The late quantile, and the grace on top of it. */
function latest(minutes: readonly number[]): number {
  const late = quantile(minutes, LATE_QUANTILE);
  return Math.ceil(late + Math.max(LEAST_GRACE_MIN, late - quantile(minutes, 0.5)));
}

/** Linear between the order statistics: definition 7 of Hyndman and Fan, The American Statistician 50 (1996), 361. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
