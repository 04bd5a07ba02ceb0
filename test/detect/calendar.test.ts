import { describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { type DayCalendar, dayCalendar } from '../../lambda/detect/calendar.ts';

const calendarOf = (date: string, config: ConfigInput = {}): DayCalendar =>
  dayCalendar(date, settingsFor(parseConfig(JSON.stringify(config)), 'kiosk'));

const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('an ordinary day', () => {
  it('has nothing to say', () => {
    expect(calendarOf('2026-01-16')).toEqual({ closedHours: [], special: null, untrustedReferences: [] });
  });
});

describe('closed hours', () => {
  const openingHours = { 'mon-fri': '8-21', sat: '9-17', sun: 'closed' };

  it('are those between closing and opening', () => {
    expect(calendarOf('2026-01-16', { openingHours }).closedHours).toEqual([...hours(0, 7), 22, 23]);
    expect(calendarOf('2026-01-18', { openingHours }).closedHours).toEqual(hours(0, 23));
  });

  it('of yesterday say nothing of hours that are open today', () => {
    expect(calendarOf('2026-01-19', { openingHours }).untrustedReferences).toEqual([
      { reference: 'yesterday', hours: hours(8, 21), because: { was: 'closed', isAllDay: true } },
    ]);
    const [sunday] = calendarOf('2026-01-18', { openingHours: { 'mon-sat': '9-17', sun: '8-19' } }).untrustedReferences;
    expect(sunday).toEqual({
      reference: 'yesterday',
      hours: [8, 18, 19],
      because: { was: 'closed', isAllDay: false },
    });
  });

  it('of a special day are its own', () => {
    const specialDays = [{ date: '12-24', name: 'Christmas Eve', kind: 'holiday' as const, hours: '9-14' }];
    expect(calendarOf('2026-12-24', { openingHours, specialDays }).closedHours).toEqual([
      ...hours(0, 8),
      ...hours(15, 23),
    ]);
  });
});

describe('a special day', () => {
  it('is a national holiday, unless these are switched off', () => {
    expect(calendarOf('2026-09-07').special).toEqual({ name: 'Independence Day', kind: 'holiday' });
    expect(calendarOf('2026-09-07', { holidays: 'none' }).special).toBeNull();
  });

  it('is one that the configuration lists, once or every year', () => {
    const specialDays = [
      { date: '2026-07-09', name: 'Opening', kind: 'promotion' as const },
      { date: '07-10', name: 'Birthday', kind: 'promotion' as const },
      { date: '4th thu nov +1', name: 'Black Friday', kind: 'promotion' as const },
      { date: 'easter-46', name: 'Ash Wednesday', kind: 'holiday' as const },
      { date: '5th wed dec +2', name: 'Clearance', kind: 'promotion' as const },
    ];
    const nameOf = (date: string) => calendarOf(date, { specialDays }).special?.name;
    expect(['2026-07-09', '2027-07-09'].map(nameOf)).toEqual(['Opening', undefined]);
    expect(['2026-07-10', '2027-07-10'].map(nameOf)).toEqual(['Birthday', 'Birthday']);
    expect(['2024-11-29', '2026-11-27'].map(nameOf)).toEqual(['Black Friday', 'Black Friday']);
    expect(nameOf('2026-02-18')).toBe('Ash Wednesday');
    expect(['2026-01-02', '2025-01-03'].map(nameOf)).toEqual(['Clearance', undefined]);
  });

  it('that is listed is told by its own name and kind, also on a national holiday', () => {
    const specialDays = [{ date: '09-07', name: 'Brazil Week', kind: 'promotion' as const }];
    expect(calendarOf('2026-09-07', { specialDays }).special).toEqual({ name: 'Brazil Week', kind: 'promotion' });
  });
});

describe('a reference', () => {
  it('is not believed the day after a holiday, nor a week after', () => {
    expect(calendarOf('2026-04-04').untrustedReferences).toEqual([
      { reference: 'yesterday', hours: hours(0, 23), because: { was: 'special', name: 'Good Friday' } },
    ]);
    expect(calendarOf('2026-04-10').untrustedReferences).toEqual([
      {
        reference: 'same_day_last_week',
        hours: hours(0, 23),
        because: { was: 'special', name: 'Good Friday' },
      },
    ]);
  });

  it('is believed where its day was special in the same way', () => {
    expect(calendarOf('2026-02-17').special?.name).toBe('Carnival Tuesday');
    expect(calendarOf('2026-02-17').untrustedReferences).toEqual([]);
  });

  it('is not believed where its day was special in another way', () => {
    const specialDays = [{ date: '2026-09-08', name: 'Sale', kind: 'promotion' as const }];
    expect(calendarOf('2026-09-08', { specialDays }).untrustedReferences).toMatchObject([
      { reference: 'yesterday', because: { was: 'special', name: 'Independence Day' } },
    ]);
  });
});
