import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { dateRule } from '../../lambda/config/special-days.ts';

const withDay = (day: object) => JSON.stringify({ specialDays: [{ name: 'Day', kind: 'promotion', ...day }] });

describe('the date of a special day', () => {
  it.each([
    ['2026-11-27', { on: 'date', date: '2026-11-27' }],
    ['12-24', { on: 'month-day', month: 12, day: 24 }],
    ['02-29', { on: 'month-day', month: 2, day: 29 }],
    ['easter', { on: 'easter', daysAfter: 0 }],
    ['Easter - 46', { on: 'easter', daysAfter: -46 }],
    ['2nd sun may', { on: 'weekday', nth: 2, weekday: 'sun', month: 5, daysAfter: 0 }],
    ['4th Thursday November +1', { on: 'weekday', nth: 4, weekday: 'thu', month: 11, daysAfter: 1 }],
  ])('may be written as %s', (text, rule) => {
    expect(dateRule(text)).toEqual(rule);
  });

  it.each(['2026-02-29', '13-01', '04-31', '27/11/2026', 'christmas', '6th sun may', '2nd day may', ''])(
    'is not understood as "%s"',
    (date) => {
      expect(() => parseConfig(withDay({ date }))).toThrowError(
        /specialDays\.0\.date is no date; write 2026-11-27, 12-24/,
      );
    },
  );
});

describe('a special day in the configuration', () => {
  it('has a name, a kind and perhaps hours of its own', () => {
    const config = parseConfig(withDay({ date: '12-24', hours: '9-14' }));
    expect(settingsFor(config, 'kiosk').specialDays).toEqual([
      {
        name: 'Day',
        kind: 'promotion',
        rule: { on: 'month-day', month: 12, day: 24 },
        openHours: [9, 10, 11, 12, 13, 14],
      },
    ]);
  });

  it.each([
    [{ date: '12-24', kind: 'fair' }, 'specialDays.0.kind'],
    [{ date: '12-24', name: '' }, 'specialDays.0.name must not be empty'],
    [{ date: '12-24', hours: '18-2' }, 'specialDays.0.hours has the hours "18-2"; those of a special day end by 23'],
    [{ date: '12-24', hour: '9-14' }, 'specialDays.0.hour is not a known key; did you mean hours?'],
  ])('%j is refused: %s', (day, complaint) => {
    expect(() => parseConfig(withDay(day))).toThrowError(complaint);
  });

  it('of one checkout comes besides those of the deployment, and before them', () => {
    const fair = { date: '07-09', name: 'Fair', kind: 'promotion' };
    const party = { date: '07-09', name: 'Party', kind: 'holiday' };
    const config = parseConfig(JSON.stringify({ specialDays: [fair], checkouts: { kiosk: { specialDays: [party] } } }));
    expect(settingsFor(config, 'kiosk').specialDays.map(({ name }) => name)).toEqual(['Party', 'Fair']);
    expect(settingsFor(config, 'other').specialDays.map(({ name }) => name)).toEqual(['Fair']);
  });

  it('needs no listing for national holidays, which one checkout may be without', () => {
    const config = parseConfig('{"checkouts":{"web":{"holidays":"none"}}}');
    expect(settingsFor(config, 'kiosk').holidays).toBe('brazil');
    expect(settingsFor(config, 'web').holidays).toBe('none');
  });
});
