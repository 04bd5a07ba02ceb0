import { describe, expect, it } from 'vitest';
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import { historyBefore } from '../../lambda/detect/history.ts';
import { aDay, type DayBuilder } from '../a-day.ts';
import { aRecord, type RecordInTheMaking } from './a-record.ts';

const ordinary = (date: string): DayBuilder => aDay().of('kiosk', date);
const countsOf = ({ day }: DayBuilder) => day.hours.map(({ today }) => today);
const datesLearned = ({ record }: RecordInTheMaking) => record.learned.map(({ date }) => date);

describe('a day that went as it should', () => {
  const known = aRecord().after(ordinary('2026-01-16').day);

  it('is learned, hour by hour', () => {
    expect(known.record.learned).toMatchObject([{ date: '2026-01-16', counts: countsOf(ordinary('2026-01-16')) }]);
  });

  it('is learned once, however often it is told', () => {
    const again = known.after(ordinary('2026-01-16').day, '2026-01-17T05:00:00Z');
    expect(again.record.learned).toEqual(known.record.learned);
  });

  it('is learned as its newest telling has it', () => {
    const corrected = ordinary('2026-01-16').at(1.1, 12, 14);
    const again = known.after(corrected.day, '2026-01-17T05:00:00Z');
    expect(again.record.learned).toMatchObject([{ date: '2026-01-16', counts: countsOf(corrected) }]);
  });

  it('is learned in the same way when its tellings arrive in the other order', () => {
    const tellings = [
      { day: ordinary('2026-01-16').day, at: '2026-01-17T03:20:00Z' },
      { day: ordinary('2026-01-16').at(1.1, 12, 14).day, at: '2026-01-17T05:00:00Z' },
      { day: ordinary('2026-01-15').day, at: '2026-01-16T03:20:00Z' },
    ];
    const learnedIn = (order: readonly (typeof tellings)[number][]) =>
      order.reduce((made, { day, at }) => made.after(day, at), aRecord()).record.learned;
    expect(learnedIn(tellings.toReversed())).toEqual(learnedIn(tellings));
  });

  it('keeps what is not known of it as not known', () => {
    const holey = aRecord().after(ordinary('2026-01-16').unknown(3, 3).day);
    expect(holey.record.learned[0]?.counts[3]).toBeNull();
    expect(holey.record.learned[0]?.counts[4]).toBe(0);
  });

  it('is not replaced by an older telling that turns up when its readings are long forgotten', () => {
    const dates = Array.from({ length: 9 }, (_, i) => daysAfter('2026-01-17', i));
    const later = dates.reduce((made, date) => made.after(ordinary(date).day), known);
    expect(Object.keys(later.record.days)).not.toContain('2026-01-16');
    const stale = later.after(ordinary('2026-01-16').at(1.1, 12, 14).day, '2026-01-17T03:00:00Z');
    expect(stale.record.learned).toEqual(later.record.learned);
  });
});

describe('a day teaches nothing', () => {
  it('before it is over', () => {
    expect(datesLearned(aRecord().after(ordinary('2026-01-16').until(20).day, '2026-01-16T23:20:00Z'))).toEqual([]);
  });

  it('when it has an incident', () => {
    const hit = aRecord().after(ordinary('2026-01-15').day).after(ordinary('2026-01-16').quiet(15, 17).day);
    expect(hit.record.incidents).toMatchObject([{ kind: 'outage', severity: 'P1' }]);
    expect(datesLearned(hit)).toEqual(['2026-01-15']);
  });

  it('any more, once a corrected export shows an incident', () => {
    const before = aRecord().after(ordinary('2026-01-16').day);
    const hit = before.after(ordinary('2026-01-16').quiet(15, 17).day, '2026-01-17T05:00:00Z');
    expect([datesLearned(before), datesLearned(hit)]).toEqual([['2026-01-16'], []]);
  });

  it('until the incident is taken back', () => {
    const hit = aRecord().after(ordinary('2026-01-16').quiet(15, 17).day);
    const corrected = hit.after(ordinary('2026-01-16').day, '2026-01-17T05:00:00Z');
    expect(corrected.record.incidents).toMatchObject([{ status: 'retracted' }]);
    expect(datesLearned(corrected)).toEqual(['2026-01-16']);
  });

  it('of which nothing is known', () => {
    expect(datesLearned(aRecord().after(ordinary('2026-01-16').unknown(0, 23).day))).toEqual([]);
  });
});

describe('what is learned', () => {
  const dates = Array.from({ length: 31 }, (_, i) => daysAfter('2026-01-05', i));

  it('is the last 28 days, oldest first, in a few kilobytes, whatever order they come in', () => {
    const inOrder = dates.reduce((made, date) => made.after(ordinary(date).day), aRecord());
    expect(datesLearned(inOrder)).toEqual(dates.slice(-28));
    expect(JSON.stringify(inOrder.record.learned).length).toBeLessThan(6_000);
    const backwards = dates.toReversed().reduce((made, date) => made.after(ordinary(date).day), aRecord());
    expect(backwards.record.learned).toEqual(inOrder.record.learned);
  });
});

describe('the history of a date', () => {
  const settings = settingsFor(parseConfig('{}'), 'kiosk');
  const day = (date: string) => ({ date, counts: countsOf(ordinary(date)) });
  const datesTold = (date: string, days: readonly string[]) =>
    historyBefore(date, days.map(day), settings)?.days.map((told) => told.date) ?? null;

  it('is what is known of the 28 days before it, oldest first', () => {
    expect(datesTold('2026-03-30', ['2026-03-29', '2026-03-30', '2026-03-31', '2026-03-02', '2026-03-01'])).toEqual([
      '2026-03-02',
      '2026-03-29',
    ]);
  });

  it('leaves special days out: they are no likeness of an ordinary one', () => {
    expect(datesTold('2026-04-10', ['2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06'])).toEqual([
      '2026-04-02',
      '2026-04-06',
    ]);
  });

  it('is nothing where nothing is known', () => {
    expect(datesTold('2026-03-30', ['2026-03-30'])).toBeNull();
  });
});
