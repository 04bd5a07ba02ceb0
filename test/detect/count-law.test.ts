// The negative binomial against sums and figures that can be checked by hand.
import { describe, expect, it } from 'vitest';
import {
  logGamma,
  logProbability,
  midP,
  normalProbability,
  normalQuantile,
  quantile,
} from '../../lambda/detect/count-law.ts';

const LAW = { mean: 8, size: 5 };

describe('logGamma', () => {
  it('is the logarithm of factorials', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11);
      factorial *= n;
    }
  });
  it('is half the logarithm of pi at one half', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });
});

describe('the negative binomial', () => {
  const probabilities = Array.from({ length: 400 }, (_, k) => Math.exp(logProbability(k, LAW)));

  it('sums to one, with the mean and variance that it is named by', () => {
    const mean = probabilities.reduce((sum, p, k) => sum + k * p, 0);
    const variance = probabilities.reduce((sum, p, k) => sum + (k - mean) ** 2 * p, 0);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
    expect(mean).toBeCloseTo(8, 8);
    expect(variance).toBeCloseTo(8 + 64 / 5, 6);
  });

  it('becomes a Poisson law where the rate is certain', () => {
    expect(logProbability(0, { mean: 3, size: 1e7 })).toBeCloseTo(-3, 5);
  });

  it('has quantiles that its own probabilities reach', () => {
    const median = quantile(0.5, LAW);
    const upTo = (k: number) => probabilities.slice(0, k + 1).reduce((sum, p) => sum + p, 0);
    expect(upTo(median)).toBeGreaterThanOrEqual(0.5);
    expect(upTo(median - 1)).toBeLessThan(0.5);
  });

  it('goes over to its approximation without a step', () => {
    const below = { mean: 499.9, size: 40 };
    const above = { mean: 500.1, size: 40 };
    expect(midP(420, below)).toBeCloseTo(midP(420, above), 2);
    expect(Math.abs(quantile(0.05, below) - quantile(0.05, above))).toBeLessThanOrEqual(3);
  });
});

describe('the normal law', () => {
  it('has its well-known values', () => {
    expect(normalProbability(1.959964)).toBeCloseTo(0.975, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 3);
    expect(normalQuantile(0)).toBe(-8);
  });
});

describe('an absurd count', () => {
  it.each([1e6, 1e9, 1e14])('of %d is judged at once', (count) => {
    expect(midP(count, { mean: 40, size: 20 })).toBeCloseTo(1, 12);
    expect(midP(count, { mean: 0.01, size: 0.5 })).toBeCloseTo(1, 12);
  });
});
