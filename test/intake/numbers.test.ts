// How numbers may be written, and what becomes of those that can't be told. Absent is never zero.
import { describe, expect, it } from 'vitest';
import { aFile, HOURS, TODAY, todayBut, withLine } from './a-file.ts';
import { codes, counts, theDay, theRefusal } from './dropped.ts';

/** 15h (line 17) with the given cells for today and avg_last_week. */
const at15 = (today: string, average = '51.70'): string => withLine(aFile(), 17, `15h,${today},50,50,${average},51.70`);
const semicolons = (today: string, average: string, others: string): string =>
  withLine(aFile({ delimiter: ';', average: () => others }), 17, `15h;${today};50;50;${average};51,70`);

describe('a count of 51 may be written as', () => {
  it.each(['51', '051', '+51', '51.0', '51.00', ' 51 ', '\u00a051\u00a0', '\u202f51', '\u200951', '"51"', '5.1e1'])(
    '%j',
    async (text) => {
      const day = await theDay(at15(text));
      expect(day.hours[15]?.today).toBe(51);
      expect(day.outcome).toBe('ok');
      expect(codes(day)).toEqual(text.includes('e') ? ['scientific-notation'] : []);
    },
  );
});

describe('no value is not zero:', () => {
  it.each([
    '',
    ' ',
    '-',
    '–',
    '—',
    'N/A',
    'n/a',
    'NA',
    'n/d',
    'N/D',
    'NaN',
    'nan',
    'null',
    'NULL',
    'None',
    '#N/A',
    '#N/D',
    '\u00a0',
    '""',
  ])('%j is unknown', async (text) => {
    const day = await theDay(at15(text));

    expect(counts(day)).toEqual(todayBut(15));
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code: 'value-absent', line: 17, column: 'today' }]);
  });

  it('a written zero is a zero', async () => {
    const day = await theDay(at15('0'));

    expect(day.hours[15]?.today).toBe(0);
    expect(day.outcome).toBe('ok');
  });

  it.each(['00', '0.0', '0,0', '-0'])('so is %j', async (text) => {
    const day = await theDay(at15(`"${text}"`));

    expect(day.hours[15]?.today).toBe(0);
  });
});

describe('what is no count is unknown and named:', () => {
  it.each([
    ['-3', 'value-negative'],
    ['\u22123', 'value-negative'],
    ['(3)', 'value-negative'],
    ['3-', 'value-negative'],
    ['-0.5', 'value-negative'],
    ['12x', 'value-invalid'],
    ['fechado', 'value-invalid'],
    ['?', 'value-invalid'],
    ['51%', 'value-invalid'],
    ['R$ 51', 'value-invalid'],
    ['$51', 'value-invalid'],
    ['0x33', 'value-invalid'],
    ['true', 'value-invalid'],
    ['#REF!', 'value-invalid'],
    ['#VALUE!', 'value-invalid'],
    ['=SUM(A1:A3)', 'value-invalid'],
    ['="51"', 'value-invalid'],
    ["'51", 'value-invalid'],
    ['5 1', 'value-invalid'],
    ['5_1', 'value-invalid'],
    ['1.2.3', 'value-invalid'],
    ['51.', 'value-invalid'],
    ['--3', 'value-invalid'],
    ['+-3', 'value-invalid'],
    ['e3', 'value-invalid'],
    ['٥١', 'value-invalid'],
    ['½', 'value-invalid'],
    ['2026-01-16', 'value-invalid'],
    ['15:00', 'value-invalid'],
    ['12345678901234567890', 'value-out-of-range'],
    ['1234567890123456', 'value-out-of-range'],
    ['51.00000000000001234', 'value-out-of-range'],
    ['9'.repeat(400), 'value-out-of-range'],
    ['1e400', 'value-out-of-range'],
    ['1e15', 'value-out-of-range'],
    ['Infinity', 'value-out-of-range'],
    ['-inf', 'value-out-of-range'],
  ])('%j is %s', async (text, code) => {
    const day = await theDay(at15(text));

    expect(counts(day)).toEqual(todayBut(15));
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code, line: 17, column: 'today' }]);
    expect(day.warnings[0]?.message).toContain('15h is treated as unknown');
  });
});

it('reads the message that a night shift can act on', async () => {
  const day = await theDay(at15('fechado'));

  expect(day.warnings[0]?.message).toBe('line 17, column today: "fechado" is not a count; 15h is treated as unknown');
});

describe('an unreadable expectation', () => {
  it.each([
    ['?', 'value-invalid'],
    ['-1.5', 'value-negative'],
    ['', 'value-absent'],
  ])('%j leaves the count known and is unknown itself', async (text, code) => {
    const day = await theDay(at15('0', text));

    expect(day.hours[15]).toMatchObject({ today: 0, references: { avg_last_week: null } });
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toMatchObject([{ code, line: 17, column: 'avg_last_week' }]);
  });

  it('of zero is a zero', async () => {
    expect((await theDay(at15('3', '0'))).hours[15]?.references.avg_last_week).toBe(0);
  });

  it('may have all the digits of a double', async () => {
    const day = await theDay(at15('3', '22.428571428571427'));

    expect(day.hours[15]?.references.avg_last_week).toBe(22.428571428571427);
    expect(day.outcome).toBe('ok');
  });
});

describe('the decimal mark', () => {
  it('may be a comma in a file of semicolons', async () => {
    const day = await theDay(semicolons('51', '22,43', '7,25'));

    expect(day.hours[15]?.references.avg_last_week).toBe(22.43);
    expect(day.hours[3]?.references.avg_last_week).toBe(7.25);
    expect(day.outcome).toBe('ok');
  });

  it('may be a comma in quotes in a file of commas', async () => {
    const day = await theDay(aFile({ average: () => '"22,43"' }));

    expect(day.hours.map(({ references }) => references.avg_last_week)).toEqual(HOURS.map(() => 22.43));
    expect(day.outcome).toBe('ok');
  });

  it('may stand first', async () => {
    expect((await theDay(at15('51', '.43'))).hours[15]?.references.avg_last_week).toBe(0.43);
    expect((await theDay(semicolons('51', ',43', '7,25'))).hours[15]?.references.avg_last_week).toBe(0.43);
  });

  it('is seen where three decimals stand among values with two', async () => {
    expect((await theDay(at15('51', '22.427'))).hours[15]?.references.avg_last_week).toBe(22.427);
    expect((await theDay(semicolons('51', '22,427', '7,25'))).hours[15]?.references.avg_last_week).toBe(22.427);
  });

  it('is seen where a zero or more than three digits stand before three decimals', async () => {
    const day = await theDay(aFile({ average: (h) => (h === 15 ? '0.427' : '1234.567') }));

    expect(day.hours[15]?.references.avg_last_week).toBe(0.427);
    expect(day.hours[3]?.references.avg_last_week).toBe(1234.567);
  });
});

describe('thousands', () => {
  it('are read where other values have decimals of the other sign', async () => {
    expect((await theDay(semicolons('1.234', '1.484,81', '7,25'))).hours[15]).toMatchObject({
      today: 1234,
      references: { avg_last_week: 1484.81 },
    });
    expect((await theDay(at15('"1,234"', '"1,484.81"'))).hours[15]).toMatchObject({
      today: 1234,
      references: { avg_last_week: 1484.81 },
    });
  });

  it.each([
    '1.234.567',
    '"1,234,567"',
    "1'234'567",
    '1 234 567',
    '1\u00a0234\u00a0567',
    '1\u202f234\u202f567',
    '1’234’567',
  ])('are read in several groups: %s', async (text) => {
    const day = await theDay(at15(text));

    expect(day.hours[15]?.today).toBe(1_234_567);
  });

  it.each(["1'234", '1 234', '1\u00a0234', '1\u2009234'])(
    'are read with a blank or an apostrophe: %s',
    async (text) => {
      const day = await theDay(at15(text));

      expect(day.hours[15]?.today).toBe(1234);
      expect(day.outcome).toBe('ok');
    },
  );

  it.each(['1.234', '"1,234"'])('are not guessed where nothing decides: %s', async (text) => {
    const day = await theDay(
      withLine(aFile({ average: () => '40' }).replace(/\.\d\d$/gm, ''), 17, `15h,${text},50,50,51,51`),
    );

    expect(day.hours[15]?.today).toBeNull();
    expect(day.warnings).toMatchObject([{ code: 'number-ambiguous', line: 17, column: 'today' }]);
    expect(day.warnings[0]?.message).toContain('would decide');
  });

  it('are not guessed among counts where only averages have decimal points', async () => {
    const day = await theDay(at15('1.234', '1484.81'));

    expect(day.hours[15]).toMatchObject({ today: null, references: { avg_last_week: 1484.81 } });
    expect(codes(day)).toEqual(['number-ambiguous']);
  });

  it('of a whole file that decides nothing are refused', async () => {
    const file = aFile({ today: (h) => `1.${100 + h}`, average: () => '1.200' });
    const refusal = await theRefusal(file.replace(/^(\d\dh,\S+?),\d+,\d+,1.200,.*$/gm, '$1,1.100,1.100,1.200,1.200'));

    expect(refusal.reason).toMatchObject({ code: 'number-ambiguous', line: 2, column: 'today' });
  });

  it('in odd groups are no number', async () => {
    expect(codes(await theDay(at15('"1,23,456"')))).toEqual(['value-invalid']);
    expect(codes(await theDay(at15('12 34')))).toEqual(['value-invalid']);
  });
});

describe('is used, with a note:', () => {
  it.each([
    ['1e3', 1000, 'scientific-notation'],
    ['1E+03', 1000, 'scientific-notation'],
    ['"2,6E+03"', 2600, 'scientific-notation'],
    ['1.234e3', 1234, 'scientific-notation'],
    ['51.5', 51.5, 'fractional-count'],
  ])('%s as %d', async (text, value, code) => {
    const day = await theDay(at15(text));

    expect(day.hours[15]?.today).toBe(value);
    expect(day.outcome).toBe('ok');
    expect(codes(day)).toEqual([code]);
  });
});

describe('a file without any usable count is refused:', () => {
  it.each(['', 'N/A', '-1', 'x', '99999999999999999999'])('all %j', async (text) => {
    const refusal = await theRefusal(aFile({ today: () => text }));

    expect(refusal.reason.code).toBe('no-usable-rows');
  });
});

it('notes a comparison column that is empty all day, once', async () => {
  const day = await theDay(aFile().replace(/^(\d\dh,\d+),\d+,/gm, '$1,,'));

  expect(day.outcome).toBe('ok');
  expect(day.warnings).toMatchObject([{ code: 'reference-empty', line: null, column: 'yesterday' }]);
});

it.each(['999999999999', '10000001', '1e8', '1e-400', '1e-9', '0.00001'])('%s is no count of an hour', async (text) => {
  const day = await theDay(aFile({ today: (hour) => (hour === 12 ? text : String(TODAY[hour])) }));
  expect(counts(day)).toEqual(todayBut(12));
  expect(codes(day)).toContain('value-out-of-range');
});

it.each(['0e5', '0.0000', '10000000'])('%s is one', async (text) => {
  const day = await theDay(aFile({ today: (hour) => (hour === 12 ? text : String(TODAY[hour])) }));
  expect(counts(day)[12]).toBe(Number(text));
});
