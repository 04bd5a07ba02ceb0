// Generated days are the same everywhere, and are what they claim to be.
import { describe, expect, it } from 'vitest';
import { generatedDays } from '../../bench/detection/generator.ts';
import { chance } from '../../bench/detection/random.ts';
import { SOURCES } from '../../bench/detection/rhythms.ts';

describe('chance', () => {
  it('depends on the seed alone', () => {
    const numbers = (seed: number) => Array.from({ length: 5 }, chance(seed).uniform);
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  it('draws counts with the mean and the excess variance asked for', () => {
    const dice = chance(1);
    const counts = Array.from({ length: 20_000 }, () => dice.count(20, 0.1));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(mean).toBeCloseTo(20, 0);
    expect(variance / (20 + 0.1 * 20 ** 2)).toBeCloseTo(1, 1);
  });
});

describe('generatedDays', () => {
  const days = generatedDays(300, 42);

  it('gives the same days for the same seed', () => {
    expect(generatedDays(20, 42)).toEqual(days.slice(0, 20));
  });

  it('takes every source in turn and troubles about a third of the days', () => {
    expect(new Set(days.map((day) => day.source))).toEqual(new Set(SOURCES));
    const troubled = days.filter((day) => day.incidents.length > 0).length;
    expect(troubled).toBeGreaterThan(60);
    expect(troubled).toBeLessThan(150);
  });

  it('has references that obey their own arithmetic: the week holds yesterday and the same weekday', () => {
    for (const { day } of days) {
      for (const { references } of day.hours) {
        const { yesterday, same_day_last_week, avg_last_week } = references;
        expect(7 * (avg_last_week ?? 0) + 0.08).toBeGreaterThanOrEqual((yesterday ?? 0) + (same_day_last_week ?? 0));
      }
    }
  });

  it('keeps incidents inside the known hours', () => {
    for (const { day, incidents } of days) {
      for (const { startHour, endHour } of incidents) {
        expect(startHour).toBeLessThanOrEqual(endHour);
        expect(endHour).toBeLessThan(day.finalHours);
      }
    }
  });
});
