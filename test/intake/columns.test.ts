// Header words, their order, and what is missing, misspelt or twofold.
import { describe, expect, it } from 'vitest';
import { aFile, HEADER, HOURS, TODAY, todayBut } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

const REST = 'yesterday,same_day_last_week,avg_last_week,avg_last_month';

describe('columns are known by name, however it is written:', () => {
  it.each([
    'TIME,TODAY,YESTERDAY,SAME_DAY_LAST_WEEK,AVG_LAST_WEEK,AVG_LAST_MONTH',
    'Time,Today,Yesterday,Same Day Last Week,Avg Last Week,Avg Last Month',
    'time,today,yesterday,same-day-last-week,avg-last-week,avg-last-month',
    ' time , today , yesterday , same day last week , avg last week , avg last month ',
    'time,today,yesterday,sameDayLastWeek,avgLastWeek,avgLastMonth',
    'time,today,yesterday,same.day.last.week,avg.last.week,avg.last.month',
    '"time","today","yesterday","same_day_last_week","avg_last_week","avg_last_month"',
    '"time","today","yesterday","same day\nlast week","avg\nlast week","avg\nlast month"',
    'hora,hoje,ontem,mesmo_dia_semana_passada,media_semana_passada,media_mes_passado',
    'Hora,Hoje,Ontem,Mesmo dia semana passada,Média semana passada,Média mês passado',
    'HORA,HOJE,ONTEM,MESMO DIA SEMANA PASSADA,MÉDIA SEMANA PASSADA,MÉDIA MÊS PASSADO',
    'hora,hoje,ontem,mesmo dia da semana passada,me\u0301dia da semana passada,média do mês passado',
    'Horário,today,ontem,same_day_last_week,média última semana,avg_last_month',
    'hour,today,yesterday,same_weekday_last_week,average_last_week,average_last_month',
    '\u200btime,\u00a0today,yesterday,same_day_last_week,avg_last_week\u00a0,avg_last_month',
  ])('%s', async (header) => {
    const day = await theDay(aFile({ header: header.includes('\n') ? '@' : header }).replace('@', header));

    expect(counts(day)).toEqual(TODAY);
    expect(day.hours[15]?.references).toEqual({
      yesterday: 50,
      same_day_last_week: 50,
      avg_last_week: 51.7,
      avg_last_month: 51.7,
    });
    expect(day.warnings).toEqual([]);
  });

  it('in another order', async () => {
    const day = await theDay(
      `avg_last_week,yesterday,today,time\n${HOURS.map((h) => `${h}.5,9,${TODAY[h]},${h}h`).join('\n')}`,
    );

    expect(counts(day)).toEqual(TODAY);
    expect(day.hours[15]?.references).toMatchObject({ yesterday: 9, avg_last_week: 15.5 });
  });
});

it('names columns in findings as the header does', async () => {
  const header = 'Hora,Hoje,Ontem,Mesmo dia semana passada,Média semana passada,Média mês passado';
  const day = await theDay(
    aFile({ header, today: (h) => (h === 8 ? 'x' : '5'), average: (h) => (h === 9 ? 'x' : '5.25') }),
  );

  expect(day.warnings.map(({ column }) => column)).toEqual(['Hoje', 'Média semana passada', 'Média mês passado']);
});

it('notes columns that it does not know', async () => {
  const day = await theDay(aFile({ header: `${HEADER},region`, more: () => 'a region' }));

  expect(counts(day)).toEqual(TODAY);
  expect(day.outcome).toBe('ok');
  expect(day.warnings).toMatchObject([{ code: 'extra-column', line: 1, column: 'region' }]);
});

it('does not mind what stands in columns that it does not know', async () => {
  const day = await theDay(aFile({ header: `${HEADER},note`, more: (h) => `"a, ""b"" ${h}"` }));

  expect(counts(day)).toEqual(TODAY);
  expect(codes(day)).toEqual(['extra-column']);
});

it('does not mind empty columns at the end', async () => {
  const day = await theDay(aFile({ header: `${HEADER},,`, more: () => ',' }));

  expect(day.warnings).toEqual([]);
});

it('prefers the documented name where a synonym stands beside it', async () => {
  const day = await theDay(aFile({ header: `${HEADER},hour`, more: (h) => `${23 - h}` }));

  expect(counts(day)).toEqual(TODAY);
  expect(codes(day)).toEqual(['extra-column']);
});

describe('a needed column', () => {
  it.each([
    ['today', `time,${REST}`, 'today'],
    ['today, misspelt', `time,todya,${REST}`, 'today'],
    ['time', `today,${REST}`, 'time'],
    ['time, misspelt', `tiem,today,${REST}`, 'time'],
    ['all, in other words', 'when,sold,before,week,average,month', 'time'],
    ['today, where each day has a column', 'time,2026-01-14,2026-01-15,2026-01-16', 'today'],
    ['today, where hours have columns', `time,${HOURS.map((h) => `${h}h`).join(',')}`, 'today'],
  ])('that is missing is named: %s', async (_, header, column) => {
    const refusal = await theRefusal(aFile({ header }));

    expect(refusal.reason).toMatchObject({ code: 'column-missing', line: 1, column });
  });

  it('that is misspelt is told from the nearest name', async () => {
    expect((await theRefusal(aFile({ header: `time,todya,${REST}` }))).reason.message).toBe(
      'line 1, column today: no column is called today; the closest name found is todya',
    );
  });

  it('that is only an average leaves the counts known', async () => {
    const day = await theDay(`time,today\n${HOURS.map((h) => `${h}h,${TODAY[h]}`).join('\n')}\n`);

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('partial');
    expect(day.warnings).toContainEqual(expect.objectContaining({ code: 'column-missing', column: 'avg_last_week' }));
  });
});

it('gets along without the other known columns', async () => {
  const day = await theDay(`time,today,avg_last_week\n${HOURS.map((h) => `${h}h,${TODAY[h]},9.25`).join('\n')}\n`);

  expect(day.outcome).toBe('ok');
  expect(day.warnings.map(({ code, column }) => [code, column])).toEqual([
    ['optional-column-missing', 'yesterday'],
    ['optional-column-missing', 'same_day_last_week'],
    ['optional-column-missing', 'avg_last_month'],
  ]);
});

describe('the same meaning twice is refused:', () => {
  it.each([
    ['today,today', 'today'],
    ['today,hoje', 'hoje'],
    ['today,TODAY ', 'TODAY'],
  ])('%s', async (twice, column) => {
    const refusal = await theRefusal(aFile({ header: `time,${twice},yesterday,avg_last_week,avg_last_month` }));

    expect(refusal.reason).toMatchObject({ code: 'column-duplicated', line: 1, column });
  });

  it('time and hora', async () => {
    expect((await theRefusal(aFile({ header: `${HEADER},hora`, more: (h) => `${h}h` }))).reason.code).toBe(
      'column-duplicated',
    );
  });
});

describe('a file without a header is refused', () => {
  it.each([
    ['rows alone', aFile().slice(HEADER.length + 1)],
    ['prose', 'Service unavailable\n'],
    ['one number', '51\n'],
    ['rows of numbers', '1,2,3\n4,5,6\n'],
  ])('%s', async (_, file) => {
    expect((await theRefusal(file)).reason).toMatchObject({ code: 'header-not-found', line: 1 });
  });

  it('and says what stands there instead', async () => {
    expect((await theRefusal('Service unavailable\n')).reason.message).toContain('"Service unavailable"');
  });
});

describe('a checkout column', () => {
  const header = `${HEADER},checkout`;

  it('keeps checkouts apart, whatever order their rows have', async () => {
    const north = aFile({ more: () => 'north' })
      .split('\n')
      .slice(1, 25);
    const south = aFile({ today: () => '7', more: () => 'south' })
      .split('\n')
      .slice(1, 25);
    const items = await dropped([header, ...HOURS.flatMap((h) => [north[h], south[h]])].join('\n'));

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
      ['north', 'ok'],
      ['south', 'ok'],
    ]);
    expect(items.map((item) => counts(item))).toEqual([TODAY, HOURS.map(() => 7)]);
  });

  it('lets a bad row spoil only its own checkout', async () => {
    const bad = aFile({ today: (h) => (h === 9 ? 'x' : '7'), more: () => 'south' }).slice(HEADER.length);
    const items = await dropped(`${aFile({ header, more: () => 'north' })}${bad}`);

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
      ['north', 'ok'],
      ['south', 'partial'],
    ]);
  });

  it('that is blank throughout leaves the checkout to the key', async () => {
    expect((await theDay(aFile({ header, more: () => '' }))).checkout).toBe('north');
  });

  it('that is blank in some rows gives those rows a refusal of their own', async () => {
    const items = await dropped(aFile({ header, more: (h) => (h === 9 ? ' ' : 'south') }), { key: 'the-export.csv' });

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
      ['south', 'partial'],
      ['the-export', 'quarantine'],
    ]);
    expect(items[1]).toMatchObject({ reason: { code: 'checkout-absent', line: 11, column: 'checkout' } });
  });
});

describe('a date column', () => {
  const header = `date,${HEADER}`;
  const dated = (...dates: string[]): string =>
    [
      header,
      ...dates.flatMap((date) =>
        aFile()
          .trim()
          .split('\n')
          .slice(1)
          .map((row) => `${date},${row}`),
      ),
    ].join('\n');

  it.each([
    '2026-01-16',
    '16/01/2026',
    '16-01-2026',
    '16.01.2026',
    '2026/01/16',
    '20260116',
    '2026-01-16 00:00:00',
    '2026-01-16T00:00:00Z',
    '"16/01/2026"',
    '1/16/2026',
  ])('may be written %s', async (date) => {
    expect(await theDay(dated(date), { key: 'north/2026-01-16.csv' })).toMatchObject({
      date: '2026-01-16',
      outcome: 'ok',
      warnings: [],
    });
  });

  it('makes each date a day', async () => {
    const items = await dropped(dated('2026-01-15', '2026-01-16'));

    expect(items.map(({ date, outcome }) => [date, outcome])).toEqual([
      ['2026-01-15', 'ok'],
      ['2026-01-16', 'ok'],
    ]);
  });

  it('called data is a date column only where it holds dates', async () => {
    const file = (cell: string): string => aFile({ header: `${HEADER},data`, more: () => cell });

    expect(await theDay(file('16/01/2026'))).toMatchObject({ date: '2026-01-16', outcome: 'ok' });
    expect(await theDay(file('{}'), { key: 'north/2026-01-15.csv' })).toMatchObject({
      date: '2026-01-15',
      outcome: 'ok',
    });
  });

  it('wins over the key, with a note', async () => {
    const day = await theDay(dated('2026-01-15'), { key: 'north/2026-01-16.csv' });

    expect(day.date).toBe('2026-01-15');
    expect(day.outcome).toBe('ok');
    expect(codes(day)).toEqual(['date-mismatch']);
  });

  it('has the day first, unless another row proves the contrary', async () => {
    expect((await theDay(dated('03/04/2026'))).date).toBe('2026-04-03');
    const items = await dropped(dated('03/04/2026', '03/15/2026'));
    expect(items.map(({ date }) => date)).toEqual(['2026-03-04', '2026-03-15']);
  });

  it('is not guessed where rows prove both orders', async () => {
    const items = await dropped(dated('03/04/2026', '03/15/2026', '15/03/2026'));

    expect(items.map(({ date, outcome }) => [date, outcome])).toEqual([
      [null, 'quarantine'],
      ['2026-03-15', 'ok'],
    ]);
    expect(codes(items[0])[0]).toBe('date-ambiguous');
  });

  it.each(['yesterday', '32/01/2026', '2026-02-30', '16/01/26'])(
    'that is no date spoils only its rows: %s',
    async (text) => {
      const items = await dropped(dated('2026-01-16', text));

      expect(items.map(({ date, outcome }) => [date, outcome])).toEqual([
        ['2026-01-16', 'ok'],
        [null, 'quarantine'],
      ]);
      expect(items[1]).toMatchObject({ reason: { code: 'date-unreadable', line: 26, column: 'date' } });
    },
  );
});

describe('a comma inside a value that is not quoted', () => {
  const shifted = (header: string) => aFile({ header, today: (hour) => `1,2${String(hour).padStart(2, '0')}` });

  it('is seen where the header ends in blank columns', async () => {
    expect((await theRefusal(shifted(`${HEADER},,,,`))).reason).toMatchObject({ code: 'row-too-long', line: 2 });
  });

  it('is seen under a spare column, by the averages that stand too far right', async () => {
    expect((await theRefusal(shifted(`${HEADER},obs`))).reason).toMatchObject({ code: 'row-too-long', column: 'obs' });
  });

  it('is seen in one row where the others leave the spare column blank', async () => {
    const day = await theDay(
      aFile({ header: `${HEADER},obs`, today: (hour) => (hour === 12 ? '1,244' : String(TODAY[hour])) }),
    );
    expect(counts(day)).toEqual(todayBut(12));
    expect(day.warnings).toContainEqual(expect.objectContaining({ code: 'row-too-long', line: 14, column: 'obs' }));
  });

  it('is seen in averages under spare columns, by decimals such as 06', async () => {
    const refusal = await theRefusal(
      aFile({ header: `${HEADER},obs,note`, average: (hour) => `9,${String(hour).padStart(2, '0')}` }),
    );
    expect(refusal.reason.code).toBe('row-too-long');
  });

  it('is not suspected of a spare column that has numbers of its own', async () => {
    const busy = { header: `${HEADER},revenue`, today: (hour: number) => String(100 + hour) };
    const day = await theDay(aFile({ ...busy, more: (hour) => `${hour}.50` }));
    expect([day.outcome, counts(day)[3]]).toEqual(['ok', 103]);
  });
});

describe('a file of two', () => {
  const two = (name: string, first: string, second: string, hours = HOURS) => {
    const rows = (value: string, of: readonly number[]) =>
      aFile({ hours: of })
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => `${value},${row}`);
    return [`${name},${HEADER}`, ...rows(first, HOURS), ...rows(second, hours), ''].join('\n');
  };

  it.each(['loja', 'store', 'filial', 'canal', 'shop'])('checkouts is kept apart by %s', async (name) => {
    const items = await dropped(two(name, 'Centro', 'Norte'));
    expect(items.map(({ checkout }) => checkout)).toEqual(['Centro', 'Norte']);
  });

  it.each(['dia', 'day', 'data_venda', 'data_movimento'])('dates is kept apart by %s', async (name) => {
    const items = await dropped(two(name, '2026-01-15', '2026-01-16'));
    expect(items.map(({ date }) => date)).toEqual(['2026-01-15', '2026-01-16']);
  });

  it('is refused where the column that tells them apart is unknown, and the column is named', async () => {
    const refusal = await theRefusal(two('quiosque', 'Centro', 'Norte', [10, 11, 12]));
    expect(refusal.reason).toMatchObject({ code: 'duplicate-hour-conflict', column: 'quiosque' });
    expect(refusal.reason.message).toContain('call that column checkout or date');
  });
});

it('does not take an hour twice for once where an unknown column differs', async () => {
  const file = aFile({ header: `${HEADER},note`, more: () => 'first' });
  const row = file.split('\n')[9] ?? '';
  const day = await theDay(`${file}${row.replace('first', 'second')}\n`);
  expect(counts(day)).toEqual(todayBut(8));
});
