// What is written can be read: contrast by WCAG 2.2, in both themes, and severities told apart without colour vision.
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { DARK, LIGHT, type Theme } from '../../lambda/report/chart/palette.ts';

/** WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphics). */
const TEXT = 4.5;
const GRAPHICS = 3;

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => {
    const share = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

it('is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] satisfies [string, Theme][])('the %s theme', (_, theme) => {
  const texts = ['ink', 'quiet', 'expected', 'yesterday', 'same-day', 'week', 'month'] as const;

  it.each(texts)('has readable text in %s, on paper and raised', (name) => {
    expect(contrast(theme[name], theme.paper)).toBeGreaterThanOrEqual(TEXT);
    expect(contrast(theme[name], theme.raised)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(SEVERITIES)('has a readable label for %s that stands out from the paper', (severity) => {
    const { fill, ink } = theme.severity[severity];
    expect(contrast(ink, fill)).toBeGreaterThanOrEqual(TEXT);
    if (severity !== 'P3') expect(contrast(fill, theme.paper)).toBeGreaterThanOrEqual(GRAPHICS);
  });

  it('has readable percentages on every step of the heat map', () => {
    for (const scale of [theme.below, theme.above]) {
      expect(contrast(scale[0], theme.ink)).toBeGreaterThanOrEqual(TEXT);
      expect(contrast(scale[1], theme.ink)).toBeGreaterThanOrEqual(TEXT);
      expect(contrast(scale[2], theme.paper)).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it('keeps lines readable over the usual range', () => {
    for (const name of texts) expect(contrast(theme[name], theme.band)).toBeGreaterThanOrEqual(GRAPHICS);
  });
});
