// The negative binomial against sums and figures that can be checked by hand.
import { describe, expect, it } from 'vitest';
import { logGamma, logProbability, quantile, standardScore, widened } from '../../lambda/detect/count-law.ts';

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
    expect(standardScore(420, below)).toBeCloseTo(standardScore(420, above), 2);
    expect(Math.abs(quantile(0.05, below) - quantile(0.05, above))).toBeLessThanOrEqual(3);
  });
});

describe('a widened law', () => {
  it('has the same mean and that many times the standard deviation', () => {
    const { mean, size } = widened(LAW, 1.5);
    expect(mean).toBe(8);
    expect(mean + mean ** 2 / size).toBeCloseTo(1.5 ** 2 * (8 + 64 / 5), 9);
  });
});

describe('the standard score', () => {
  const CERTAIN = { mean: 100, size: 1e9 };

  it('is that of the normal law where counts are many and the rate is certain', () => {
    expect(standardScore(100, CERTAIN)).toBeCloseTo(0, 1);
    expect(standardScore(130, CERTAIN)).toBeCloseTo(2.9, 1);
    expect(standardScore(70, CERTAIN)).toBeCloseTo(-3.2, 1);
  });

  it('keeps rising in the far tail, where one minus a probability has no digits left', () => {
    const scores = [150, 160, 170, 180].map((count) => standardScore(count, CERTAIN));
    scores.slice(1).forEach((score, i) => {
      expect(score - (scores[i] as number)).toBeGreaterThan(0.5);
      expect(score - (scores[i] as number)).toBeLessThan(1);
    });
  });

  it('rises with the count across the mean', () => {
    const scores = Array.from({ length: 30 }, (_, count) => standardScore(count, LAW));
    scores.slice(1).forEach((score, i) => {
      expect(score).toBeGreaterThan(scores[i] as number);
    });
  });

  it.each([1e6, 1e9, 1e14])('of an absurd count, %d, is the largest, at once', (count) => {
    expect(standardScore(count, { mean: 40, size: 20 })).toBe(8);
    expect(standardScore(count, { mean: 0.01, size: 0.5 })).toBe(8);
  });

  it('of nothing where much was certain is the smallest', () => {
    expect(standardScore(0, CERTAIN)).toBe(-8);
    expect(standardScore(0, { mean: 1e5, size: 1e6 })).toBe(-8);
  });
});
