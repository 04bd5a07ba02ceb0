// Duplicates, holes, rows of odd length, and rows that are no hours.
import { describe, expect, it } from 'vitest';
import { aFile, HEADER, HOURS, TODAY, todayBut, withLine, withRows } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

const row = (hour: string, today: string | number): string => `${hour},${today},9,9,12.21,12.40`;

it('does not mind the order of rows', async () => {
  const day = await theDay(aFile({ hours: HOURS.map((h) => (h * 7) % 24) }));

  expect(counts(day)).toEqual(TODAY);
  expect(day.warnings).toEqual([]);
});

describe('the same hour twice', () => {
  const line10 = aFile().split('\n')[9] ?? '';

  it('is used once where all fields are equal', async () => {
    const day = await theDay(withRows(aFile(), line10));

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.warnings).toMatchObject([{ code: 'duplicate-hour-identical', line: 26 }]);
  });

  it('is equal where only the spelling of numbers differs', async () => {
    const day = await theDay(withRows(aFile(), line10.replace('08h', '8:00').replace(/(\.\d\d)/g, '$10')));

    expect(codes(day)).toEqual(['duplicate-hour-identical']);
  });

  it('is unknown where counts differ, and both lines are named', async () => {
    const day = await theDay(withRows(aFile(), row('08h', 0)));

    expect(counts(day)).toEqual(todayBut(8));
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code: 'duplicate-hour-conflict', line: 26, column: 'today' }]);
    expect(day.warnings[0]?.message).toContain('line 10');
  });

  it('stays unknown when a third row agrees with the first', async () => {
    const day = await theDay(withRows(aFile(), row('08h', 0), line10));

    expect(counts(day)).toEqual(todayBut(8));
    expect(day.warnings.map(({ line }) => line)).toEqual([26, 27]);
  });

  it('is unknown where one row is blank and the other is not', async () => {
    const day = await theDay(withRows(aFile(), '08h,,,,,'));

    expect(counts(day)).toEqual(todayBut(8));
  });

  it('of all hours is refused', async () => {
    const doubled = `${aFile()}${HOURS.map((h) => row(`${h}h`, 99)).join('\n')}\n`;

    expect((await theRefusal(doubled)).reason).toMatchObject({ code: 'duplicate-hour-conflict', line: 26 });
  });
});

describe('hours without a row', () => {
  it('in the middle or at the start are named', async () => {
    const day = await theDay(aFile({ hours: HOURS.filter((h) => ![0, 11, 12, 15].includes(h)) }));

    expect(counts(day)).toEqual(todayBut(0, 11, 12, 15));
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code: 'missing-hours', line: null }]);
    expect(day.warnings[0]?.message).toContain('00h, 11h–12h, 15h');
  });

  it('at the end leave the day incomplete', async () => {
    const day = await theDay(aFile({ hours: HOURS.slice(0, 20) }));

    expect(day.outcome).toBe('partial');
    expect(codes(day)).toEqual(['day-incomplete']);
    expect(day.warnings[0]?.message).toContain('from 20h on');
  });

  it('all but one are still a day', async () => {
    const day = await theDay(aFile({ hours: [15] }));

    expect(day.hours[15]?.today).toBe(50);
    expect(codes(day)).toEqual(['missing-hours', 'day-incomplete']);
  });
});

describe('a row', () => {
  it('that is too short is used as far as it goes', async () => {
    const day = await theDay(withLine(aFile(), 17, '15h,50,50'));

    expect(day.hours[15]).toMatchObject({ today: 50, references: { yesterday: 50, avg_last_week: null } });
    expect(day.outcome).toBe('partial');
    expect(day.warnings[0]).toMatchObject({ code: 'row-too-short', line: 17 });
  });

  it('that has nothing but its hour is unknown', async () => {
    const day = await theDay(withLine(aFile(), 17, '15h'));

    expect(counts(day)).toEqual(todayBut(15));
    expect(codes(day)).toContain('row-too-short');
  });

  it.each(['23h,1', '23h', '23h,11,11,11,12.31', '2'])('that the end of the file cuts is not used: %s', async (cut) => {
    const day = await theDay(withLine(aFile(), 25, cut).trimEnd());

    expect(counts(day)).toEqual(todayBut(23));
    expect(day.outcome).toBe('partial');
    expect(day.warnings[0]).toMatchObject({ line: 25 });
  });

  it('that is whole but has no line end is used', async () => {
    const day = await theDay(aFile().trimEnd());

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toEqual([]);
  });

  it('that is too long is not used', async () => {
    const day = await theDay(withLine(aFile(), 17, '15h,50,50,50,51,70,51.70'));

    expect(counts(day)).toEqual(todayBut(15));
    expect(day.outcome).toBe('partial');
    expect(day.warnings[0]).toMatchObject({ code: 'row-too-long', line: 17 });
  });

  it('may have blank fields to spare', async () => {
    const day = await theDay(aFile({ more: () => ', ,' }));

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toEqual([]);
  });

  it('of unquoted decimal commas spoils the file, which is refused with the reason', async () => {
    const refusal = await theRefusal(aFile({ average: (h) => `${h},43` }));

    expect(refusal.reason).toMatchObject({ code: 'row-too-long', line: 2 });
  });
});

describe('set aside, with a note where there was text:', () => {
  it.each([
    'TOTAL,510,,,,',
    'Total,510,500,500,371.59,351.14',
    'Total geral;510'.replace(';', ','),
    'total:,510,,,,',
    'Soma,510,,,,',
    'Média,21.3,,,,',
    'media,21.3,,,,',
    'AVG,21.3,,,,',
    'Average,21.3,,,,',
    'Mean,21.3,,,,',
    'Grand Total,510,,,,',
    'Subtotal,510,,,,',
    'TOTAL',
  ])('totals: %s', async (totals) => {
    const day = await theDay(withRows(aFile(), totals));

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.warnings).toMatchObject([{ code: 'totals-row-ignored', line: 26 }]);
  });

  it('totals without a label, known by their sum', async () => {
    const sum = TODAY.reduce((a, b) => a + b, 0);
    const totals = await theDay(withRows(aFile(), `,${sum},,,,`));
    const other = await theDay(withRows(aFile(), `,${sum + 1},,,,`));

    expect([totals.outcome, codes(totals)]).toEqual(['ok', ['totals-row-ignored']]);
    expect([other.outcome, codes(other)]).toEqual(['partial', ['hour-unreadable']]);
  });

  it('totals at the top', async () => {
    const day = await theDay(withLine(aFile(), 1, HEADER, 'TOTAL,510,,,,'));

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toMatchObject([{ code: 'totals-row-ignored', line: 2 }]);
  });

  it.each([
    '# exported at 10h',
    '# exported, at 10h',
    '// note',
    '-- note',
    '"# quoted, note"',
    'Gerado pelo sistema',
    'Gerado em 16/01/2026,,,,,',
    '24 rows',
  ])('comments and text: %s', async (text) => {
    const day = await theDay(withRows(withLine(aFile(), 5, aFile().split('\n')[4] ?? '', text), text));

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.warnings).toMatchObject([{ code: 'comment-lines-ignored', line: 6 }]);
    expect(day.warnings[0]?.message).toContain('27');
  });

  it('text above the header', async () => {
    const day = await theDay(`Relatório de vendas\nLoja: norte, 16/01/2026\n\n# by: export\n${aFile()}`);

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.warnings.map(({ code, line }) => [code, line])).toEqual([
      ['lines-before-header', 1],
      ['comment-lines-ignored', 4],
    ]);
  });

  it('the header again', async () => {
    const day = await theDay(withLine(aFile(), 13, aFile().split('\n')[12] ?? '', HEADER.toUpperCase()));

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toMatchObject([{ code: 'header-repeated', line: 14 }]);
  });

  it.each(['', '   ', ',,,,,', ' , , , , , '])('blank lines, without a word: %j', async (blank) => {
    const day = await theDay(
      `${blank}\n${withRows(withLine(aFile(), 13, aFile().split('\n')[12] ?? '', blank, blank), blank, blank)}`,
    );

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toEqual([]);
  });
});

describe('a header in another order between the rows', () => {
  const other = 'time,yesterday,today,same_day_last_week,avg_last_week,avg_last_month';

  it('ends what can be trusted', async () => {
    const refusal = await theRefusal(withLine(aFile(), 13, aFile().split('\n')[12] ?? '', other));

    expect(refusal.reason).toMatchObject({ code: 'header-changed', line: 14 });
  });

  it('does not touch days that were whole before', async () => {
    const north = aFile({ header: `${HEADER},checkout`, more: () => 'north' });
    const south = aFile({ header: `${other},checkout`, more: () => 'south' });
    const items = await dropped(north + south);

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([['north', 'partial']]);
    expect(codes(items[0])).toContain('header-changed');
  });
});

describe('merge conflict markers', () => {
  it.each(['<<<<<<< ours', '>>>>>>> theirs', '=======', '<<<<<<<', '||||||| base'])('%s', async (marker) => {
    const refusal = await theRefusal(withLine(aFile(), 9, aFile().split('\n')[8] ?? '', marker));

    expect(refusal.reason).toMatchObject({ code: 'conflict-markers', line: 10 });
  });

  it('on the first line', async () => {
    expect((await theRefusal(`<<<<<<< HEAD\n${aFile()}`)).reason).toMatchObject({ code: 'conflict-markers', line: 1 });
  });
});

describe('a file without rows', () => {
  it.each([
    ['', 'empty-file', null],
    ['\n\n', 'empty-file', null],
    [' \t\r\n ', 'empty-file', null],
    ['\uFEFF', 'empty-file', null],
    [HEADER, 'no-usable-rows', 1],
    [`${HEADER}\n\n,,,,,\n`, 'no-usable-rows', 1],
    [`${HEADER}\nTOTAL,0,,,,\n`, 'no-usable-rows', 1],
  ])('%j is refused as %s', async (file, code, line) => {
    expect((await theRefusal(file)).reason).toMatchObject({ code, line });
  });
});

it('says which line it took for text where no row is left', async () => {
  const { reason } = await theRefusal(`${HEADER}\n${HOURS.map((h) => `${h}h;5;5;5;5.25;5.25`).join('\n')}`);

  expect(reason).toMatchObject({ code: 'no-usable-rows', line: 1 });
  expect(reason.message).toContain('line 2');
});

it('gives a refused file the identity of its key', async () => {
  const refusal = await theRefusal('', { key: 'stores/north/2026-01-16.csv' });

  expect(refusal).toMatchObject({ checkout: 'north', date: '2026-01-16', outcome: 'quarantine' });
});
