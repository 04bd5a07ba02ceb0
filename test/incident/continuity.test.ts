// When windows are one incident: flapping, midnight, and what a re-export of either day does to it.
import { describe, expect, it } from 'vitest';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import type { CountAt } from '../../lambda/incident/continuity.ts';
import { endDate } from '../../lambda/incident/day-parts.ts';
import { isSales } from '../../lambda/incident/incident.ts';
import { afterLook, type LookResult } from '../../lambda/incident/lifecycle.ts';
import { at, data, following, look, sales, told } from './a-look.ts';

const NEXT = '2026-01-17';

/** Hours are known, by date, in order from 00h; others aren't. */
const counts =
  (days: Readonly<Record<string, readonly number[]>>): CountAt =>
  (date, hour) =>
    days[date]?.[hour];

const next = (time: string) => `${NEXT}T${time}:00Z`;
const onNext = (time: string, found: Parameters<typeof look>[1], countAt: CountAt = () => undefined) =>
  look(next(time), found, { date: NEXT, countAt });

const lostIn = ({ incidents }: LookResult) => incidents.map((i) => (isSales(i) ? i.expectedLost : null));

describe('an outage that flaps', () => {
  it('is one incident where two windows of one look have one recovered hour between them', () => {
    const result = following(look('20:20', [sales(15, 16, { isOver: true }), sales(18, 19)]));
    expect(told(result)).toEqual(['opened P1']);
    expect(result.incidents).toMatchObject([{ startHour: 15, endHour: 19, expectedLost: 80, status: 'open' }]);
  });

  it('is two where two recovered hours lie between', () => {
    const result = following(look('20:20', [sales(14, 15, { isOver: true }), sales(18, 19)]));
    expect(result.incidents.map(({ startHour, endHour }) => [startHour, endHour])).toEqual([
      [14, 15],
      [18, 19],
    ]);
  });

  it('opens again with a message when it comes back after it was over, and is resolved again', () => {
    const over = look('17:20', [sales(15, 15, { isOver: true })]);
    const back = look('18:20', [sales(15, 15, { isOver: true }), sales(17, 17)]);
    const end = look('19:20', [sales(15, 15, { isOver: true }), sales(17, 17, { isOver: true })]);
    expect(told(following(look('16:20', [sales(15, 15)]), over))).toEqual(['resolved P1']);
    expect(told(following(look('16:20', [sales(15, 15)]), over, back))).toEqual(['updated P1']);
    const result = following(look('16:20', [sales(15, 15)]), over, back, end);
    expect(told(result)).toEqual(['resolved P1']);
    expect(result.incidents.map(({ id }) => id)).toEqual(['kiosk-2026-01-16-15h']);
  });

  it('is bridged by hours that sold nothing, however many up to a night', () => {
    const quiet = counts({ '2026-01-16': [...Array(24)].map(() => 0) });
    const found = [sales(2, 4, { isOver: true }), sales(10, 11)];
    expect(following(look('20:20', found, { countAt: quiet })).incidents).toHaveLength(1);
    expect(following(look('20:20', found)).incidents).toHaveLength(2);
  });

  it('never joins a drop and a spike', () => {
    const spike = sales(17, 17, { kind: 'spike', severity: 'P3', expectedLost: -60 });
    expect(following(look('20:20', [sales(15, 16, { isOver: true }), spike])).incidents).toHaveLength(2);
  });
});

describe('an incident that goes on past midnight', () => {
  const evening = look(next('00:20'), [sales(22, 23)]);
  const night = onNext('02:20', [sales(0, 1)]);

  it('stays the same, with its id, its date, and labels that go on from 24', () => {
    const result = following(evening, night);
    expect(told(result)).toEqual(['updated P1']);
    expect(result.incidents).toMatchObject([
      { id: 'kiosk-2026-01-16-22h', date: '2026-01-16', startHour: 22, endHour: 25, expectedLost: 80 },
    ]);
    expect(result.incidents.map(endDate)).toEqual([NEXT]);
  });

  it('adds nothing twice when either day is exported again, and takes what it is told then', () => {
    expect(lostIn(following(evening, night, night, evening))).toEqual([80]);
    const corrected = look(next('03:20'), [sales(23, 23)]);
    const result = following(evening, night, corrected);
    expect(result.incidents).toMatchObject([{ startHour: 23, endHour: 25, expectedLost: 60 }]);
    expect(lostIn(afterLook(result.incidents, onNext('03:40', [sales(0, 2)])))).toEqual([80]);
  });

  it('is the same also when the later day comes first', () => {
    const result = following(night, evening);
    expect(result.incidents).toMatchObject([
      { id: 'kiosk-2026-01-17-00h', date: '2026-01-16', startHour: 22, endHour: 25 },
    ]);
  });

  it('keeps what is left when one of its days turns out normal, and is retracted when both do', () => {
    const firstGone = following(evening, night, look(next('03:20'), []));
    expect(firstGone.alerts).toEqual([]);
    expect(firstGone.incidents).toMatchObject([{ date: NEXT, startHour: 0, endHour: 1, status: 'open' }]);
    expect(told(afterLook(firstGone.incidents, onNext('03:40', [])))).toEqual(['retracted P1']);
  });

  it('is resolved when the next day sells, and not while it only has hours without a sale', () => {
    const quiet = onNext('03:20', [], counts({ [NEXT]: [0, 0, 0] }));
    const selling = onNext('09:20', [], counts({ [NEXT]: [0, 0, 0, 0, 0, 0, 2, 9, 12] }));
    expect(told(following(evening, quiet))).toEqual([]);
    const result = following(evening, quiet, selling);
    expect(told(result)).toEqual(['resolved P1']);
    expect(told(afterLook(result.incidents, { ...selling, now: at(next('10:20')) }))).toEqual([]);
  });

  it('goes on over a night in which nothing is sold', () => {
    const morning = onNext('11:20', [sales(8, 10)], counts({ [NEXT]: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }));
    expect(following(evening, morning).incidents).toMatchObject([{ startHour: 22, endHour: 34 }]);
  });

  it('is a new one after hours that sold', () => {
    const morning = onNext('11:20', [sales(8, 10)], counts({ [NEXT]: [3, 1, 1, 2, 0, 0, 2, 9] }));
    const result = following(evening, morning);
    expect(told(result)).toEqual(['resolved P1', 'opened P1']);
  });

  it('is never a level, which says something of one whole day', () => {
    const level = sales(0, 23, { kind: 'level', severity: 'P4', isOver: true });
    expect(following(look(next('00:20'), [level]), onNext('23:59', [level])).incidents).toHaveLength(2);
  });

  it('goes on for a week; after that it is a new one', () => {
    const dates = Array.from({ length: 8 }, (_, i) => daysAfter('2026-01-16', i));
    const looks = dates.map((date) => look(`${date}T23:59:00Z`, [sales(0, 23)], { date }));
    const { incidents } = following(...looks);
    expect(incidents.map(({ date, endHour }) => [date, endHour])).toEqual([
      ['2026-01-16', 7 * 24 - 1],
      ['2026-01-23', 23],
    ]);
  });

  it('is also a hole in the data, resolved when the hours of both days have come', () => {
    const gap = data('gap', { severity: 'P2', startHour: 20, endHour: 23 });
    const gone = data('gap', { severity: 'P4', startHour: 0, endHour: 2 });
    const both = following(look(next('00:20'), [gap]), onNext('06:20', [gone]));
    expect(both.incidents).toMatchObject([{ startHour: 20, endHour: 26, severity: 'P2' }]);
    const one = afterLook(both.incidents, look(next('07:00'), []));
    expect(one.alerts).toEqual([]);
    expect(told(afterLook(one.incidents, onNext('07:20', [])))).toEqual(['resolved P2']);
  });
});
