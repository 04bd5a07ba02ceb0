// What `scan` makes of what is known besides the file: closed hours, special days, the checkout's own past.
import { describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { dayCalendar } from '../../lambda/detect/calendar.ts';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import type { History } from '../../lambda/detect/history.ts';
import type { DetectorSettings, Judgement, ScoredWindow } from '../../lambda/detect/judgement.ts';
import { scan } from '../../lambda/detect/scan.ts';
import type { CheckoutDay, Reading } from '../../lambda/intake/checkout-day.ts';
import { aDay } from '../a-day.ts';
import { sampleDay } from './plain-csv.ts';

const PLAIN: DetectorSettings = { falseAlarmsPer100Days: 1, businessHours: { from: 10, to: 22 } };

/** The settings with the calendar of `date` under `config`. */
function knowing(date: string, config: ConfigInput): DetectorSettings {
  const settings = settingsFor(parseConfig(JSON.stringify(config)), 'kiosk');
  return { ...PLAIN, calendar: dayCalendar(date, settings) };
}

const on = (date: string, day: CheckoutDay): CheckoutDay => ({ ...day, date });
const significant = ({ windows }: Judgement) => windows.filter((window) => window.isSignificant);
const countsOf = ({ hours }: CheckoutDay): readonly Reading[] => hours.map(({ today }) => today);

describe('a file alone', () => {
  it('is judged to the last digit as without calendar and history, where these have nothing to say', () => {
    for (const n of [1, 2] as const) {
      const calendar = { closedHours: [], special: null, untrustedReferences: [] };
      expect(scan.judge(sampleDay(n), { ...PLAIN, calendar, history: null })).toEqual(scan.judge(sampleDay(n), PLAIN));
    }
  });
});

describe('closed hours', () => {
  const friday = '2026-01-16';
  const config: ConfigInput = { openingHours: { 'mon-sat': '0-14, 18-23', sun: 'closed' } };
  const quiet = on(friday, aDay().quiet(15, 17).day);

  it('expect nothing, so that nothing is missing in them', () => {
    expect(significant(scan.judge(quiet, PLAIN))).toMatchObject([{ kind: 'outage', startHour: 15, endHour: 17 }]);
    const judgement = scan.judge(quiet, knowing(friday, config));
    expect(significant(judgement)).toEqual([]);
    expect(judgement.hours[16]).toMatchObject({ hour: 16, today: 0, expected: 0, low: 0, high: 0, z: null });
    expect(judgement.hours[14]?.expected).toBeGreaterThan(20);
  });

  it('do not hide what is missing beside them', () => {
    const day = on(friday, aDay().quiet(15, 20).day);
    expect(significant(scan.judge(day, knowing(friday, config)))).toMatchObject([
      { kind: 'outage', startHour: 18, endHour: 20 },
    ]);
  });

  it('with sales are listed, and never alerted', () => {
    const { windows } = scan.judge(on(friday, aDay().day), knowing(friday, config));
    expect(windows.at(-1)).toMatchObject({
      startHour: 15,
      endHour: 17,
      observed: 94,
      isSignificant: false,
      why: { kind: 'closed', observed: 94 },
    });
  });

  it('may be all of a day', () => {
    const sunday = '2026-01-18';
    const judgement = scan.judge(on(sunday, aDay().quiet(0, 23).day), knowing(sunday, config));
    expect(judgement.windows).toEqual([]);
    expect(judgement.hours.map(({ expected }) => expected)).toEqual(Array.from({ length: 24 }, () => 0));
  });
});

describe('a special day', () => {
  const holiday = '2026-09-07';
  const settings = knowing(holiday, {});

  it('may run well above or below the others', () => {
    const slow = on(holiday, aDay().at(0.45, 0, 23).day);
    expect(significant(scan.judge(slow, PLAIN))).not.toEqual([]);
    expect(significant(scan.judge(slow, settings))).toEqual([]);
  });

  it('is named where anything is said of it', () => {
    const [outage] = significant(scan.judge(on(holiday, sampleDay(2)), settings)) as [ScoredWindow];
    expect(outage.why).toMatchObject({ notes: [{ kind: 'special-day', name: 'Independence Day' }] });
  });

  it('hides no outage', () => {
    const outages = significant(scan.judge(on(holiday, sampleDay(2)), settings));
    expect(outages).toMatchObject([{ kind: 'outage', endHour: 17 }]);
  });
});

describe('a reference that is no likeness of today', () => {
  const dayAfter = '2026-09-08';
  const settings = knowing(dayAfter, {});

  /** Sales of yesterday from 9h on taken as a share, the averages that contain them following. */
  const withYesterday = (share: number): CheckoutDay => {
    const { day } = aDay().at(0.6, 9, 12);
    const hours = day.hours.map((reading) => {
      const { yesterday, avg_last_week: week, avg_last_month: month } = reading.references;
      const changed = reading.hour < 9 ? (yesterday ?? 0) : Math.round((yesterday ?? 0) * share);
      const more = changed - (yesterday ?? 0);
      const references = {
        ...reading.references,
        yesterday: changed,
        avg_last_week: (week ?? 0) + more / 7,
        avg_last_month: (month ?? 0) + more / 28,
      };
      return { ...reading, references };
    });
    return on(dayAfter, { ...day, hours });
  };
  const scores = (share: number, known: DetectorSettings) =>
    scan
      .judge(withYesterday(share), known)
      .windows.map(({ startHour, endHour, score }) => ({ startHour, endHour, score }));

  it('has no say, whatever it sold', () => {
    expect(scores(0.6, settings)).toEqual(scores(1, settings));
    expect(scores(0.6, PLAIN)).not.toEqual(scores(1, PLAIN));
  });

  it('is named', () => {
    const [first] = scan.judge(withYesterday(0.6), settings).windows;
    expect(first?.why).toMatchObject({
      notes: [{ kind: 'left-out', reference: 'yesterday', because: { was: 'special', name: 'Independence Day' } }],
      references: [{ reference: 'same-weekday' }, { reference: 'rest-of-week' }, { reference: 'rest-of-month' }],
    });
  });
});

describe('the past of a checkout', () => {
  const date = '2026-01-16';

  /** Four weeks of days, each the ordinary one with its hours multiplied by what `share` gives. */
  const past = (share: (daysAgo: number, hour: number) => number, daysAgo: readonly number[]): History => ({
    days: daysAgo
      .map((ago) => ({
        date: daysAfter(date, -ago),
        counts: countsOf(aDay().day).map((count, hour) => Math.round((count ?? 0) * share(ago, hour))),
      }))
      .toReversed(),
  });
  const everyDay = Array.from({ length: 28 }, (_, i) => i + 1);
  const calm = past((ago, hour) => 1 + 0.02 * ((ago * 7 + hour * 3) % 5) - 0.04, everyDay);
  const restless = past(
    (ago, hour) => [0.4, 1.5, 0.8, 1.3, 0.6, 1.4, 1][(ago + Math.floor(ago / 7) * 3 + hour) % 7] ?? 1,
    everyDay,
  );
  const weak = on(date, aDay().at(0.62, 12, 14).day);
  const drop = (history: History | null) =>
    scan.judge(weak, { ...PLAIN, history }).windows.find(({ startHour, endHour }) => startHour <= 13 && endHour >= 13);
  const width = (history: History | null) => {
    const { low, high } = scan.judge(on(date, aDay().day), { ...PLAIN, history }).hours[13] ?? {};
    return (high ?? 0) - (low ?? 0);
  };

  it('decides how much a small drop counts: more where days were alike, less where they were not', () => {
    const [alone, afterCalm, afterRestless] = [null, calm, restless].map((history) => drop(history)?.score ?? 0);
    expect(afterCalm).toBeGreaterThan((afterRestless ?? 0) + 1);
    expect(alone).toBeGreaterThan((afterRestless ?? 0) + 1);
  });

  it('decides how wide the range of an hour is', () => {
    expect(width(calm)).toBeLessThan(width(restless));
    expect(width(null)).toBeLessThan(width(restless));
  });

  it('is named where its weekdays are compared with', () => {
    const weekdays = (history: History | null) => {
      const found = drop(history)?.why;
      return found?.kind === 'expectation'
        ? found.references.find(({ reference }) => reference === 'same-weekday')
        : null;
    };
    expect(weekdays(calm)?.days).toBeGreaterThan(1);
    expect(weekdays(null)?.days).toBe(1);
  });

  it('tells what this weekday sells, where the other days of the month sell something else', () => {
    const weekdays = past((_, hour) => (hour < 12 ? 1 : 2), [14, 21, 28]);
    const others = past(
      () => 1,
      everyDay.filter((ago) => ago % 7 !== 0),
    );
    const inMonth = (reading: CheckoutDay['hours'][number]) => (reading.hour < 12 ? 1 : (24 + 4 * 2) / 28);
    const { day } = aDay();
    const doubled = {
      ...on(date, day),
      hours: day.hours.map((reading) => {
        const usual = reading.today ?? 0;
        const isDouble = reading.hour >= 12;
        const references = {
          yesterday: usual,
          same_day_last_week: isDouble ? 2 * usual : usual,
          avg_last_week: isDouble ? (usual * 8) / 7 : usual,
          avg_last_month: usual * inMonth(reading),
        };
        return { ...reading, today: isDouble ? Math.round(1.6 * usual) : usual, references };
      }),
    };
    const expectedAt = (history: History | null) =>
      scan
        .judge(doubled, { ...PLAIN, history })
        .hours.slice(12)
        .reduce((sum, { expected }) => sum + (expected ?? 0), 0);
    const sold = countsOf(day)
      .slice(12)
      .reduce((sum: number, count) => sum + (count ?? 0), 0);
    const known = { days: [...weekdays.days, ...others.days].sort((a, b) => (a.date < b.date ? -1 : 1)) };
    const distance = (history: History | null) => Math.abs(expectedAt(history) - 2 * sold);
    expect(distance(known)).toBeLessThan(distance(null));
  });
});
