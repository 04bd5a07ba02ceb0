import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import { checkoutDay, type DayOnRecord, tellsTheSame, withTelling } from '../../lambda/record/day-on-record.ts';
import type { ObjectVersion } from '../../lambda/record/object-version.ts';
import { aDay } from '../a-day.ts';

const version = (key: string, landedAt: string): ObjectVersion => ({
  key,
  versionId: `${key}@${landedAt}`,
  sequencer: null,
  landedAt: `2026-01-16T${landedAt}:00.000Z`,
});

const seen = (day: DayOnRecord) => checkoutDay('checkout_2', '2026-01-16', day);
const todayOf = (day: DayOnRecord) => seen(day).hours.map(({ today }) => today);

/** So many hours from one version each, null for no version. */
const hoursFrom = (...runs: readonly (readonly [hours: number, version: number | null])[]) =>
  runs.flatMap(([hours, version]) => Array.from({ length: hours }, () => version));

describe('a business date on record', () => {
  const running = aDay().until(12);

  it('gives back the day that was told', () => {
    expect(seen(withTelling(undefined, running.day, version('a.csv', '15:20')))).toEqual(running.day);
  });

  it('takes the hours that a re-export adds', () => {
    const early = withTelling(undefined, running.day, version('a.csv', '15:20'));
    expect(todayOf(withTelling(early, aDay().until(18).day, version('b.csv', '21:20')))).toEqual(
      aDay()
        .until(18)
        .day.hours.map(({ today }) => today),
    );
  });

  it('keeps a known count where a newer file knows nothing', () => {
    const full = withTelling(undefined, aDay().day, version('a.csv', '15:20'));
    const holey = withTelling(full, aDay().unknown(10, 12).day, version('b.csv', '16:20'));
    expect(todayOf(holey)).toEqual(todayOf(full));
  });

  it('believes the newer object where two differ, whichever is read first', () => {
    const old = { day: aDay().quiet(15, 17).day, by: version('a.csv', '20:20') };
    const corrected = { day: aDay().day, by: version('b.csv', '20:40') };
    const inOrder = withTelling(withTelling(undefined, old.day, old.by), corrected.day, corrected.by);
    const reversed = withTelling(withTelling(undefined, corrected.day, corrected.by), old.day, old.by);
    expect(todayOf(inOrder)[15]).toBe(33);
    expect(tellsTheSame(inOrder, reversed)).toBe(true);
  });

  it('forgets the versions that no reading comes from any more', () => {
    const first = withTelling(undefined, aDay().day, version('a.csv', '15:20'));
    expect(withTelling(first, aDay().day, version('b.csv', '16:20')).told).toEqual([version('b.csv', '16:20')]);
  });

  it('says which version a reading comes from only where several tell the day', () => {
    const first = withTelling(undefined, running.day, version('a.csv', '15:20'));
    const grown = withTelling(first, aDay().until(18).unknown(0, 3).day, version('b.csv', '21:20'));
    const retold = withTelling(grown, aDay().day, version('c.csv', '23:59'));
    expect(first.columns.today.from).toBeUndefined();
    expect(grown.columns.today.from).toEqual(hoursFrom([4, 0], [14, 1], [6, null]));
    expect(retold.columns.today.from).toBeUndefined();
  });

  it('goes on from one that says so of every reading, as earlier schemas did', () => {
    const lean = withTelling(undefined, running.day, version('a.csv', '15:20'));
    const from = lean.columns.today.values.map((value) => (value === null ? null : 0));
    const columns = Object.entries(lean.columns).map(([name, column]) => [name, { ...column, from }]);
    const wordy = { ...lean, columns: Object.fromEntries(columns) } as DayOnRecord;
    const next = [aDay().until(18).unknown(0, 3).day, version('b.csv', '21:20')] as const;
    expect(withTelling(wordy, ...next)).toEqual(withTelling(lean, ...next));
  });

  it('is the same whatever the order in which any tellings arrive, and however often', () => {
    const reading = fc.option(fc.nat(50), { nil: null });
    const telling = fc.record({
      today: fc.array(reading, { minLength: HOURS_A_DAY, maxLength: HOURS_A_DAY }),
      finalHours: fc.integer({ min: 1, max: HOURS_A_DAY }),
      minute: fc.nat(59),
      key: fc.constantFrom('a.csv', 'b.csv', 'c.csv'),
    });
    const withReadings = (today: readonly (number | null)[], finalHours: number) => {
      const { day } = aDay();
      return { ...day, finalHours, hours: day.hours.map((h, i) => ({ ...h, today: today[i] ?? null })) };
    };
    const folded = (
      tellings: readonly { today: (number | null)[]; finalHours: number; minute: number; key: string }[],
    ) =>
      tellings.reduce<DayOnRecord | undefined>(
        (day, t) =>
          withTelling(
            day,
            withReadings(t.today, t.finalHours),
            version(t.key, `15:${String(t.minute).padStart(2, '0')}`),
          ),
        undefined,
      );
    const distinct = fc.uniqueArray(telling, {
      minLength: 1,
      maxLength: 5,
      selector: ({ key, minute }) => `${key}${minute}`,
    });
    fc.assert(
      fc.property(
        distinct.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        ([all, shuffled]) => {
          expect(tellsTheSame(folded(all), folded(shuffled) as DayOnRecord)).toBe(true);
        },
      ),
    );
  });
});
