// Whether `undetectableBelow` is honest: complete outages of three hours where the hours usually sell a given number,
// and what `scan` found of them beside what it had stated.
import { parseConfig } from '../../lambda/config/config.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import { HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import { dailyRates, dayOf } from './generator.ts';
import type { LabelledIncident } from './labelled-day.ts';
import { chance } from './random.ts';
import { rhythm, SOURCES } from './rhythms.ts';
import { isHit, median } from './scorer.ts';

const REFERENCE_DAYS = 28;
const SETTINGS = parseConfig('{}');
const OUTAGE = { kind: 'outage', startHour: 14, endHour: 16 } as const;

export interface FaintOutages {
  /** What the lost hours usually sell, each. */
  readonly salesPerHour: number;
  readonly days: number;
  /** Median of what the days stated as `undetectableBelow`, in sales per hour; null where none stated any. */
  readonly statedLimit: number | null;
  /** Share of the outages that a significant window found. */
  readonly found: number;
}

/** `count` days, sources in turn, each with one outage in hours of `salesPerHour`. The same seed gives the same days. */
export function faintOutages(salesPerHour: number, count: number, seed: number): FaintOutages {
  const days = Array.from({ length: count }, (_, i) => faintOutage(salesPerHour, i, seed));
  return {
    salesPerHour,
    days: count,
    statedLimit: median(days.flatMap(({ undetectableBelow }) => undetectableBelow ?? [])),
    found: days.filter(({ isFound }) => isFound).length / count,
  };
}

function faintOutage(salesPerHour: number, i: number, seed: number) {
  const dice = chance(seed * 5_000_011 + i);
  const habits = rhythm(SOURCES[i % SOURCES.length] ?? 'shop', dice);
  const rates = dailyRates(habits, REFERENCE_DAYS + 1, dice);
  const scale = salesPerHour / meanOfLostHours(rates.at(-1) ?? []);
  const counts = rates.map((day) => day.map((rate) => dice.count(scale * rate, habits.dispersion)));
  const [today = [], history] = [counts.at(-1), counts.slice(0, REFERENCE_DAYS)];
  const sold = today.map((count, hour) => (isLost(hour) ? 0 : count));
  const label: LabelledIncident = { ...OUTAGE, expectedLost: 3 * salesPerHour };
  const { windows, undetectableBelow } = detectorNamed('scan').judge(dayOf(history, sold, HOURS_A_DAY, dice), SETTINGS);
  return { undetectableBelow, isFound: windows.some((window) => window.isSignificant && isHit(window, label)) };
}

const isLost = (hour: number) => OUTAGE.startHour <= hour && hour <= OUTAGE.endHour;

function meanOfLostHours(rates: readonly number[]): number {
  const lost = rates.filter((_, hour) => isLost(hour));
  return lost.reduce((sum, rate) => sum + rate, 0) / lost.length;
}
