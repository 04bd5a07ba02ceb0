// Files of two days in any order, repeated, and stale: what the incidents come to doesn't depend on it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import type { CheckoutDay } from '../../lambda/intake/checkout-day.ts';
import { advance } from '../../lambda/record/advance.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';
import { aDay } from '../a-day.ts';

const SETTINGS = settingsFor(parseConfig('{}'), 'kiosk');

interface File {
  readonly key: string;
  readonly landedAt: string;
  readonly day: CheckoutDay;
}

const of = (date: string) => aDay().of('kiosk', date);

/** An evening outage that goes on past midnight, exported as it grew, and a day's file that is corrected. */
const FILES: readonly File[] = [
  { key: '16.csv', landedAt: '2026-01-17T00:20:00Z', day: of('2026-01-16').quiet(19, 20).until(21).day },
  { key: '16.csv', landedAt: '2026-01-17T03:20:00Z', day: of('2026-01-16').quiet(19, 23).day },
  { key: '17.csv', landedAt: '2026-01-17T13:20:00Z', day: of('2026-01-17').quiet(0, 9).until(10).day },
  { key: '17.csv', landedAt: '2026-01-17T17:20:00Z', day: of('2026-01-17').quiet(0, 9).quiet(12, 13).until(14).day },
  { key: '17.csv', landedAt: '2026-01-17T20:20:00Z', day: of('2026-01-17').quiet(0, 9).until(17).day },
];

/** Lands the files in the order given, a minute apart, after the last of them was exported. */
function landed(files: readonly File[]): CheckoutRecord {
  return files.reduce((record, { key, landedAt, day }, i) => {
    const drop = {
      key,
      versionId: landedAt,
      sequencer: null,
      landedAt: new Date(landedAt),
      metadata: {},
      isDayOver: false,
    };
    const now = new Date(Date.parse('2026-01-17T20:20:00Z') + i * 60_000);
    return advance(record, day, { drop, now, settings: SETTINGS, holdMs: 60_000 }).record ?? record;
  }, emptyRecord('kiosk'));
}

/** Incidents that stand, without what tells when and in which order they were noticed. */
const standing = ({ incidents }: CheckoutRecord) =>
  incidents
    .filter(({ status, kind }) => status !== 'retracted' && kind !== 'level')
    .map(({ date, startHour, endHour, kind, status }) => `${date} ${startHour}-${endHour} ${kind} ${status}`)
    .sort();

describe('files in any order, repeated and stale', () => {
  it('come to the same incidents, one of them across midnight', () => {
    const inOrder = standing(landed(FILES));
    expect(inOrder).toEqual(['2026-01-16 19-33 outage resolved']);
    const deliveries = fc
      .tuple(
        fc.shuffledSubarray([...FILES], { minLength: FILES.length }),
        fc.array(fc.constantFrom(...FILES), { maxLength: 3 }),
      )
      .map(([files, repeats]) => [...files, ...repeats]);
    fc.assert(
      fc.property(deliveries, (files) => {
        expect(standing(landed(files))).toEqual(inOrder);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('have every alert only once, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FILES), { maxLength: 8 }), (files) => {
        const ids = landed(files).outbox.map(({ alert }) => alert.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
