// Which checkout and which date: the rows', else the metadata's, else the key's, else inferred.
import { describe, expect, it } from 'vitest';
import { checkoutId, isDataKey, keyIdentity } from '../../lambda/intake/identity.ts';
import { aFile, HEADER } from './a-file.ts';
import { codes, theDay, theRefusal } from './dropped.ts';

describe('a key tells', () => {
  it.each([
    // The documented layout, and dates in ISO or Brazilian order
    ['stores/north/2026-01-16.csv', 'north', '2026-01-16'],
    ['north/2026-01-16.csv.gz', 'north', '2026-01-16'],
    ['north/16-01-2026.CSV', 'north', '2026-01-16'],
    ['north/03-04-2026.csv', 'north', '2026-04-03'],
    ['north/16.01.2026.csv', 'north', '2026-01-16'],
    ['north/16_01_2026.csv', 'north', '2026-01-16'],
    ['north/2026_01_16.csv', 'north', '2026-01-16'],
    ['north/20260116.csv', 'north', '2026-01-16'],
    ['north/16012026.csv', 'north', '2026-01-16'],
    ['north/2026-01-16 (1).csv', 'north', '2026-01-16'],
    ['north/2026-01-16T23-59-00.csv', 'north', '2026-01-16'],
    ['north/20260116_2359.csv', 'north', '2026-01-16'],
    ['north/20260116235900.csv', 'north', '2026-01-16'],
    ['north_2026-01-16.csv', 'north', '2026-01-16'],
    ['2026-01-16_north.csv', 'north', '2026-01-16'],
    ['checkout_1_2026-01-16 - Copy.csv', 'checkout_1', '2026-01-16'],
    ['exports/2026-01-16/north.csv', 'north', '2026-01-16'],
    ['north/2026/01/16.csv', 'north', '2026-01-16'],
    ['exports/2026/01/16/north.csv', 'north', '2026-01-16'],
    ['checkout=north/date=2026-01-16/part-0.csv', 'north', '2026-01-16'],
    ['year=2026/month=01/day=16/north.csv', 'north', '2026-01-16'],
    // No date, or one that can't be told
    ['checkout_1.csv', 'checkout_1', null],
    ['01092025.csv', '01092025', null],
    ['north/01092025.csv', 'north', null],
    ['north/2026-02-30.csv', '2026-02-30', null],
    ['north/13-13-2026.csv', '13-13-2026', null],
    ['north/2026-01-16_2026-01-17.csv', 'north', null],
    ['12345678901234.csv', '12345678901234', null],
    // Copies
    ['north (1).csv', 'north', null],
    ['north(2).csv', 'north', null],
    ['north - Copy.csv', 'north', null],
    ['north - Copy (2).csv', 'north', null],
    ['north copy.csv', 'north', null],
    ['north copy 3.csv', 'north', null],
    ['north - Cópia.csv', 'north', null],
    ['north - Co\u0301pia (2).csv', 'north', null],
    ['Copy of north.csv', 'north', null],
    ['Cópia de north.csv', 'north', null],
    ['photocopy.csv', 'photocopy', null],
    // Keys are opaque
    ['a b+c%20d.csv', 'a b+c%20d', null],
    ['../../etc/passwd.csv', 'passwd', null],
    ['//x//.csv', 'x', null],
    ['.csv', 'unnamed', null],
    ['/.csv.gz', 'unnamed', null],
    [' (1).csv', '(1)', null],
    ['<script>alert(1)</script>.csv', 'script>', null],
    ['🛒 loja.csv', '🛒 loja', null],
    ['a\u202eb\u0007c.csv', 'a\\u{202e}b c', null],
    [`${'x'.repeat(1020)}.csv`, `${'x'.repeat(111)}~efab70f8a9a4e1e3`, null],
  ])('%j: %j of %j', (key, checkout, date) => {
    expect(keyIdentity(key)).toEqual({ checkout, date });
  });
});

describe('data, by its key, is', () => {
  it.each(['a.csv', 'a.CSV', 'a.Csv.Gz', 'a/b.csv.gz', '.csv', 'a.b.csv', 'checkouts/north.csv'])('%j', (key) => {
    expect(isDataKey(key)).toBe(true);
  });

  it.each([
    'a/',
    'a.csv/',
    'a.txt',
    'a',
    '',
    'a.csv.zip',
    'a.csv.bak',
    'csv',
    'a.csv ',
    'receipts/a.csv',
    'quarantine/a.csv',
  ])('not %j', (key) => {
    expect(isDataKey(key)).toBe(false);
  });
});

it('ignores what is no data by its key, whatever it holds', async () => {
  expect(await theRefusal(aFile(), { key: 'north/report.pdf' })).toMatchObject({
    checkout: 'report.pdf',
    outcome: 'ignore',
    reason: { code: 'key-ignored' },
  });
});

describe('metadata', () => {
  it('wins over the key', async () => {
    const day = await theDay(aFile(), {
      key: 'north/2026-01-16.csv',
      metadata: { checkout: 'south', date: '15/01/2026' },
    });

    expect(day).toMatchObject({ checkout: 'south', date: '2026-01-15', warnings: [] });
  });

  it('that is blank says nothing', async () => {
    const day = await theDay(aFile(), { key: 'north/2026-01-16.csv', metadata: { checkout: ' ', date: '' } });

    expect(day).toMatchObject({ checkout: 'north', date: '2026-01-16', warnings: [] });
  });

  it('that is no date leaves it to the key, with a note', async () => {
    const day = await theDay(aFile(), { key: 'north/2026-01-16.csv', metadata: { date: '03/04/2026' } });

    expect(day).toMatchObject({ date: '2026-01-16', outcome: 'ok' });
    expect(codes(day)).toEqual(['metadata-unreadable']);
  });

  it('loses against the rows', async () => {
    const day = await theDay(aFile({ header: `${HEADER},checkout,date`, more: () => 'east,2026-01-14' }), {
      metadata: { checkout: 'south', date: '2026-01-15' },
    });

    expect(day).toMatchObject({ checkout: 'east', date: '2026-01-14' });
    expect(codes(day)).toEqual(['date-mismatch']);
  });

  it('settles in which order the rows write their dates', async () => {
    const file = aFile({ header: `${HEADER},date`, more: () => '03/04/2026' });

    expect((await theDay(file, { key: 'north/2026-03-04.csv' })).date).toBe('2026-03-04');
    expect((await theDay(file, { key: 'north/2026-04-03.csv' })).date).toBe('2026-04-03');
  });
});

describe('a key that seems to name a date', () => {
  it.each(['north_01092025.csv', 'north-2026-02-30.csv'])(
    'and does not for certain (%s) is quoted in a note',
    async (key) => {
      const day = await theDay(aFile(), { key });

      expect(day).toMatchObject({ outcome: 'ok' });
      expect(codes(day)).toEqual(['key-date-unreadable']);
    },
  );

  it('is read where only one order is possible', async () => {
    expect(await theDay(aFile(), { key: 'north_01-31-2026.csv' })).toMatchObject({ date: '2026-01-31', warnings: [] });
  });
});

describe('ids that differ stay apart', () => {
  const long = (end: string) => `${'a'.repeat(200)}${end}`;

  it('where they are too long to be kept whole', async () => {
    const [one, two] = await Promise.all(
      ['-one', '-two'].map((end) => theDay(aFile(), { key: 'x.csv', metadata: { checkout: long(end) } })),
    );
    expect(one?.checkout).not.toBe(two?.checkout);
    expect(one?.checkout).toMatch(/^a+~[0-9a-f]{16}$/);
    expect(keyIdentity(`${long('-one')}.csv`).checkout).not.toBe(keyIdentity(`${long('-two')}.csv`).checkout);
  });

  it('where they differ in what nobody sees', () => {
    expect(checkoutId('nor\u200bth')).toBe('nor\\u{200b}th');
    expect(checkoutId('\ufeffnorth\u200e')).toBe('north');
  });
});
