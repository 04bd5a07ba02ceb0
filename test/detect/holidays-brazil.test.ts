import { describe, expect, it } from 'vitest';
import { easterSunday } from '../../lambda/detect/calendar-dates.ts';
import { brazilianHolidays } from '../../lambda/detect/holidays-brazil.ts';

describe('Easter Sunday', () => {
  // Astronomical Applications Department of the U.S. Naval Observatory, "The Date of Easter"; the first and the last
  // are the earliest and the latest date that Easter can have.
  it.each([
    '1818-03-22',
    '2000-04-23',
    '2008-03-23',
    '2019-04-21',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2038-04-25',
  ])('of its year is %s', (date) => {
    expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
  });

  it('is a Sunday between 22 March and 25 April in every year', () => {
    for (let year = 1900; year < 2200; year++) {
      const date = easterSunday(year);
      expect(new Date(date).getUTCDay()).toBe(0);
      expect(date >= `${year}-03-22` && date <= `${year}-04-25`).toBe(true);
    }
  });
});

describe("Brazil's national holidays", () => {
  it('of 2026 are these', () => {
    expect(brazilianHolidays(2026).map(({ date, name }) => `${date} ${name}`)).toEqual([
      "2026-01-01 New Year's Day",
      '2026-02-16 Carnival Monday',
      '2026-02-17 Carnival Tuesday',
      '2026-04-03 Good Friday',
      '2026-04-05 Easter Sunday',
      '2026-04-21 Tiradentes',
      '2026-05-01 Labour Day',
      '2026-06-04 Corpus Christi',
      '2026-09-07 Independence Day',
      '2026-10-12 Our Lady of Aparecida',
      "2026-11-02 All Souls' Day",
      '2026-11-15 Republic Day',
      '2026-11-20 Black Awareness Day',
      '2026-12-25 Christmas Day',
    ]);
  });

  it('move with Easter', () => {
    const dates = brazilianHolidays(2024).map(({ date }) => date);
    expect(dates).toEqual(expect.arrayContaining(['2024-02-12', '2024-02-13', '2024-03-29', '2024-05-30']));
  });

  it('have had 20 November among them since 2024', () => {
    expect(brazilianHolidays(2023).map(({ date }) => date)).not.toContain('2023-11-20');
    expect(brazilianHolidays(2024).map(({ date }) => date)).toContain('2024-11-20');
  });
});
