import { describe, expect, test } from 'vitest';
import { amount, change } from '../../lambda/notify/amount.ts';

describe('an amount', () => {
  test.each([
    [0, '0'],
    [2, '2'],
    [0.64, '0.6'],
    [0.04, '0'],
    [4.25, '4.3'],
    [9.94, '9.9'],
    [9.96, '10'],
    [82.5, '83'],
    [999, '999'],
    [1_234.5, '1,235'],
    [999_999.4, '999,999'],
    [999_999.5, '1M'],
    [12_345_678, '12M'],
    [1e12, '>999M'],
    [Number.POSITIVE_INFINITY, '>999M'],
    [-3.21, '-3.2'],
    [-0.01, '0'],
    [Number.NaN, '?'],
  ])('of %d is told as %s', (sales, told) => {
    expect(amount(sales, '.')).toBe(told);
  });

  test('has the decimal mark of the language', () => {
    expect(amount(4.3, ',')).toBe('4,3');
    expect(amount(12_345, ',')).toBe('12.345');
  });
});

describe('a change', () => {
  test.each([
    [-93.2, '-93%'],
    [-100, '-100%'],
    [-99.8, '-99%'],
    [240, '+240%'],
    [0.2, '+1%'],
    [999, '+999%'],
    [1_322, '14x'],
    [1e9, '>999x'],
  ])('of %d %% is told as %s', (percent, told) => {
    expect(change(percent)).toBe(told);
  });
});
