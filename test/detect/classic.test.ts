// `classic` equals the original study hour by hour; the figures in fixtures/parity came out of its own programs.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classicSeverity } from '../../lambda/detect/classic.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { SalesKind } from '../../lambda/detect/judgement.ts';
import { sampleDay } from './plain-csv.ts';

const SETTINGS = { falseAlarmsPer100Days: 1, businessHours: { from: 10, to: 22 } };
const CHANGE: Readonly<Record<SalesKind, string>> = { outage: 'zero', drop: 'low', spike: 'spike', level: '' };
const RELATIVE_TOLERANCE = 1e-9;

interface ParityHour {
  readonly hour: number;
  readonly today: number;
  readonly avg_last_week: number;
  readonly deviation_percent: number;
  readonly z_score: number;
  readonly severity: string;
}
interface ParityAlert {
  readonly severity: string;
  readonly current_value: number;
  readonly expected_value: number;
  readonly deviation_percent: number;
  readonly hour: number;
  readonly change: string;
}

function parity<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/parity/${file}.json`, import.meta.url), 'utf8')) as T;
}

function expectClose(actual: number | null | undefined, wanted: number): void {
  expect(Math.abs((actual ?? Number.NaN) - wanted)).toBeLessThanOrEqual(
    RELATIVE_TOLERANCE * Math.max(1, Math.abs(wanted)),
  );
}

describe.each([1, 2] as const)('classic on checkout_%i', (n) => {
  const judgement = detectorNamed('classic').judge(sampleDay(n), SETTINGS);
  const { hours: wanted } = parity<{ hours: ParityHour[] }>(`rules_checkout_${n}`);

  it('has the same figures in every hour', () => {
    expect(judgement.hours).toHaveLength(wanted.length);
    for (const want of wanted) {
      const got = judgement.hours[want.hour];
      expect(got).toMatchObject({ today: want.today, expected: want.avg_last_week, severity: want.severity });
      expectClose(got?.deviationPercent, want.deviation_percent);
      expectClose(got?.z, want.z_score);
    }
  });

  it('alerts for the same hours with the same values', () => {
    const alerts = parity<ParityAlert[]>(`alerts_checkout_${n}`);
    const windows = judgement.windows.toSorted((a, b) => a.startHour - b.startHour);
    expect(windows.map(({ startHour, severity }) => [startHour, severity])).toEqual(
      alerts.map(({ hour, severity }) => [hour, severity]),
    );
    alerts.forEach((alert, i) => {
      const window = windows[i];
      expect(window).toMatchObject({
        endHour: alert.hour,
        observed: alert.current_value,
        expected: alert.expected_value,
        isSignificant: true,
      });
      expect(CHANGE[window?.kind ?? 'level']).toBe(alert.change);
      expectClose(judgement.hours[alert.hour]?.deviationPercent, alert.deviation_percent);
    });
  });
});

describe('the rules where the samples are silent', () => {
  it.each([
    { what: 'zero where exactly 5 are expected is P2, not P1', hour: 12, today: 0, expected: 5, severity: 'P2' },
    { what: 'a loss of exactly 75 % in business hours is P2', hour: 22, today: 5, expected: 20, severity: 'P2' },
    { what: 'the same at 23h is P3', hour: 23, today: 5, expected: 20, severity: 'P3' },
    { what: 'exactly 200 % more is P3', hour: 3, today: 60, expected: 20, severity: 'P3' },
    { what: 'exactly 50 % more is nothing', hour: 3, today: 30, expected: 20, severity: 'P5' },
    { what: 'sales where none were expected are 100 % more: P4', hour: 3, today: 2, expected: 0, severity: 'P4' },
    { what: 'none where none were expected is nothing', hour: 12, today: 0, expected: 0, severity: 'P5' },
  ])('$what', ({ hour, today, expected, severity }) => {
    expect(classicSeverity(hour, today, expected)).toBe(severity);
  });

  it('does not judge an unknown hour', () => {
    const day = sampleDay(2);
    const hours = day.hours.map((hour) => (hour.hour === 15 ? { ...hour, today: null } : hour));
    const judgement = detectorNamed('classic').judge({ ...day, hours }, SETTINGS);
    expect(judgement.hours[15]).toMatchObject({ today: null, severity: null, deviationPercent: null });
    expect(judgement.windows.some((window) => window.startHour === 15)).toBe(false);
  });
});
