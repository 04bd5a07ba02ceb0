// Counts as observed log rates with a variance: what the joint model of all groups of days takes in.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { blockCounts } from './blocks.ts';
import type { DayCalendar } from './calendar.ts';
import { at } from './numbers.ts';
import { DAYS, GROUPS, SAME_WEEKDAY, TODAY, YESTERDAY } from './regimes.ts';

/** Arrays over `group × 24 + hour` hold NaN or 0 weight where nothing is known; arrays over hours have 24 entries. */
export interface Observations {
  /** Log of sales per hour and day, relative to `base`. */
  readonly logRate: Float64Array;
  /** Variance of `logRate` by counting alone; NaN where unknown. */
  readonly countingVariance: Float64Array;
  /** Log of the checkout's overall sales per hour. */
  readonly base: number;
  /** Today's counts; NaN where unknown. */
  readonly today: Float64Array;
  /** How much more than average the hour varies of itself: quiet hours are more moody. */
  readonly restlessness: Float64Array;
  /** Slope of the usual log rate, per hour: what a day that runs an hour early changes. */
  readonly slope: Float64Array;
  /** Plain sentences without full stop: contradictions between the references, and what was left out. */
  readonly notes: readonly string[];
}

const SINGLE_DAY_BLOCK = { yesterday: YESTERDAY, same_day_last_week: SAME_WEEKDAY } as const;

/** Pseudo-count that a count is drawn towards before its logarithm is linearised: matters below about five sales. */
const PRIOR_COUNT = 2;
/** Keeps an hour that never sold anything at a finite log rate, in sales over all days. */
const NEVER_SOLD = 0.3;
/** Weight, in sales, of "as usual" when a group's overall level is guessed. */
const LEVEL_PRIOR = 5;
/** Overdispersion grows with this power of mean rate ÷ rate, up to a limit. */
const RESTLESS_POWER = 0.3;
const RESTLESS_LIMIT = 6;
/** Rates below this share of the mean don't steepen the slope any more. */
const SLOPE_FLOOR = 0.01;

/** @param calendar tells which hours of which references are no likeness of today's */
export function observations(day: CheckoutDay, calendar: DayCalendar | null = null): Observations {
  const { counts, notes: contradictions } = blockCounts(day);
  const untrusted = calendar?.untrustedReferences ?? [];
  for (const { reference, hours } of untrusted) {
    for (const hour of hours) counts[SINGLE_DAY_BLOCK[reference]]?.fill(Number.NaN, hour, hour + 1);
  }
  const notes = [...contradictions, ...untrusted.map(({ reason }) => `A reference was left out because ${reason}`)];
  const today = Float64Array.from(day.hours, (hour) => hour.today ?? Number.NaN);
  const usual = usualRates(counts);
  const mean = usual.reduce((sum, rate) => sum + rate, 0) / HOURS_A_DAY;
  const base = Math.log(mean);
  const logRate = new Float64Array(GROUPS * HOURS_A_DAY);
  const countingVariance = new Float64Array(GROUPS * HOURS_A_DAY).fill(Number.NaN);
  [...counts, today].forEach((hours, group) => {
    const days = DAYS[group] ?? 1;
    const level = levelGuess(hours, usual, days);
    hours.forEach((count, hour) => {
      if (Number.isNaN(count)) return;
      // Gamma posterior mean of the count's rate, and the logarithm's tangent there: exact enough down to zero.
      const expected = at(usual, hour) * days * level;
      const rate = (count + PRIOR_COUNT) / (1 + PRIOR_COUNT / expected);
      logRate[group * HOURS_A_DAY + hour] = Math.log(rate / days) + (count - rate) / rate - base;
      countingVariance[group * HOURS_A_DAY + hour] = 1 / rate;
    });
  });
  const restlessness = usual.map((rate) => Math.min(RESTLESS_LIMIT, (mean / rate) ** RESTLESS_POWER));
  return { logRate, countingVariance, base, today, restlessness, slope: slopes(usual, mean), notes };
}

/** The same as if today's hours from `startHour` to `endHour` had not been counted yet. */
export function without(observed: Observations, startHour: number, endHour: number): Observations {
  const countingVariance = observed.countingVariance.slice();
  const today = observed.today.slice();
  countingVariance.fill(Number.NaN, TODAY * HOURS_A_DAY + startHour, TODAY * HOURS_A_DAY + endHour + 1);
  today.fill(Number.NaN, startHour, endHour + 1);
  return { ...observed, countingVariance, today };
}

/** Sales per hour and day over all blocks that are known for the hour. */
function usualRates(counts: readonly Float64Array[]): Float64Array {
  const rates = new Float64Array(HOURS_A_DAY);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    let sum = NEVER_SOLD;
    let days = 0;
    for (let group = 0; group < TODAY; group++) {
      const count = counts[group]?.[hour] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      sum += count;
      days += DAYS[group] ?? 1;
    }
    rates[hour] = sum / Math.max(1, days);
  }
  return rates;
}

function levelGuess(counts: Float64Array, usual: Float64Array, days: number): number {
  let sold = LEVEL_PRIOR;
  let expected = LEVEL_PRIOR;
  counts.forEach((count, hour) => {
    if (Number.isNaN(count)) return;
    sold += count;
    expected += at(usual, hour) * days;
  });
  return sold / expected;
}

function slopes(usual: Float64Array, mean: number): Float64Array {
  const logs = usual.map((rate) => Math.log(rate + SLOPE_FLOOR * mean));
  return logs.map((_, hour) => {
    const before = Math.max(0, hour - 1);
    const after = Math.min(HOURS_A_DAY - 1, hour + 1);
    return (at(logs, after) - at(logs, before)) / (after - before);
  });
}
