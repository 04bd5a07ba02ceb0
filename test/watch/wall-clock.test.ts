import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';
import { instantOf } from '../../lambda/watch/wall-clock.ts';

const at = (zone: string, date: string, minutes: number) =>
  new Date(instantOf(zoneClock(zone), date, minutes)).toISOString();
const EIGHT = 8 * 60;
const HALF_PAST_TWO = 2 * 60 + 30;

describe('the instant of a local time', () => {
  it.each([
    ['on an ordinary day', 'America/Sao_Paulo', '2026-01-16', EIGHT, '2026-01-16T11:00:00.000Z'],
    ['on the day after', 'America/Sao_Paulo', '2026-01-16', 24 * 60 + 20, '2026-01-17T03:20:00.000Z'],
    [
      'that clocks skip is the next that exists',
      'Europe/Berlin',
      '2026-03-29',
      HALF_PAST_TWO,
      '2026-03-29T01:00:00.000Z',
    ],
    ['that comes twice is the first', 'Europe/Berlin', '2026-10-25', HALF_PAST_TWO, '2026-10-25T00:30:00.000Z'],
    ['at a midnight that is skipped', 'America/Sao_Paulo', '2018-11-04', 0, '2018-11-04T03:00:00.000Z'],
    [
      'where clocks change by half an hour',
      'Australia/Lord_Howe',
      '2026-10-04',
      2 * 60 + 40,
      '2026-10-03T15:40:00.000Z',
    ],
    ['on a day that a country left out', 'Pacific/Apia', '2011-12-30', EIGHT, '2011-12-30T10:00:00.000Z'],
  ])('%s (%s)', (_case, zone, date, minutes, instant) => {
    expect(at(zone, date, minutes)).toBe(instant);
  });

  it('is the first at which the clock shows that time or a later one, in every zone and on every date', () => {
    const zones = ['America/Sao_Paulo', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const changes = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04', '2018-02-18'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...changes),
        fc.integer({ min: -2, max: 2 }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, change, days, minute) => {
          const date = new Date(Date.parse(change) + days * 86_400_000).toISOString().slice(0, 10);
          const clock = zoneClock(zone);
          const shows = (instant: number) => {
            const { date: day, hour, minute: m } = clock.localTime(instant);
            return `${day} ${String(hour * 60 + m).padStart(4, '0')}`;
          };
          const wanted = `${date} ${String(minute).padStart(4, '0')}`;
          const instant = instantOf(clock, date, minute);
          expect(shows(instant) >= wanted).toBe(true);
          for (let before = 1; before <= 180; before++) {
            expect(shows(instant - before * 60_000) < wanted).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
