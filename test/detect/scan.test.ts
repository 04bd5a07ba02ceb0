// What `scan` must and must not see on the two real days.
import { describe, expect, it } from 'vitest';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { Judgement } from '../../lambda/detect/judgement.ts';
import { sampleDay } from './plain-csv.ts';

const SETTINGS = { falseAlarmsPer100Days: 1, businessHours: { from: 10, to: 22 } };
const judge = (n: 1 | 2): Judgement => detectorNamed('scan').judge(sampleDay(n), SETTINGS);
const significant = ({ windows }: Judgement) => windows.filter((window) => window.isSignificant);

describe('checkout_2', () => {
  it('has exactly one significant window: the outage from 15h to 17h', () => {
    const [outage, ...others] = significant(judge(2));
    expect(outage).toMatchObject({ kind: 'outage', endHour: 17 });
    expect(outage?.startHour).toBeGreaterThanOrEqual(14);
    expect(others).toEqual([]);
  });
});

describe('checkout_1', () => {
  it('lost most sales of 08h and 09h, which the original study overlooked, and nothing else', () => {
    const [drop, ...others] = significant(judge(1));
    expect(['drop', 'outage']).toContain(drop?.kind);
    expect(drop?.startHour).toBeLessThanOrEqual(8);
    expect(drop?.endHour).toBeGreaterThanOrEqual(9);
    expect(1 - (drop?.observed ?? 0) / (drop?.expected ?? 1)).toBeGreaterThanOrEqual(0.5);
    expect(others).toEqual([]);
  });
});
