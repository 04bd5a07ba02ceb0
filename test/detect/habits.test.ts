import { describe, expect, it } from 'vitest';
import { spreadOdds } from '../../lambda/detect/habits.ts';
import type { HistoryDay } from '../../lambda/detect/history.ts';
import { levelGuess, likelyRate } from '../../lambda/detect/log-count.ts';
import { SHAPE_CORRELATION, SPREADS, type Spread, weeklyChange } from '../../lambda/detect/regimes.ts';
import { inverse } from '../../lambda/detect/small-matrix.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const USUAL = {
  rates: Float64Array.from(HOURS, (hour) => 4 + 20 * Math.sin((Math.PI * hour) / 24)),
  restlessness: Float64Array.from(HOURS, (hour) => 1 + hour / 24),
};

/** Two weeks of a checkout whose second week differs from the first in level and shape, some hours unknown. */
const DAYS: readonly HistoryDay[] = ['2026-01-05', '2026-01-06', '2026-01-12', '2026-01-13'].map((date, day) => ({
  date,
  counts: HOURS.map((hour) => {
    if (day === 1 && hour === 7) return null;
    return Math.round((USUAL.rates[hour] ?? 0) * (1 + 0.15 * day) * (1 + 0.3 * Math.cos(hour + day)));
  }),
}));

/** The same log rates as the model's own. */
function logRates({ counts }: HistoryDay) {
  const level = levelGuess(counts, USUAL.rates, 1);
  return counts.map((count, hour) => {
    if (count === null) return { value: 0, variance: 1e6 };
    const rate = likelyRate(count, (USUAL.rates[hour] ?? 0) * level);
    return { value: Math.log(rate) + (count - rate) / rate, variance: 1 / rate };
  });
}

/** The log density of a change by its whole covariance, 24 × 24, up to the constant that all spreads share. */
function denseLogDensity(before: HistoryDay, after: HistoryDay, spread: Spread): number {
  const { level, shape } = weeklyChange(spread);
  const [a, b] = [logRates(before), logRates(after)];
  const change = HOURS.map((hour) => (b[hour]?.value ?? 0) - (a[hour]?.value ?? 0));
  const noise = (hour: number) =>
    (a[hour]?.variance ?? 0) + (b[hour]?.variance ?? 0) + 2 * spread.hour ** 2 * (USUAL.restlessness[hour] ?? 0);
  const { rows, logDeterminant } = inverse(
    HOURS.map((i) => HOURS.map((j) => level + shape * SHAPE_CORRELATION ** Math.abs(i - j) + (i === j ? noise(i) : 0))),
  );
  const squares = rows.reduce(
    (sum, row, i) => sum + (change[i] ?? 0) * row.reduce((inner, value, j) => inner + value * (change[j] ?? 0), 0),
    0,
  );
  return -0.5 * (squares + logDeterminant);
}

describe('the odds of a spread by history', () => {
  it('are what the whole covariance of the hours says, tempered', () => {
    const [monday, tuesday, nextMonday, nextTuesday] = DAYS as [HistoryDay, HistoryDay, HistoryDay, HistoryDay];
    const odds = spreadOdds({ days: DAYS }, USUAL);
    for (const spread of SPREADS) {
      const dense = denseLogDensity(monday, nextMonday, spread) + denseLogDensity(tuesday, nextTuesday, spread);
      expect(odds.get(spread)).toBeCloseTo(0.2 * dense, 8);
    }
  });

  it('are for the calm where weeks repeat each other, for the wild where they do not', () => {
    const repeated = DAYS.map((day, i) => ({ ...day, counts: (DAYS[i % 2] as HistoryDay).counts }));
    const [calm, wild] = [SPREADS[0], SPREADS[3]] as [Spread, Spread];
    const lead = (days: readonly HistoryDay[]) => {
      const odds = spreadOdds({ days }, USUAL);
      return (odds.get(calm) ?? 0) - (odds.get(wild) ?? 0);
    };
    expect(lead(repeated)).toBeGreaterThan(0);
    expect(lead(DAYS)).toBeLessThan(0);
  });

  it('are none where no two days are a week apart', () => {
    expect(spreadOdds({ days: DAYS.slice(0, 2) }, USUAL).size).toBe(0);
    expect(spreadOdds(null, USUAL).size).toBe(0);
  });
});
