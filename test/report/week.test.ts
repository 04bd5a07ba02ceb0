import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesOfWeek, weekOf } from '../../lambda/report/week.ts';

describe('weeks', () => {
  it.each([
    ['2026-01-16', '2026-W03'],
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2021-01-03', '2020-W53'],
    ['2024-12-31', '2025-W01'],
  ])('%s is in %s (ISO 8601)', (date, week) => {
    expect(weekOf(date)).toBe(week);
  });

  it('begin on Monday', () => {
    expect(datesOfWeek('2026-W03')[0]).toBe('2026-01-12');
    expect(datesOfWeek('2026-W03')[6]).toBe('2026-01-18');
  });

  it('hold every date in exactly the week that it names', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(datesOfWeek(weekOf(date))).toContain(date);
      }),
    );
  });

  it.each(['2025-W53', '2026-W00', '2026-03', 'W03', ''])('are refused where there is none: %j', (week) => {
    expect(() => datesOfWeek(week)).toThrow(expect.objectContaining({ code: 'week-unreadable' }));
  });
});
