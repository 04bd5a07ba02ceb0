// SMS: how many parts a text makes.
import { describe, expect, it } from 'vitest';
import { smsParts, smsText } from '../../../local/aws/sns/sms.ts';

describe('a text of the GSM 7-bit alphabet', () => {
  it.each([
    ['', 1],
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['x'.repeat(306), 2],
    ['x'.repeat(307), 3],
    ['é'.repeat(160), 1],
    ['Ç\n@Δ'.repeat(40), 1],
  ])('%# makes its parts of 160 or 153 characters', (text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });

  it('spends two characters on the signs of the extension table', () => {
    expect(smsParts('€'.repeat(80))).toBe(1);
    expect(smsParts('€'.repeat(81))).toBe(2);
    expect(smsParts(`${'[]{}^~\\|'.repeat(10)}`)).toBe(1);
  });

  it('does not tear such a sign apart: 152 characters and it make a new part', () => {
    const tight = `${'x'.repeat(152)}€${'x'.repeat(151)}`;
    expect(tight.length + 1).toBe(305);
    expect(smsParts(tight)).toBe(2);
    expect(smsParts(`${tight}x`)).toBe(3);
  });
});

describe('any other text', () => {
  it.each(['ã', 'õ', 'ç', '’', '—', '漢'])('with %s makes parts of 70 or 67 UTF-16 units', (letter) => {
    expect(smsParts(letter.repeat(70))).toBe(1);
    expect(smsParts(letter.repeat(71))).toBe(2);
    expect(smsParts(letter.repeat(134))).toBe(2);
    expect(smsParts(letter.repeat(135))).toBe(3);
  });

  it('spends two units on an emoji and does not tear it apart', () => {
    expect(smsParts('😀'.repeat(35))).toBe(1);
    expect(smsParts('😀'.repeat(66))).toBe(2);
    expect(smsParts('😀'.repeat(67))).toBe(3);
  });
});

describe('what stands before the text', () => {
  it('is the display name, cut to ten characters, if there is one', () => {
    expect(smsText('x', 'tillwatch alerts')).toBe('tillwatch > x');
    expect(smsText('x', '')).toBe('x');
  });
});
