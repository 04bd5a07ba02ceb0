import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { ARRIVALS_KEPT, type Arrivals, minutesSince, NO_ARRIVALS, withArrival } from '../../lambda/record/arrivals.ts';
import { quantile, usuallyFollowedBy, usuallyHereBy } from '../../lambda/record/usual-arrival.ts';

const SETTINGS = settingsFor(parseConfig('{}'), 'kiosk');
const MONDAY = '2026-01-05';
const TWENTY_PAST_MIDNIGHT = 24 * 60 + 20;

const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The instant that is so many minutes after the date's midnight in America/Sao_Paulo. */
const landing = (date: string, minutes: number) => new Date(Date.parse(`${date}T03:00:00Z`) + minutes * 60_000);

const landed = (arrivals: Arrivals, date: string, ...minutes: readonly number[]) =>
  minutes.reduce((known, minute) => withArrival(known, date, landing(date, minute), undefined, SETTINGS), arrivals);

/** One file a day, `minutes` after the date's midnight, from Monday the 5th on. */
const daily = (minutes: readonly number[]) =>
  minutes.reduce((known, minute, i) => landed(known, dateAfter(MONDAY, i), minute), NO_ARRIVALS);

const hourly = (days: number) =>
  Array.from({ length: days }, (_, i) => dateAfter(MONDAY, i)).reduce(
    (known, date) => landed(known, date, ...Array.from({ length: 23 }, (_, hour) => (hour + 1) * 60 + 20)),
    NO_ARRIVALS,
  );

describe('what is learned of arrivals', () => {
  it('is the first, the last and the longest pause of each business date, by kind of weekday', () => {
    const arrivals = landed(landed(NO_ARRIVALS, MONDAY, 80, 140, 320), '2026-01-10', TWENTY_PAST_MIDNIGHT);
    expect(arrivals).toEqual({
      weekday: [{ date: MONDAY, first: 80, last: 320, longestPause: 180 }],
      saturday: [{ date: '2026-01-10', first: 1460, last: 1460, longestPause: null }],
      sunday: [],
    });
  });

  it('counts in minutes of the local clock, also where a day has 23 hours', () => {
    expect(minutesSince('2026-03-29', new Date('2026-03-29T06:00:00Z'), 'Europe/Berlin')).toBe(8 * 60);
    expect(minutesSince('2026-03-28', new Date('2026-03-29T06:00:00Z'), 'Europe/Berlin')).toBe(32 * 60);
  });

  it('has at most 28 dates of each kind, the newest', () => {
    const { weekday, saturday } = daily(new Array(60).fill(TWENTY_PAST_MIDNIGHT));
    expect(weekday).toHaveLength(ARRIVALS_KEPT);
    expect(weekday.at(-1)?.date).toBe(dateAfter(MONDAY, 59));
    expect(saturday).toHaveLength(8);
  });

  it('leaves out corrections of a day that was whole, and history that is loaded later on', () => {
    const whole = { finalHours: 24 } as Parameters<typeof withArrival>[3];
    expect(withArrival(NO_ARRIVALS, MONDAY, landing(MONDAY, 1500), whole, SETTINGS)).toEqual(NO_ARRIVALS);
    expect(landed(NO_ARRIVALS, MONDAY, 48 * 60 + 1)).toEqual(NO_ARRIVALS);
    expect(landed(NO_ARRIVALS, MONDAY, 48 * 60).weekday).toHaveLength(1);
  });

  it('is not changed by the same landing again, and keeps first and last in whatever order files are handled', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2880 }), { minLength: 1, maxLength: 12 }), (minutes) => {
        const once = landed(NO_ARRIVALS, MONDAY, ...minutes);
        expect(landed(once, MONDAY, ...minutes)).toEqual(once);
        const [arrival] = once.weekday;
        expect(arrival).toMatchObject({ first: Math.min(...minutes), last: Math.max(...minutes) });
      }),
    );
  });
});

describe('by when the first file is usually here', () => {
  const nextMonday = '2026-02-16';

  it('is unknown below seven arrivals', () => {
    expect(usuallyHereBy(daily(new Array(6).fill(1460)), nextMonday)).toBeNull();
    expect(usuallyHereBy(daily(new Array(7).fill(1460)), nextMonday)).toBe(1490);
  });

  it('is half an hour after the late ones, or as much more as late ones usually differ', () => {
    const early = new Array(26).fill(1460);
    expect(usuallyHereBy(daily(early), nextMonday)).toBe(1490);
    const sometimesLate = Array.from({ length: 26 }, (_, i) => (i % 4 === 3 ? 1560 : 1460));
    expect(usuallyHereBy(daily(sometimesLate), nextMonday)).toBe(1660);
  });

  it('is not moved by one freak among 28', () => {
    const freak = [...new Array(37).fill(1460), 2400];
    expect(daily(freak).weekday).toHaveLength(ARRIVALS_KEPT);
    expect(usuallyHereBy(daily(freak), nextMonday)).toBe(1490);
  });

  it('differs by kind of weekday, and is unknown for a kind that has hardly been seen', () => {
    const lateOnSundays = daily(Array.from({ length: 56 }, (_, i) => (i % 7 === 6 ? 2000 : 1460)));
    expect(usuallyHereBy(lateOnSundays, '2026-03-08')).toBe(2030);
    expect(usuallyHereBy(lateOnSundays, '2026-03-09')).toBe(1490);
    expect(usuallyHereBy(daily(new Array(12).fill(1460)), '2026-01-18')).toBeNull();
    expect(usuallyHereBy(daily(new Array(14).fill(1460)), '2026-01-25')).toBe(1490);
  });
});

describe('by when the next file of a day is usually here', () => {
  const today = { date: '2026-01-19', first: 80, last: 11 * 60 + 20, longestPause: 60 };

  it('is a usual pause and half an hour after the last one', () => {
    expect(usuallyFollowedBy(hourly(14), today)).toBe(12 * 60 + 50);
  });

  it('is unknown once re-exports have usually ended for the day', () => {
    expect(usuallyFollowedBy(hourly(14), { ...today, last: 23 * 60 + 20 })).toBeNull();
  });

  it('is unknown where days come in one file, and below seven days', () => {
    expect(usuallyFollowedBy(daily(new Array(14).fill(1460)), today)).toBeNull();
    expect(usuallyFollowedBy(hourly(6), today)).toBeNull();
  });
});

it('a quantile lies between the smallest and the largest value, and grows with its share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, share) => {
        const found = quantile(values, share);
        expect(found).toBeGreaterThanOrEqual(Math.min(...values));
        expect(found).toBeLessThanOrEqual(Math.max(...values));
        expect(quantile(values, 1)).toBeGreaterThanOrEqual(found);
      },
    ),
  );
});
