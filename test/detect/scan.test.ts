// What `scan` must and must not see: on the two real days, and where data are missing or strange.
import { describe, expect, it } from 'vitest';
import { generatedDays } from '../../bench/detection/generator.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { Judgement, ScoredWindow } from '../../lambda/detect/judgement.ts';
import { significantFrom } from '../../lambda/detect/significance.ts';
import type { CheckoutDay, Reading } from '../../lambda/intake/checkout-day.ts';
import { sampleDay } from './plain-csv.ts';

const SETTINGS = { falseAlarmsPer100Days: 1, businessHours: { from: 10, to: 22 } };
const judge = (day: CheckoutDay): Judgement => detectorNamed('scan').judge(day, SETTINGS);
const significant = ({ windows }: Judgement) => windows.filter((window) => window.isSignificant);
const lostShare = ({ observed, expected }: ScoredWindow) => 1 - observed / expected;

/** The day with other counts: `change` gets each hour and its count. */
function changed(day: CheckoutDay, change: (hour: number, today: Reading) => Reading): CheckoutDay {
  return { ...day, hours: day.hours.map((hour) => ({ ...hour, today: change(hour.hour, hour.today) })) };
}

/** All counts and references multiplied. */
function scaled(day: CheckoutDay, factor: number): CheckoutDay {
  const times = (value: Reading) => (value === null ? null : Math.round(value * factor));
  return {
    ...day,
    hours: day.hours.map(({ hour, today, references: r }) => ({
      hour,
      today: times(today),
      references: {
        yesterday: times(r.yesterday),
        same_day_last_week: times(r.same_day_last_week),
        avg_last_week: (r.avg_last_week ?? 0) * factor,
        avg_last_month: (r.avg_last_month ?? 0) * factor,
      },
    })),
  };
}

describe('checkout_2', () => {
  const judgement = judge(sampleDay(2));

  it('has exactly one significant window: the outage from 15h to 17h', () => {
    const [outage, ...others] = significant(judgement);
    expect(outage).toMatchObject({ kind: 'outage', endHour: 17 });
    expect(outage?.startHour).toBeGreaterThanOrEqual(14);
    expect(others).toEqual([]);
  });

  it('says what was expected and why it believes so', () => {
    expect(significant(judgement)[0]?.why).toMatchObject({
      kind: 'expectation',
      startHour: 15,
      endHour: 17,
      observed: 0,
      references: [
        { reference: 'yesterday', stance: 'agrees' },
        { reference: 'same-weekday', stance: 'agrees' },
        { reference: 'rest-of-week', stance: 'differs' },
        { reference: 'rest-of-month', stance: 'differs' },
      ],
      notes: [],
    });
  });

  it('expects the lost hours to have been as busy as their neighbours, not as the gap itself', () => {
    for (const hour of [15, 16, 17]) expect(judgement.hours[hour]?.expected).toBeGreaterThan(20);
  });

  it('puts the loss inside its own interval', () => {
    const [outage] = significant(judgement) as [ScoredWindow];
    expect(outage.lostLow).toBeLessThan(outage.expectedLost);
    expect(outage.lostHigh).toBeGreaterThan(outage.expectedLost);
    expect(outage.expectedLost).toBeCloseTo(outage.expected - outage.observed, 9);
  });
});

describe('checkout_1', () => {
  it('lost most sales of 08h and 09h, which the original study overlooked, and nothing else', () => {
    const [drop, ...others] = significant(judge(sampleDay(1)));
    expect(['drop', 'outage']).toContain(drop?.kind);
    expect(drop?.startHour).toBeLessThanOrEqual(8);
    expect(drop?.endHour).toBeGreaterThanOrEqual(9);
    expect(lostShare(drop as ScoredWindow)).toBeGreaterThanOrEqual(0.5);
    expect(others).toEqual([]);
  });
});

describe('what is not known', () => {
  it('is never an outage: the same hours as null raise nothing', () => {
    const day = changed(sampleDay(2), (hour, today) => (hour >= 15 && hour <= 17 ? null : today));
    const judgement = judge(day);
    expect(significant(judgement)).toEqual([]);
    expect(judgement.hours[16]).toMatchObject({ today: null, expected: null, z: null });
  });

  it('ends no window: a day cut off at noon is judged by its morning', () => {
    const judgement = judge(changed(sampleDay(1), (hour, today) => (hour < 12 ? today : null)));
    expect(significant(judgement)[0]).toMatchObject({ endHour: 9 });
    for (const { endHour } of judgement.windows) expect(endHour).toBeLessThan(12);
  });

  it('gives an empty judgement for a day without counts', () => {
    const judgement = judge(changed(sampleDay(1), () => null));
    expect(judgement.windows).toEqual([]);
    expect(judgement.hours).toHaveLength(24);
    expect(judgement.undetectableBelow).toBeNull();
  });

  it('does without any one reference', () => {
    for (const reference of ['yesterday', 'same_day_last_week', 'avg_last_week', 'avg_last_month'] as const) {
      const day = sampleDay(2);
      const hours = day.hours.map((hour) => ({ ...hour, references: { ...hour.references, [reference]: null } }));
      const [outage] = significant(judge({ ...day, hours }));
      expect(outage, reference).toMatchObject({ kind: 'outage' });
      expect(outage?.startHour, reference).toBeLessThanOrEqual(15);
      expect(outage?.endHour, reference).toBeGreaterThanOrEqual(17);
    }
  });

  it('raises nothing where no reference is known', () => {
    const day = sampleDay(2);
    const none = { yesterday: null, same_day_last_week: null, avg_last_week: null, avg_last_month: null };
    const { windows } = judge({ ...day, hours: day.hours.map((hour) => ({ ...hour, references: none })) });
    for (const { score } of windows) expect(Number.isFinite(score)).toBe(true);
  });
});

describe('volume', () => {
  const calm = changed(sampleDay(2), (hour, today) => sampleDay(2).hours[hour]?.references.same_day_last_week ?? today);

  it('a quiet checkout may sell nothing for hours', () => {
    const quiet = scaled(calm, 0.03);
    expect(significant(judge(changed(quiet, (hour, today) => (hour >= 15 && hour <= 17 ? 0 : today))))).toEqual([]);
  });

  it('a huge one may sell a tenth less: certain is not the same as grave', () => {
    const huge = scaled(sampleDay(2), 1000);
    const usual = (hour: number) => huge.hours[hour]?.references.avg_last_month ?? 0;
    const tenthLess = changed(huge, (hour) => Math.round(usual(hour) * (hour >= 15 && hour <= 17 ? 0.9 : 1)));
    expect(significant(judge(tenthLess))).toEqual([]);
  });

  it('says below which rate a three-hour loss would pass unseen', () => {
    const { undetectableBelow } = judge(calm);
    expect(undetectableBelow).toBeGreaterThan(1);
    expect(undetectableBelow).toBeLessThan(10);
  });
});

describe('the promise', () => {
  it('is turned by one number: a stricter rate lets fewer windows through', () => {
    const half = changed(sampleDay(2), (hour, today) => (hour >= 15 && hour <= 17 ? 24 : today));
    const at = (falseAlarmsPer100Days: number) =>
      significant(detectorNamed('scan').judge(half, { ...SETTINGS, falseAlarmsPer100Days })).length;
    expect(at(100)).toBeGreaterThan(0);
    expect(at(0.01)).toBe(0);
  });

  it('does not depend on what was judged before', () => {
    const first = judge(sampleDay(1));
    judge(sampleDay(2));
    expect(judge(sampleDay(1))).toEqual(first);
  });
});

describe('a calendar', () => {
  it('takes a reference out whose day was special, and says so', () => {
    const calendar = {
      closedHours: [],
      special: null,
      untrustedReferences: [
        {
          reference: 'yesterday' as const,
          hours: Array.from({ length: 24 }, (_, i) => i),
          because: { was: 'special' as const, name: 'Good Friday' },
        },
      ],
    };
    const [outage] = detectorNamed('scan').judge(sampleDay(2), { ...SETTINGS, calendar }).windows;
    expect(outage).toMatchObject({ kind: 'outage', endHour: 17 });
    expect(outage?.why).toMatchObject({
      notes: [{ kind: 'left-out', reference: 'yesterday', because: { was: 'special', name: 'Good Friday' } }],
      references: [{ reference: 'same-weekday' }, { reference: 'rest-of-week' }, { reference: 'rest-of-month' }],
    });
  });
});

describe('why', () => {
  const facts = (day: CheckoutDay) => {
    const found = significant(judge(day))[0]?.why;
    if (found?.kind !== 'expectation') throw new Error('no window with an expectation was found');
    return found;
  };

  it('tells the level of the rest of the day against the references that agree', () => {
    expect(facts(sampleDay(2)).restOfDay).toBeCloseTo(1.1, 1);
    const higher = changed(sampleDay(2), (hour, today) =>
      hour < 15 || hour > 17 ? Math.round((today ?? 0) * 1.25) : today,
    );
    expect(facts(higher).restOfDay).toBeGreaterThan(facts(sampleDay(2)).restOfDay ?? 0);
  });

  it('names the reference that is unlike the others: the day before had an outage in these hours', () => {
    const low = changed(sampleDay(2), (hour, today) => (hour === 8 || hour === 9 ? 0 : today));
    const morning = significant(judge(low)).find(({ startHour }) => startHour <= 9)?.why;
    expect(morning).toMatchObject({
      references: expect.arrayContaining([expect.objectContaining({ reference: 'yesterday', stance: 'set-aside' })]),
    });
  });

  it('tells of sales that come as soon as an outage ends', () => {
    const backlog = changed(sampleDay(2), (hour, today) => (hour === 18 || hour === 19 ? 120 : today));
    const spike = judge(backlog).windows.find(({ kind }) => kind === 'spike');
    expect(spike?.why).toMatchObject({ kind: 'expectation', afterOutage: 17 });
  });
});

describe('a glance', () => {
  const closely = { ...SETTINGS, falseAlarmsPer100Days: 1e6 };
  const strongest = ({ windows }: Judgement) =>
    Math.max(...windows.map(({ score }) => score), Number.NEGATIVE_INFINITY);

  it('passes over nothing that a close look would alarm on', () => {
    const threshold = significantFrom(SETTINGS.falseAlarmsPer100Days);
    const days = generatedDays(60, 3).map(({ day }) => day);
    const alarms = days.filter((day) => strongest(detectorNamed('scan').judge(day, closely)) >= threshold);
    expect(days.filter((day) => significant(judge(day)).length > 0)).toEqual(alarms);
    for (const day of alarms) {
      expect(strongest(judge(day))).toBeCloseTo(strongest(detectorNamed('scan').judge(day, closely)), 9);
    }
    expect(alarms.length).toBeGreaterThan(10);
  });
});
