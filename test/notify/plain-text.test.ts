import { describe, expect, test } from 'vitest';
import { ascii } from '../../lambda/notify/ascii.ts';
import { cutInTheMiddle, escapedJson, escapedText, shortened, wrapped } from '../../lambda/notify/plain-text.ts';

describe('escaped text', () => {
  test.each([
    ['a line break', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a terminal sequence', '\u001b[31m', '\\u001b[31m'],
    ['an override of the reading direction', '\u202egnp', '\\u202egnp'],
    ['a blank without width', 'a\u200bb', 'a\\u200bb'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['half a pair', 'a\ud800b', 'a\\ud800b'],
    ['a tag beyond the basic plane', 'a\u{e0001}', 'a\\u{e0001}'],
  ])('shows %s', (_, text, expected) => {
    expect(escapedText(text)).toBe(expected);
  });

  test('leaves letters of every script, emoji and quotes alone', () => {
    expect(escapedText('Praça "東京" 🛒 <b>')).toBe('Praça "東京" 🛒 <b>');
  });
});

test('escaped JSON parses to the exact value', () => {
  const value = { name: 'a\u202e\u2028\ud800\u{e0001}\n"\\' };
  expect(JSON.parse(escapedJson(value))).toEqual(value);
  expect(escapedJson(value)).toMatch(/^[\x20-\x7e]+$/);
});

describe('text made to fit', () => {
  test('is cut with an ellipsis, never inside a character', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    expect(shortened('abcd🛒fg', 6)).toBe('abcd…');
  });

  test('is cut in the middle where it is a name', () => {
    expect(cutInTheMiddle('checkout_2', 10)).toBe('checkout_2');
    expect(cutInTheMiddle('checkout_12', 10)).toBe('chec..t_12');
  });

  test('wraps at blanks and breaks only what is longer than a whole line', () => {
    expect(wrapped('no sales  since 15h', 10, 20)).toEqual(['no sales', 'since 15h']);
    expect(wrapped('see sales/checkout.csv now', 10, 20)).toEqual(['see', 'sales/checkout.csv', 'now']);
    expect(wrapped('x'.repeat(25), 10, 20)).toEqual(['x'.repeat(20), 'x'.repeat(5)]);
    expect(wrapped('', 10, 20)).toEqual([]);
  });
});

test.each([
  ['Praça São João', 'Praca Sao Joao'],
  ['Łódź Straße Æ', 'Lodz Strasse AE'],
  ['nº 1 – “a”…', 'no 1 - "a"...'],
  ['\u00a0東京🛒', ' ???'],
  ['a\u0301', 'a'],
])('ASCII of %s is %s', (text, expected) => {
  expect(ascii(text)).toBe(expected);
});
