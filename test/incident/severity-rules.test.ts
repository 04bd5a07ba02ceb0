import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../lambda/config/config.ts';
import type { HourJudgement, SalesKind, ScoredWindow } from '../../lambda/detect/judgement.ts';
import { gapSeverity, salesSeverity } from '../../lambda/incident/severity-rules.ts';

const settings = parseConfig('{}');

/** A significant window in a day that expects 20 sales an hour. */
function severityOf(kind: SalesKind, today: number, from: number, to: number, over: Partial<ScoredWindow> = {}) {
  const hours: HourJudgement[] = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    today: hour >= from && hour <= to ? today : 20,
    expected: 20,
    low: 10,
    high: 30,
    deviationPercent: null,
    z: null,
    severity: null,
  }));
  const length = to - from + 1;
  const window: ScoredWindow = {
    kind,
    startHour: from,
    endHour: to,
    score: 20,
    isSignificant: true,
    observed: today * length,
    expected: 20 * length,
    expectedLost: (20 - today) * length,
    lostLow: 0,
    lostHigh: 0,
    severity: null,
    why: { kind: 'text', text: '' },
    ...over,
  };
  return salesSeverity(window, hours, settings);
}

describe('the severity of a window of sales', () => {
  it('is P1 when sales have stopped in business hours', () => {
    expect(severityOf('outage', 0, 15, 17)).toBe('P1');
  });

  it('is P2 for an outage outside business hours, however much it lost', () => {
    expect(severityOf('outage', 0, 2, 8)).toBe('P2');
  });

  it('counts only what was lost inside business hours towards P1', () => {
    expect(severityOf('outage', 16, 8, 10)).toBe('P2');
    expect(severityOf('outage', 0, 8, 10)).toBe('P1');
  });

  it.each([
    ['drop', 5, 12, 13, 'P2'],
    ['drop', 5.1, 12, 13, 'P3'],
    ['drop', 5, 7, 9, 'P3'],
    ['drop', 10, 12, 13, 'P3'],
    ['drop', 11, 12, 13, 'P4'],
    ['spike', 60, 3, 3, 'P3'],
    ['spike', 59, 3, 3, 'P4'],
    ['level', 9, 0, 23, 'P3'],
    ['level', 14, 0, 23, 'P4'],
    ['level', 61, 0, 23, 'P3'],
  ] as const)('is for a %s to %d of 20 sales at %d–%dh %s', (kind, today, from, to, severity) => {
    expect(severityOf(kind, today, from, to)).toBe(severity);
  });

  it('is P5 for what chance explains, whatever its percentage', () => {
    expect(severityOf('outage', 0, 15, 17, { isSignificant: false })).toBe('P5');
  });

  it('leaves a severity that the detector gave', () => {
    expect(severityOf('outage', 0, 15, 17, { severity: 'P3' })).toBe('P3');
  });
});

describe('the severity of hours without data', () => {
  it('is P2 once three business hours in a row are unknown', () => {
    expect(gapSeverity([14, 15, 16], settings)).toBe('P2');
  });

  it('is P4 for fewer, for scattered ones and at night', () => {
    expect(gapSeverity([14, 15], settings)).toBe('P4');
    expect(gapSeverity([12, 14, 16, 18], settings)).toBe('P4');
    expect(gapSeverity([0, 1, 2, 3, 4, 5], settings)).toBe('P4');
  });
});
