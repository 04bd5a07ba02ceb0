// How hours may be written, and what becomes of rows whose hour can't be told.
import { describe, expect, it } from 'vitest';
import { aFile, HOURS, label, TODAY, todayBut, withLine, withRows } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const twelve = (hour: number): string => `${hour % 12 === 0 ? 12 : hour % 12}`;

describe('an hour may be written as', () => {
  it.each<[string, (hour: number) => string]>([
    ['15h', label],
    ['15H', (h) => `${two(h)}H`],
    ['15', String],
    ['3 (without zeros), 3h', (h) => `${h}h`],
    ['15:00', (h) => `${two(h)}:00`],
    ['3:00', (h) => `${h}:00`],
    ['15:00:00', (h) => `${two(h)}:00:00`],
    ['15:00:00.000', (h) => `${two(h)}:00:00.000`],
    ['15h00', (h) => `${two(h)}h00`],
    ['15h00min', (h) => `${two(h)}h00min`],
    ['15 h', (h) => `${h} h`],
    ['15hs', (h) => `${h}hs`],
    ['15 horas', (h) => `${h} horas`],
    ['15 hours', (h) => `${h} hours`],
    ['1500', (h) => `${two(h)}00`],
    ['15.0', (h) => `${h}.0`],
    ['3 PM', (h) => `${twelve(h)} ${h < 12 ? 'AM' : 'PM'}`],
    ['3PM', (h) => `${twelve(h)}${h < 12 ? 'AM' : 'PM'}`],
    ['3:00 PM', (h) => `${twelve(h)}:00 ${h < 12 ? 'AM' : 'PM'}`],
    ['3:00:00 p.m.', (h) => `${twelve(h)}:00:00 ${h < 12 ? 'a.m.' : 'p.m.'}`],
    ['15h-16h', (h) => `${h}h-${h + 1}h`],
    ['15h - 16h', (h) => `${two(h)}h - ${two((h + 1) % 24)}h`],
    ['15–16', (h) => `${h}–${h + 1}`],
    ['15:00-15:59', (h) => `${two(h)}:00-${two(h)}:59`],
    ['15:00 - 16:00', (h) => `${two(h)}:00 - ${two(h + 1)}:00`],
    ['15h às 16h', (h) => `${h}h às ${h + 1}h`],
    [' 15h ', (h) => ` ${two(h)}h\u00a0`],
    ['"15h"', (h) => `"${two(h)}h"`],
    ['１５h (full width)', (h) => two(h).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))) + 'h'],
    ['2026-01-16T15:00:00', (h) => `2026-01-16T${two(h)}:00:00`],
    ['2026-01-16 15:00', (h) => `2026-01-16 ${two(h)}:00`],
    ['2026-01-16 15:00:00.000', (h) => `2026-01-16 ${two(h)}:00:00.000`],
    ['2026/01/16 15h', (h) => `2026/01/16 ${two(h)}h`],
    ['16/01/2026 15:00', (h) => `16/01/2026 ${two(h)}:00`],
    ['16/01/2026 15h', (h) => `16/01/2026 ${h}h`],
    ['16-01-2026 15:00:00', (h) => `16-01-2026 ${two(h)}:00:00`],
    ['16.01.2026 15:00', (h) => `16.01.2026 ${two(h)}:00`],
    ['1/16/2026 3:00 PM', (h) => `1/16/2026 ${twelve(h)}:00 ${h < 12 ? 'AM' : 'PM'}`],
    ['2026-01-16T15:00:00-03:00', (h) => `2026-01-16T${two(h)}:00:00-03:00`],
    ['2026-01-16T15:00-0300', (h) => `2026-01-16T${two(h)}:00-0300`],
    ['2026-01-16T18:00:00Z', (h) => `2026-01-${h < 21 ? 16 : 17}T${two((h + 3) % 24)}:00:00Z`],
    ['2026-01-16 18:00:00 UTC', (h) => `2026-01-${h < 21 ? 16 : 17} ${two((h + 3) % 24)}:00:00 UTC`],
    ['2026-01-16T15:00:00-03:00[America/Sao_Paulo]', (h) => `2026-01-16T${two(h)}:00:00-03:00[America/Sao_Paulo]`],
    ['2026-01-16 15h-16h', (h) => `2026-01-16 ${h}h-${h + 1}h`],
  ])('%s', async (_, time) => {
    const day = await theDay(aFile({ time }));

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.date).toBe('2026-01-16');
    expect(day.warnings).toEqual([]);
  });
});

describe('a row whose hour is', () => {
  it.each([
    ['24h', 'hour-out-of-range'],
    ['25h', 'hour-out-of-range'],
    ['99', 'hour-out-of-range'],
    ['-3h', 'hour-out-of-range'],
    ['-3', 'hour-out-of-range'],
    ['24:00', 'hour-out-of-range'],
    ['1qh', 'hour-unreadable'],
    ['noon', 'hour-unreadable'],
    ['meio-dia', 'hour-unreadable'],
    ['15 PM', 'hour-unreadable'],
    ['15h-18h', 'hour-unreadable'],
    ['15:61', 'hour-unreadable'],
    ['#REF!', 'hour-unreadable'],
    ['=A1', 'hour-unreadable'],
    ['', 'hour-unreadable'],
    ['0x0F', 'hour-unreadable'],
    ['1e1', 'hour-unreadable'],
    ['<b>15h</b>', 'hour-unreadable'],
  ])('%j is not used, and named as %s', async (text, code) => {
    const day = await theDay(withLine(aFile(), 17, `${text},50,50,50,51.70,51.70`));

    expect(counts(day)).toEqual(todayBut(15));
    expect(day.outcome).toBe('partial');
    expect(codes(day)).toEqual([code, 'missing-hours']);
    expect(day.warnings[0]).toMatchObject({ line: 17, column: 'time' });
  });
});

describe('hours that can mean two things are refused:', () => {
  it('1 to 24 without 0', async () => {
    const refusal = await theRefusal(aFile({ time: (h) => `${h + 1}h` }));

    expect(refusal.reason).toMatchObject({ code: 'hour-convention-ambiguous', line: 25, column: 'time' });
  });

  it('1:00 to 24:00', async () => {
    expect(codes(await theRefusal(aFile({ time: (h) => `${h + 1}:00` })))).toContain('hour-convention-ambiguous');
  });

  it('a 12-hour clock without AM and PM', async () => {
    const refusal = await theRefusal(aFile({ time: (h) => `${twelve(h)}:00` }));

    expect(refusal.reason.code).toBe('duplicate-hour-conflict');
  });

  it('half a day of a 12-hour clock', async () => {
    const refusal = await theRefusal(aFile({ time: (h) => `${twelve(h)}:00`, hours: HOURS.slice(0, 10) }));

    expect(refusal.reason).toMatchObject({ code: 'hour-convention-ambiguous', line: 2 });
  });

  it('half hours', async () => {
    const halves = HOURS.flatMap((h) => [`${label(h)},1,1,1,1.5,1.5`, `${two(h)}:30,1,1,1,1.5,1.5`]);
    const refusal = await theRefusal([aFile({ hours: [] }).trim(), ...halves].join('\n'));

    expect(refusal.reason).toMatchObject({ code: 'sub-hour-rows', line: 3, column: 'time' });
  });

  it('date-times with minutes after the conversion from another zone', async () => {
    const refusal = await theRefusal(aFile({ time: (h) => `2026-01-16T${two(h)}:00:00+05:30` }));

    expect(refusal.reason.code).toBe('sub-hour-rows');
  });
});

it('keeps days apart that one file holds', async () => {
  const file =
    aFile({ time: (h) => `2026-01-16T${two(h)}:00` }) +
    aFile({ time: (h) => `2026-01-17T${two(h)}:00` }).slice(aFile({ hours: [] }).length);
  const items = await dropped(file);

  expect(items.map(({ date, outcome }) => [date, outcome])).toEqual([
    ['2026-01-16', 'ok'],
    ['2026-01-17', 'ok'],
  ]);
  expect(codes(items[0])).toContain('several-days');
});

it('counts an unreadable hour among date-times to the day they name, and refuses it where they name several', async () => {
  const time = (day: number) => (h: number) => (h === 5 ? 'x' : `2026-01-${day}T${two(h)}:00`);
  const oneDay = await dropped(aFile({ time: time(16) }));
  const twoDays = await dropped(aFile({ time: time(16) }) + aFile({ header: '', time: time(17) }));

  expect(oneDay.map(({ date, outcome }) => [date, outcome])).toEqual([['2026-01-16', 'partial']]);
  expect(twoDays.map(({ date, outcome }) => [date, outcome])).toEqual([
    ['2026-01-16', 'partial'],
    [null, 'quarantine'],
    ['2026-01-17', 'partial'],
  ]);
  expect(codes(twoDays[1])[0]).toBe('date-unreadable');
});

it('splits a UTC day at local midnight', async () => {
  const items = await dropped(aFile({ time: (h) => `2026-01-16T${two(h)}:00:00Z` }));

  expect(items.map(({ date, outcome }) => [date, outcome])).toEqual([
    ['2026-01-15', 'partial'],
    ['2026-01-16', 'partial'],
  ]);
});

describe('where clocks change', () => {
  const newYork = { timeZone: 'America/New_York' };

  it('an hour that is skipped is no gap', async () => {
    const file = aFile({ hours: HOURS.filter((h) => h !== 2) });
    const day = await theDay(file, { ...newYork, key: 'north/2026-03-08.csv' });

    expect(day.outcome).toBe('ok');
    expect(day.warnings).toEqual([]);
  });

  it('a value for an hour that is skipped is unknown, and noted', async () => {
    const day = await theDay(aFile(), { ...newYork, key: 'north/2026-03-08.csv' });

    expect(day.hours[2]?.today).toBeNull();
    expect(day.outcome).toBe('ok');
    expect(codes(day)).toEqual(['hour-does-not-exist']);
  });

  it('an hour that occurs twice is unknown where its rows differ, and both lines are named', async () => {
    const file = withLine(aFile(), 4, '01h,7,4,4,5.24,5.24', '02h,0,0,0,1.20,1.20');
    const day = await theDay(file, { ...newYork, key: 'north/2026-11-01.csv' });

    expect(day.hours[1]?.today).toBeNull();
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code: 'duplicate-hour-conflict', line: 4, column: 'today' }]);
    expect(day.warnings[0]?.message).toContain('line 3');
  });

  it('an ordinary day of that zone needs all its hours', async () => {
    const file = aFile({ hours: HOURS.filter((h) => h !== 2) });
    const day = await theDay(file, { ...newYork, key: 'north/2026-03-09.csv' });

    expect(codes(day)).toEqual(['missing-hours']);
  });
});

it('says an hour that stands beside all others but is none', async () => {
  const day = await theDay(withRows(aFile(), '24h,3,3,3,3.50,3.50'));

  expect(counts(day)).toEqual(TODAY);
  expect(day.outcome).toBe('partial');
  expect(codes(day)).toEqual(['hour-out-of-range']);
});

describe('what only looks like an hour is none:', () => {
  it.each(['5s', '12m', '5 min', '1²', '⑫', '2026-01-16T05:00[Mars/Base]', '05:00[UTC]'])('%s', async (text) => {
    const refusal = await theRefusal(aFile({ hours: [5], time: () => text }));
    expect(refusal.reason.code).toBe('hour-unreadable');
  });
});

it('converts date-times by the zone in brackets', async () => {
  const day = await theDay(aFile({ hours: [9, 10], time: (hour) => `2026-01-16T${hour}:00:00[UTC]` }));
  expect([day.date, counts(day)[6], counts(day)[7]]).toEqual(['2026-01-16', TODAY[9], TODAY[10]]);
});

it('refuses date-times of a zone whose hours are not ours', async () => {
  const file = aFile({ hours: [9, 10], time: (hour) => `2026-01-16T${hour}:00:00[Asia/Kolkata]` });
  expect((await theRefusal(file)).reason.code).toBe('sub-hour-rows');
});

it('takes -03:00 for an offset behind a date-time, for the end of the hour behind a time', async () => {
  const dated = await theDay(aFile({ hours: [2], time: () => '2026-01-16T02:00-03:00' }));
  const bare = await theDay(aFile({ hours: [2], time: () => '02:00-03:00' }));
  expect([counts(dated)[2], counts(bare)[2]]).toEqual([TODAY[2], TODAY[2]]);
});

it('refuses hours 1 to the running one: each can mean the hour that it ends', async () => {
  const hours = Array.from({ length: 15 }, (_, i) => i + 1);
  const at = (time: string) => ({ key: 'north/2026-01-16.csv', landedAt: `2026-01-16T${time}Z` });
  const refusal = await theRefusal(aFile({ hours }), at('18:20'));
  expect(refusal.reason).toMatchObject({ code: 'hour-convention-ambiguous', line: 2 });
  expect(codes(await theDay(aFile({ hours }), at('19:20')))).toContain('missing-hours');
});

it.each(['="09h"', "'09h"])('reads %s, text for a spreadsheet, as 09h', async (text) => {
  expect(counts(await theDay(aFile({ hours: [9], time: () => text })))[9]).toBe(TODAY[9]);
});

it.each([0, 46_038])('gives one reason for spreadsheet times, counted from %d', async (day) => {
  const refusal = await theRefusal(aFile({ time: (hour) => String(day + hour / 24) }));
  expect(refusal.reason).toMatchObject({
    code: 'hour-unreadable',
    line: 3,
    message: expect.stringContaining('format the column as text'),
  });
});
