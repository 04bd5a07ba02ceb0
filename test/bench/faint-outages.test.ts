// What `undetectableBelow` states is true of days made by chance: well above it outages are found, well below it hardly any.
import { describe, expect, it } from 'vitest';
import { type FaintOutages, faintOutages } from '../../bench/detection/faint-outages.ts';

const DAYS = 30;
const SEED = 11;
const relativeToLimit = ({ salesPerHour, statedLimit }: FaintOutages) => salesPerHour / (statedLimit ?? Number.NaN);

describe('an outage of three hours', () => {
  it('is found on nearly every day where the hours sell twice the stated limit', () => {
    const outages = faintOutages(6, DAYS, SEED);
    expect(relativeToLimit(outages)).toBeGreaterThan(1.9);
    expect(outages.found).toBeGreaterThanOrEqual(0.95);
  });

  it('is found on about every other day at the limit itself', () => {
    const outages = faintOutages(3, DAYS, SEED);
    expect(relativeToLimit(outages)).toBeCloseTo(1, 1);
    expect(outages.found).toBeGreaterThan(0.35);
    expect(outages.found).toBeLessThan(0.85);
  });

  it('passes unseen on nearly every day where they sell half the limit', () => {
    const outages = faintOutages(1.5, DAYS, SEED);
    expect(relativeToLimit(outages)).toBeLessThan(0.52);
    expect(outages.found).toBeLessThanOrEqual(0.1);
  });
});

describe('the limit', () => {
  it('is stated, and is about the same, for tiny, ordinary and large checkouts', () => {
    for (const salesPerHour of [0.1, 5, 30, 2000]) {
      const { statedLimit } = faintOutages(salesPerHour, 5, SEED);
      expect(statedLimit, `${salesPerHour} sales an hour`).toBeGreaterThan(2);
      expect(statedLimit, `${salesPerHour} sales an hour`).toBeLessThan(6);
    }
  });
});
