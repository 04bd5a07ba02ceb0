import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import { foundIncidents } from '../../lambda/incident/found.ts';
import type { CheckoutDay } from '../../lambda/intake/checkout-day.ts';
import { aDay } from '../a-day.ts';

const settings = settingsFor(parseConfig('{}'), 'checkout_2');
const found = (day: CheckoutDay, own = settings) =>
  foundIncidents(day, detectorNamed('scan').judge(day, own), own, 'a.csv').filter(({ severity }) => severity !== 'P5');

describe('holes in the data', () => {
  it('are one incident a day, which names all missing hours', () => {
    expect(found(aDay().unknown(11, 12).unknown(15, 15).day)).toMatchObject([
      {
        kind: 'data',
        cause: 'gap',
        severity: 'P4',
        startHour: 11,
        endHour: 15,
        why: { hours: [11, 12, 15], finding: null },
      },
    ]);
  });

  it('are P2 when we have been blind for three business hours', () => {
    expect(found(aDay().unknown(11, 13).day)).toMatchObject([{ cause: 'gap', severity: 'P2' }]);
  });

  it('are none at the end of a running day: the export may lag behind the clock', () => {
    const lagging = aDay().until(16).unknown(14, 15).warned('day-incomplete', 'no counts from 14h on').day;
    expect(found({ ...lagging, finalHours: 16 })).toEqual([]);
  });

  it('are told at the end of a day that is over', () => {
    expect(found(aDay().unknown(20, 23).day)).toMatchObject([{ cause: 'gap', startHour: 20, endHour: 23 }]);
  });

  it('are none where the clocks skipped the hour', () => {
    const springForward = aDay().of('kiosk', '2026-03-08').unknown(2, 2).day;
    const newYork = { ...settings, timeZone: 'America/New_York' };
    expect(found(springForward, newYork)).toEqual([]);
    expect(found(springForward)).toMatchObject([{ cause: 'gap', startHour: 2 }]);
  });

  it('say why an hour is unknown where the file tells', () => {
    const message = 'line 17, column today: "fechado" is not a count; 15h is treated as unknown';
    expect(found(aDay().unknown(15, 15).warned('value-invalid', message).day)).toMatchObject([
      { why: { kind: 'missing-hours', hours: [15], finding: { code: 'value-invalid', message } } },
    ]);
  });
});

describe('lossy repairs', () => {
  it('are a doubt of P4, named by their codes', () => {
    const day = aDay().warned('row-too-long', 'line 3: too long').warned('column-missing', 'no avg_last_week').day;
    expect(found(day)).toMatchObject([{ cause: 'doubtful', severity: 'P4', code: 'column-missing row-too-long' }]);
    expect(found(day)).toMatchObject([
      { why: { kind: 'finding', finding: { code: 'row-too-long' }, others: { count: 1, of: 'findings' } } },
    ]);
  });

  it('that lose nothing say nothing', () => {
    expect(found(aDay().warned('extra-column', 'an extra column').day)).toEqual([]);
  });
});
