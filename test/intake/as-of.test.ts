// What a file could have known when it landed. São Paulo is three hours behind UTC.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finalHours, inferredDate } from '../../lambda/intake/as-of.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';
import { aFile, HOURS, TODAY } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

const clock = zoneClock('America/Sao_Paulo');
const JAN_16 = 'north/2026-01-16.csv';
const until = (last: number): number[] => HOURS.slice(0, last + 1);
const zeroFrom =
  (first: number) =>
  (h: number): string =>
    h >= first ? '0' : String(TODAY[h]);

describe('an hour is final fifteen minutes after it ends', () => {
  it.each([
    ['2026-01-16T17:59:00Z', 14],
    ['2026-01-16T18:00:00Z', 14],
    ['2026-01-16T18:14:59Z', 14],
    ['2026-01-16T18:15:00Z', 15],
    ['2026-01-17T02:59:00Z', 23],
    ['2026-01-17T03:14:59Z', 23],
    ['2026-01-17T03:15:00Z', 24],
    ['2026-01-20T12:00:00Z', 24],
  ])('landed at %s: %i hours', async (landedAt, final) => {
    const day = await theDay(aFile(), { key: JAN_16, landedAt });

    expect(day.finalHours).toBe(final);
    expect(counts(day)).toEqual(TODAY.map((n, h) => (h < final ? n : null)));
    expect(day.hours[23]?.references.avg_last_week).not.toBeNull();
  });

  it('and from there on nothing is a gap', async () => {
    const day = await theDay(aFile({ hours: until(14) }), { key: JAN_16, landedAt: '2026-01-16T18:20:00Z' });

    expect(day.outcome).toBe('ok');
    expect(day.warnings).toEqual([]);
  });

  it('nor worth a word, unless a count stands there', async () => {
    const blank = await theDay(aFile({ today: (h) => (h > 14 ? '' : '5') }), {
      key: JAN_16,
      landedAt: '2026-01-16T18:20:00Z',
    });
    const zero = await theDay(aFile({ today: zeroFrom(15) }), { key: JAN_16, landedAt: '2026-01-16T18:20:00Z' });
    const odd = await theDay(aFile({ today: (h) => (h > 14 ? 'x' : '5') }), {
      key: JAN_16,
      landedAt: '2026-01-16T18:20:00Z',
    });
    const running = await theDay(aFile({ today: (h) => (h > 15 ? '0' : '5') }), {
      key: JAN_16,
      landedAt: '2026-01-16T18:20:00Z',
    });
    const future = await theDay(aFile(), { key: JAN_16, landedAt: '2026-01-16T18:20:00Z' });

    expect([blank, zero, odd].map((day) => [day.outcome, day.warnings])).toEqual(Array(3).fill(['ok', []]));
    expect([running.outcome, codes(running)]).toEqual(['ok', ['hour-running']]);
    expect([future.outcome, codes(future)]).toEqual(['partial', ['hour-running', 'hour-in-future']]);
  });

  it('though hours before it that are missing are', async () => {
    const day = await theDay(aFile({ hours: until(11) }), { key: JAN_16, landedAt: '2026-01-16T18:20:00Z' });

    expect(day.outcome).toBe('partial');
    expect(codes(day)).toEqual(['day-incomplete']);
  });

  it('zeros before it are an outage, because the date is known', async () => {
    const day = await theDay(aFile({ today: zeroFrom(12) }), { key: JAN_16, landedAt: '2026-01-16T18:20:00Z' });

    expect(counts(day).slice(12)).toEqual([0, 0, 0, ...Array(9).fill(null)]);
    expect(day.outcome).toBe('ok');
  });
});

describe('a file that lands', () => {
  it('before its first hour is final is read, without a word of complaint', async () => {
    const day = await theDay(aFile({ today: () => '0' }), { key: JAN_16, landedAt: '2026-01-16T03:20:00Z' });

    expect(day).toMatchObject({ outcome: 'ok', finalHours: 0 });
    expect(codes(day)).toEqual(['no-hour-final-yet']);
  });

  it('before its day has begun is refused', async () => {
    const refusal = await theRefusal(aFile(), { key: 'north/2026-01-17.csv', landedAt: '2026-01-16T18:20:00Z' });

    expect(refusal).toMatchObject({ date: '2026-01-17', reason: { code: 'date-in-future' } });
    expect(refusal.reason.message).toContain('2026-01-16');
  });
});

describe('a file that names no date', () => {
  const landedAt = '2026-01-16T18:20:00Z'; // 15:20

  it('is of the day before where it has sales in hours that had not begun', async () => {
    const day = await theDay(aFile(), { landedAt });

    expect(day).toMatchObject({ date: '2026-01-15', finalHours: 24, outcome: 'ok', warnings: [] });
  });

  it('is of today where it has none, and sales of the running hour prove nothing', async () => {
    const day = await theDay(aFile({ hours: until(15) }), { landedAt });

    expect(day).toMatchObject({ date: '2026-01-16', finalHours: 15, outcome: 'ok' });
    expect(codes(day)).toEqual(['hour-running']);
  });

  it('is of today where the hours to come are blank', async () => {
    const day = await theDay(aFile({ today: (h) => (h > 14 ? '' : '5') }), { landedAt });

    expect(day).toMatchObject({ date: '2026-01-16', outcome: 'ok', warnings: [] });
  });

  it.each([12, 15, 16])('leaves open what zeros from %ih to the end are: outage or future', async (first) => {
    const day = await theDay(aFile({ today: zeroFrom(first) }), { landedAt });

    expect(day).toMatchObject({ date: '2026-01-16', outcome: 'partial' });
    expect(counts(day)).toEqual(TODAY.map((n, h) => (h < Math.min(first, 15) ? n : null)));
    expect(codes(day)).toContain('date-uncertain');
    expect(day.warnings.find(({ code }) => code === 'date-uncertain')?.message).toContain('Name the date');
  });

  it('does not judge a day of zeros at all', async () => {
    expect((await theRefusal(aFile({ today: () => '0' }), { landedAt })).reason.code).toBe('date-uncertain');
  });

  it('judges zeros that end before now: they can only be an outage', async () => {
    const day = await theDay(aFile({ hours: until(14), today: zeroFrom(12) }), { landedAt });

    expect(counts(day).slice(11, 16)).toEqual([31, 0, 0, 0, null]);
    expect(day.warnings).toEqual([]);
  });

  it('is decided by all its checkouts together', async () => {
    const header = 'time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month,checkout';
    const south = aFile({ today: zeroFrom(12), more: () => 'south' })
      .split('\n')
      .slice(1);
    const items = await dropped([aFile({ header, more: () => 'north' }).trim(), ...south].join('\n'), { landedAt });

    expect(items.map(({ checkout, date, outcome }) => [checkout, date, outcome])).toEqual([
      ['north', '2026-01-15', 'ok'],
      ['south', '2026-01-15', 'ok'],
    ]);
  });

  it('is of the day before landing where the caller knows that its day is over', async () => {
    const day = await theDay(aFile({ today: zeroFrom(12) }));

    expect(day).toMatchObject({ date: '2026-01-16', finalHours: 24, outcome: 'ok' });
    expect(counts(day)).toEqual(TODAY.map((n, h) => (h < 12 ? n : 0)));
  });
});

describe('for every landing time, zone and day of sales', () => {
  const zones = ['America/Sao_Paulo', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
  const landing = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2026-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  const day = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 24, maxLength: 24 });
  const runs = { numRuns: 300, seed: 20260116 };

  it('nothing counted is of an hour that had not ended', async () => {
    await fc.assert(
      fc.asyncProperty(
        landing,
        fc.constantFrom(...zones),
        day,
        fc.boolean(),
        async (landedAt, timeZone, sales, isDated) => {
          const localDate = zoneClock(timeZone).localTime(landedAt.getTime()).date;
          const key = isDated ? `north/${localDate}.csv` : 'north.csv';
          const how = { key, landedAt: landedAt.toISOString(), timeZone };
          for (const item of await dropped(aFile({ today: (h) => String(sales[h]) }), how)) {
            if (isRefusal(item)) continue;
            const { endsAt } = zoneClock(timeZone).hoursOf(item.date);
            for (const { hour, today } of item.hours) {
              if (today !== null) expect(endsAt[hour]).toBeLessThanOrEqual(landedAt.getTime());
            }
          }
        },
      ),
      runs,
    );
  });

  it('what is absent never becomes zero, and what is told is told as written', async () => {
    const cells = fc.array(fc.constantFrom('', 'N/A', '-', 'x', '0', '7', '12'), { minLength: 24, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(cells, async (today) => {
        for (const item of await dropped(aFile({ today: (h) => today[h] ?? '' }), { key: JAN_16 })) {
          if (isRefusal(item)) continue;
          expect(item.hours.map((reading) => reading.today)).toEqual(
            today.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : null)),
          );
        }
      }),
      runs,
    );
  });

  it('an inferred date is today or yesterday, and never has sales in the future', () => {
    fc.assert(
      fc.property(
        landing,
        fc.constantFrom(...zones),
        fc.integer({ min: -1, max: 23 }),
        (landedAt, timeZone, lastSale) => {
          const asOf = {
            clock: zoneClock(timeZone),
            landedAt: landedAt.getTime(),
            settleMinutes: 15,
            isDayOver: false,
          };
          const date = inferredDate(lastSale, asOf);
          const start = asOf.clock.hoursOf(date).startsAt[lastSale];
          if (lastSale >= 0 && start !== undefined && !Number.isNaN(start))
            expect(start).toBeLessThanOrEqual(landedAt.getTime());
          expect(landedAt.getTime() - Date.parse(`${date}T12:00:00Z`)).toBeLessThan(52 * 3_600_000);
        },
      ),
      runs,
    );
  });

  it('the later a file lands, the more hours are final', () => {
    fc.assert(
      fc.property(landing, fc.integer({ min: 0, max: 30 * 60 }), (landedAt, laterMinutes) => {
        const at = (instant: number): number =>
          finalHours('2026-06-15', { clock, landedAt: instant, settleMinutes: 15, isDayOver: false });
        expect(at(landedAt.getTime() + laterMinutes * 60_000)).toBeGreaterThanOrEqual(at(landedAt.getTime()));
      }),
      runs,
    );
  });
});

describe('the hours of a day', () => {
  it.each([
    ['America/Sao_Paulo', '2026-01-16', 24, []],
    ['America/Sao_Paulo', '2018-11-04', 23, []],
    ['America/Sao_Paulo', '2018-02-17', 24, [23]],
    ['America/New_York', '2026-03-08', 23, []],
    ['America/New_York', '2026-11-01', 24, [1]],
    ['Europe/Lisbon', '2026-03-29', 23, []],
    ['Australia/Lord_Howe', '2026-10-04', 24, []],
  ])('%s %s: %i labels, twice %j', (timeZone, date, labels, repeated) => {
    const hours = zoneClock(timeZone).hoursOf(date);

    expect(hours.endsAt.filter((end) => !Number.isNaN(end))).toHaveLength(labels);
    expect(hours.repeated).toEqual(repeated);
  });

  it('in São Paulo in 2018 began at one o’clock when clocks went forward', () => {
    const { startsAt } = zoneClock('America/Sao_Paulo').hoursOf('2018-11-04');

    expect(startsAt[0]).toBeNaN();
    expect(new Date(startsAt[1] ?? 0).toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });
});
