// Which incidents a silence is for, and when: at the time of the alert, or for all the hours that the incident is about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../lambda/config/opening-hours.ts';
import type { FoundIncident, Incident } from '../../lambda/incident/incident.ts';
import { isActive, silenceOver, weeklyWindow, weeklyWindowText } from '../../lambda/incident/silences.ts';
import { at, data, following, look, sales } from './a-look.ts';
import { aSilence } from './a-silence.ts';

const ZONE = 'America/Sao_Paulo';

const incident = (found: FoundIncident = sales(15, 16), date = '2026-01-16'): Incident =>
  following(look('19:20', [found], { date })).incidents[0] as Incident;

const isOver = (known: Incident, silence: ReturnType<typeof aSilence>, time: string) =>
  silenceOver(known, [silence], at(time), ZONE) !== null;

describe('a silence', () => {
  it('holds from its beginning until just before its end', () => {
    const silence = aSilence({ from: '19:00', until: '21:00' });
    const held = ['18:59', '19:00', '20:59', '21:00'].map((time) => isOver(incident(), silence, time));
    expect(held).toEqual([false, true, true, false]);
  });

  it('without an end holds until it is lifted', () => {
    expect(isOver(incident(), aSilence({ from: '19:00', until: null }), '2027-01-16T19:00:00Z')).toBe(true);
  });

  it('is for the kinds and severities that it names', () => {
    const only = (over: Partial<ReturnType<typeof aSilence>>) => ({
      ...aSilence({ from: '19:00', until: null }),
      ...over,
    });
    expect(isOver(incident(), only({ kinds: ['data', 'drop'] }), '19:20')).toBe(false);
    expect(isOver(incident(), only({ kinds: ['outage'] }), '19:20')).toBe(true);
    expect(isOver(incident(), only({ severities: ['P2', 'P3'] }), '19:20')).toBe(false);
    expect(isOver(incident(), only({ severities: ['P1'], kinds: ['data'] }), '19:20')).toBe(false);
  });

  it('also covers what happened while it held and is only told afterwards', () => {
    const afternoon = aSilence({ from: '18:00', until: '20:00' });
    expect(isOver(incident(sales(15, 16)), afternoon, '23:00')).toBe(true);
    expect(isOver(incident(sales(15, 17)), afternoon, '23:00')).toBe(false);
    expect(isOver(incident(data('unreadable')), aSilence({ from: '00:00', until: '22:59' }), '23:00')).toBe(false);
  });
});

describe('a recurring silence', () => {
  it('holds in its local hours of the week: 2026-01-16 is a Friday', () => {
    const weekly = {
      ...aSilence({ from: '2026-01-01T00:00:00Z', until: null }),
      weekly: weeklyWindow('fri 22:00-01:30'),
    };
    const held = ['2026-01-17T00:59', '2026-01-17T01:00', '2026-01-17T04:29', '2026-01-17T04:30', '2026-01-18T01:00'];
    expect(held.map((time) => isActive(weekly, Date.parse(`${time}:00Z`), ZONE))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('covers the maintenance window whose file lands after it', () => {
    const nightly = {
      ...aSilence({ from: '2026-01-01T00:00:00Z', until: null }),
      weekly: weeklyWindow('daily 02:00-04:00'),
    };
    expect(isOver(incident(sales(2, 3)), nightly, '2026-01-17T03:20:00Z')).toBe(true);
    expect(isOver(incident(sales(2, 4)), nightly, '2026-01-17T03:20:00Z')).toBe(false);
  });

  it('keeps to the clock on the wall where it changes', () => {
    const nightly = {
      ...aSilence({ from: '2026-01-01T00:00:00Z', until: null }),
      weekly: weeklyWindow('sun 02:00-04:00'),
    };
    const lisbon = (time: string) => isActive(nightly, Date.parse(time), 'Europe/Lisbon');
    // 2026-03-29 has no 01:00 to 02:00; 2026-10-25 has it twice.
    expect(['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T02:59Z', '2026-03-29T03:00Z'].map(lisbon)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(['2026-10-25T01:59Z', '2026-10-25T02:00Z', '2026-10-25T03:59Z', '2026-10-25T04:00Z'].map(lisbon)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is read as it is written, and refused where it is no window', () => {
    expect(weeklyWindow('sun 02:00-04:00')).toEqual({ days: ['sun'], fromMinute: 120, toMinute: 240 });
    expect(weeklyWindow('Mon,wednesday 9:00-24:00')).toEqual({ days: ['mon', 'wed'], fromMinute: 540, toMinute: 1440 });
    for (const text of ['', 'sun', '02:00-04:00', 'someday 02:00-04:00', 'sun 25:00-26:00', 'sun 02:70-04:00']) {
      expect(() => weeklyWindow(text)).toThrow(expect.objectContaining({ code: 'silence-invalid' }));
    }
  });

  it('is told as it can be written again', () => {
    const days = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 });
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(days, minute, minute, (names, fromMinute, toMinute) => {
        const window = { days: names, fromMinute, toMinute };
        const read = weeklyWindow(weeklyWindowText(window));
        expect({ ...read, days: [...read.days].sort() }).toEqual({ ...window, days: [...names].sort() });
      }),
    );
  });
});
