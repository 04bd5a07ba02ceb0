// Counts as observed log rates with a variance: what the joint model of all groups of days takes in.
import type { CheckoutDay } from '../intake/checkout-day.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { DayNote } from './day-notes.ts';
import { type Grouping, groupCounts, type Knowledge } from './groups.ts';
import { type SpreadOdds, spreadOdds } from './habits.ts';
import { levelGuess, likelyRate } from './log-count.ts';
import { GROUPS, TODAY } from './regimes.ts';

/** Arrays over `group × 24 + hour` hold NaN or 0 weight where nothing is known; arrays over hours have 24 entries. */
export interface Observations {
  /** Log of sales per hour and day, relative to `base`. */
  readonly logRate: Float64Array;
  /** Variance of `logRate` by counting alone; NaN where unknown. */
  readonly countingVariance: Float64Array;
  /** Log of the checkout's overall sales per hour. */
  readonly base: number;
  /** Log of the rate that all references together have in the hour, relative to `base`. */
  readonly usual: Float64Array;
  /** Today's counts; NaN where unknown. */
  readonly today: Float64Array;
  /** How much more than average the hour varies of itself: quiet hours are more moody. */
  readonly restlessness: Float64Array;
  readonly grouping: Grouping;
  /** What history says of how much days vary. */
  readonly spreadOdds: SpreadOdds;
  /** Contradictions between the references, what was left out, what is special. */
  readonly notes: readonly DayNote[];
}

/** Keeps an hour that never sold anything at a finite log rate, in sales over all days. */
const NEVER_SOLD = 0.3;
/** Overdispersion grows with this power of mean rate ÷ rate, up to a limit. */
const RESTLESS_POWER = 0.3;
const RESTLESS_LIMIT = 6;

/** @param knowledge of the day besides its file; without any, the file stands alone */
export function observations(day: CheckoutDay, knowledge: Knowledge = {}): Observations {
  const { counts, notes, grouping } = groupCounts(day, knowledge);
  const today = Float64Array.from(day.hours, (hour) => hour.today ?? Number.NaN);
  const usual = usualRates(counts, grouping);
  const mean = usual.reduce((sum, rate) => sum + rate, 0) / HOURS_A_DAY;
  const base = Math.log(mean);
  const logRate = new Float64Array(GROUPS * HOURS_A_DAY);
  const countingVariance = new Float64Array(GROUPS * HOURS_A_DAY).fill(Number.NaN);
  [...counts, today].forEach((hours, group) => {
    const days = daysIn(grouping, group);
    const level = levelGuess(hours, usual, days);
    hours.forEach((count, hour) => {
      if (Number.isNaN(count)) return;
      const rate = likelyRate(count, usual[hour]! * days * level);
      logRate[group * HOURS_A_DAY + hour] = Math.log(rate / days) + (count - rate) / rate - base;
      countingVariance[group * HOURS_A_DAY + hour] = 1 / rate;
    });
  });
  const restlessness = usual.map((rate) => Math.min(RESTLESS_LIMIT, (mean / rate) ** RESTLESS_POWER));
  const odds = spreadOdds(knowledge.history ?? null, { rates: usual, restlessness });
  const usualLogs = usual.map((rate) => Math.log(rate) - base);
  return { logRate, countingVariance, base, usual: usualLogs, today, restlessness, grouping, spreadOdds: odds, notes };
}

/** The same as if today's hours from `startHour` to `endHour` had not been counted yet. */
export function without(observed: Observations, startHour: number, endHour: number): Observations {
  const countingVariance = observed.countingVariance.slice();
  const today = observed.today.slice();
  countingVariance.fill(Number.NaN, TODAY * HOURS_A_DAY + startHour, TODAY * HOURS_A_DAY + endHour + 1);
  today.fill(Number.NaN, startHour, endHour + 1);
  const { logRate, base, usual, restlessness, grouping, spreadOdds, notes } = observed;
  return { logRate, countingVariance, base, usual, today, restlessness, grouping, spreadOdds, notes };
}

/** Sales per hour and day over all blocks that are known for the hour. */
function usualRates(counts: readonly Float64Array[], grouping: Grouping): Float64Array {
  const rates = new Float64Array(HOURS_A_DAY);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    let sum = NEVER_SOLD;
    let days = 0;
    counts.forEach((hours, group) => {
      const count = hours[hour]!;
      if (Number.isNaN(count)) return;
      sum += count;
      days += daysIn(grouping, group);
    });
    rates[hour] = sum / Math.max(1, days);
  }
  return rates;
}

function daysIn({ daysAgo }: Grouping, group: number): number {
  return daysAgo[group]?.length ?? 1;
}
