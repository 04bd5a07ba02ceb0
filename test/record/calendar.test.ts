// What the calendar and the past are to a record: a day on record is judged by both.
import { describe, expect, it } from 'vitest';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import { aDay } from '../a-day.ts';
import { aRecord } from './a-record.ts';

describe('a day on record', () => {
  it('has no outage in hours in which its checkout is closed', () => {
    const quiet = aDay().of('kiosk', '2026-01-16').quiet(15, 17).day;
    const shop = { openingHours: { 'mon-fri': '0-14, 18-23', 'sat-sun': 'closed' } };
    expect(aRecord().after(quiet).alerts).toMatchObject([{ topic: 'P1' }]);
    expect(aRecord(shop).after(quiet).alerts).toEqual([]);
  });

  it('may be a slow one where it is a holiday', () => {
    const slow = aDay().of('kiosk', '2026-09-07').at(0.45, 0, 23).day;
    expect(aRecord({ holidays: 'none' }).after(slow).alerts).not.toEqual([]);
    expect(aRecord().after(slow).alerts).toEqual([]);
  });

  it('is judged by what was learned of the weeks before', () => {
    const date = '2026-03-02';
    const weak = aDay().of('kiosk', date).at(0.5, 11, 14).day;
    const shares = [0.4, 1.6, 0.7, 1.3, 0.5, 1.5, 1];
    const restless = Array.from({ length: 28 }, (_, i) => ({
      date: daysAfter(date, i - 28),
      toldAt: `${date}T00:00:00.000Z`,
      counts: aDay().day.hours.map(({ today }, hour) =>
        Math.round((today ?? 0) * (shares[(i + 3 * Math.floor(i / 7) + hour) % 7] ?? 1)),
      ),
    }));
    expect(aRecord().after(weak).alerts).not.toEqual([]);
    expect(aRecord({}, restless).after(weak).alerts).toEqual([]);
  });
});
