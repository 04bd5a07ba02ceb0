import { describe, expect, test } from 'vitest';
import { gsm7, isGsm7, septets } from '../../lambda/notify/gsm7.ts';

describe('the GSM 7-bit alphabet', () => {
  test('has 127 characters and ten more in its extension', () => {
    const all = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(isGsm7);
    expect(all).toHaveLength(137);
    expect(septets(all.join(''))).toBe(127 + 2 * 10);
  });

  test('has é and Ç, but neither ç, ã, õ nor the backtick', () => {
    expect([...'éÇ'].every(isGsm7)).toBe(true);
    expect([...'çãõ`'].some(isGsm7)).toBe(false);
  });

  test('counts the extension table as two', () => {
    expect(septets('a_b')).toBe(3);
    expect(septets('[a]')).toBe(5);
    expect(septets('5 €')).toBe(4);
  });
});

describe('text put into it', () => {
  test.each([
    ['Praça São João', 'Praca Sao Joao'],
    ['café à la carte', 'café à la carte'],
    ['cafe\u0301', 'café'],
    ['5 €', '5 €'],
    ['`a`', "'a'"],
    ['“a” – b…', '"a" - b...'],
    ['東京 🛒', '?? ?'],
  ])('%s → %s', (text, expected) => {
    expect(gsm7(text)).toBe(expected);
  });
});
