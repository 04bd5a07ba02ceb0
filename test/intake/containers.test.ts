// Encodings, line ends, delimiters, quotes, compression; and files that are no CSV at all.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aFile, HEADER, HOURS, TODAY, todayBut, withLine } from './a-file.ts';
import { codes, counts, dropped, theDay, theRefusal } from './dropped.ts';

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const accents = aFile({ header: 'hora,hoje,ontem,mesmo dia semana passada,média semana passada,média mês passado' });

describe('a file may be encoded in', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(accents)],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${accents}`)],
    ['UTF-8 with the mark twice', Buffer.from(`\uFEFF\uFEFF${accents}`)],
    ['UTF-16, little end first, with mark', utf16(accents, 'le', true)],
    ['UTF-16, big end first, with mark', utf16(accents, 'be', true)],
    ['UTF-16, little end first, without mark', utf16(accents, 'le', false)],
    ['UTF-16, big end first, without mark', utf16(accents, 'be', false)],
    ['Latin-1', Buffer.from(accents, 'latin1')],
    ['gzip', gzipSync(accents)],
    ['gzip of UTF-16', gzipSync(utf16(accents, 'le', true))],
    ['gzip of Latin-1', gzipSync(Buffer.from(accents, 'latin1'))],
    ['gzip in two members', Buffer.concat([gzipSync(accents.slice(0, 200)), gzipSync(accents.slice(200))])],
  ])('%s', async (_, bytes) => {
    const day = await theDay(bytes);

    expect(counts(day)).toEqual(TODAY);
    expect(day.outcome).toBe('ok');
    expect(day.warnings).toEqual([]);
  });

  it('Windows-1252, whose names keep their accents', async () => {
    const file = Buffer.from(aFile({ header: `${HEADER},checkout`, more: () => 'S\u00e3o Jo\u00e3o' }), 'latin1');

    expect((await theDay(file)).checkout).toBe('São João');
  });

  it('Windows-1252 that begins like UTF-8: one encoding for the whole file', async () => {
    const row = (name: string): string => aFile({ header: `${HEADER},checkout`, more: () => name });
    const mixed = Buffer.concat([
      Buffer.from(row('São')),
      Buffer.from(row('Jo\u00e3o').slice(HEADER.length + 9), 'latin1'),
    ]);

    expect((await dropped(mixed)).map(({ checkout }) => checkout)).toEqual(['SÃ£o', 'João']);
  });

  it('pieces that cut characters, line ends and signatures anywhere', async () => {
    const bytes = Buffer.from(`\uFEFF${accents.replaceAll('\n', '\r\n')}`);
    async function* byByte() {
      for (let i = 0; i < bytes.length; i++) yield bytes.subarray(i, i + 1);
    }
    const [day] = await dropped({ size: bytes.length, open: byByte });

    expect(counts(day)).toEqual(TODAY);
    expect(day?.warnings).toEqual([]);
  });
});

describe('lines may end in', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['CR CR LF, as some transfers leave them', '\r\r\n'],
  ])('%s', async (_, lineEnd) => {
    const day = await theDay(aFile({ lineEnd, today: (h) => (h === 20 ? 'x' : String(TODAY[h])) }));

    expect(counts(day)).toEqual(todayBut(20));
    if (lineEnd !== '\r\r\n') expect(day.warnings[0]).toMatchObject({ code: 'value-invalid', line: 22 });
  });

  it('all of them in one file, and lines are still counted right', async () => {
    const lines = aFile({ today: (h) => (h === 20 ? 'x' : '5') }).split('\n');
    const day = await theDay(lines.map((line, i) => line + ['\n', '\r\n', '\r'][i % 3]).join(''));

    expect(day.warnings[0]).toMatchObject({ code: 'value-invalid', line: 22 });
  });
});

describe('fields may be separated by', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['pipes', '|'],
    ['commas and blanks', ', '],
    ['blanks around semicolons', ' ; '],
  ])('%s', async (_, delimiter) => {
    const day = await theDay(aFile({ delimiter }));

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toEqual([]);
  });

  it.each([
    ['sep=;', ';'],
    ['SEP=,', ','],
    ['"sep=;"', ';'],
    ['sep=\t', '\t'],
    ['sep=|', '|'],
    ['sep=^', '^'],
    ['sep=\\t', '\t'],
    ['sep=;', ','],
  ])('what the line %j says, if it is true (here %j), and lines are counted with it', async (line, delimiter) => {
    const day = await theDay(`${line}\n${aFile({ delimiter, today: (h) => (h === 20 ? 'x' : '5') })}`);

    expect(day.warnings).toMatchObject([{ code: 'value-invalid', line: 23 }]);
  });

  it('semicolons, though there are more commas', async () => {
    const day = await theDay(aFile({ delimiter: ';', average: () => '1,25' }));

    expect(day.hours[3]?.references.avg_last_week).toBe(1.25);
  });
});

describe('quotes', () => {
  it('may stand around every field', async () => {
    const day = await theDay(
      aFile()
        .trim()
        .split('\n')
        .map((line) => line.replace(/[^,]+/g, '"$&"'))
        .join('\n'),
    );

    expect(counts(day)).toEqual(TODAY);
    expect(day.warnings).toEqual([]);
  });

  it('may stand around whole rows, as a spreadsheet leaves them that separates otherwise', async () => {
    const wrapped = aFile({ average: () => '"22,43"' }).replace(/^.+$/gm, (row) => `"${row.replaceAll('"', '""')}"`);
    const day = await theDay(wrapped);

    expect(counts(day)).toEqual(TODAY);
    expect(day.hours[3]?.references.avg_last_week).toBe(22.43);
    expect(day.warnings).toEqual([]);
  });

  it('may hold delimiters, doubled quotes and line breaks, which count as lines', async () => {
    const file = aFile({ header: `${HEADER},note`, more: () => '"a, ""b""\nc"', today: (h) => (h === 2 ? 'x' : '5') });
    const day = await theDay(file);

    expect(day.hours[23]?.today).toBe(5);
    expect(day.warnings.find(({ code }) => code === 'value-invalid')).toMatchObject({ line: 6 });
  });

  it('may follow blanks', async () => {
    const day = await theDay(aFile({ delimiter: ', ', average: () => '"22,43"' }));

    expect(day.hours[3]?.references.avg_last_week).toBe(22.43);
  });

  it('may be part of a text', async () => {
    const items = await dropped(aFile({ header: `${HEADER},checkout`, more: () => 'TV 5" norte' }));

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([['TV 5" norte', 'ok']]);
  });

  it('that are misplaced are literal in any dialect', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const file = aFile({
        delimiter,
        header: `${HEADER},note`,
        more: (h) => (h === 15 ? '"a"b' : `"c""d${delimiter}e"`),
      });
      expect(counts(await theDay(file))).toEqual(TODAY);
    }
  });

  it('that are misplaced spoil only the value they touch', async () => {
    const day = await theDay(withLine(aFile(), 17, '15h,"5"0,50,50,51.70,51.70'));

    expect(counts(day)).toEqual(todayBut(15));
    expect(day.warnings).toMatchObject([{ code: 'value-invalid', line: 17 }]);
  });

  it.each([1, 2, 8, 25])('that never close, from line %i on, are refused', async (line) => {
    const file = withLine(aFile(), line, `"${aFile().split('\n')[line - 1]}`);

    expect((await theRefusal(file)).reason).toMatchObject({ code: 'quote-unclosed', line });
  });

  it('that never close do not touch checkouts that were whole before', async () => {
    const header = `${HEADER},checkout`;
    const south = aFile({ more: () => 'south' })
      .slice(HEADER.length + 1)
      .replace('08h', '"08h');
    const items = await dropped(aFile({ header, more: () => 'north' }) + south);

    expect(items.map(({ checkout, outcome }) => [checkout, outcome])).toEqual([
      ['north', 'partial'],
      ['south', 'quarantine'],
    ]);
    expect(items[1]).toMatchObject({ reason: { code: 'quote-unclosed', line: 34 } });
  });
});

describe('refused, with the kind named and what to do instead:', () => {
  const zip = (name: string): Buffer => {
    const data = deflateRawSync('x');
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name), data]);
  };
  const tar = Buffer.concat([Buffer.from('north.csv'.padEnd(257, '\0')), Buffer.from('ustar\0'), Buffer.alloc(300)]);

  it.each<[string, Uint8Array | string]>([
    ['zip archive', zip('north.csv')],
    ['Excel workbook', zip('[Content_Types].xml')],
    ['Excel workbook', zip('xl/workbook.xml')],
    ['OpenDocument', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['old Office', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
    ['PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'],
    ['PNG', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['GIF', 'GIF89a\x01\x00'],
    ['RIFF', 'RIFF\x24\x00\x00\x00WEBPVP8 '],
    ['tar', tar],
    ['tar archive inside gzip', gzipSync(tar)],
    ['second gzip inside gzip', gzipSync(gzipSync(aFile()))],
    ['7z', Buffer.from('377abcaf271c0004', 'hex')],
    ['bzip2', 'BZh91AY&SY'],
    ['xz', Buffer.from('fd377a585a0000', 'hex')],
    ['zstd', Buffer.from('28b52ffd0458', 'hex')],
    ['Parquet', 'PAR1\x15\x04\x15'],
    ['SQLite', 'SQLite format 3\x00\x10\x00'],
    ['rich text', '{\\rtf1\\ansi'],
    ['web page', '<!DOCTYPE html>\n<html><head><title>502</title>'],
    ['web page', '\uFEFF  <html><body>Service unavailable</body></html>\n'],
    ['web page', '<table><tr><td>time</td><td>today</td></tr></table>'],
    ['XML', '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'],
    ['XML', '<rows><row time="00h" today="3"/></rows>'],
    ['JSON', '[{"time":"00h","today":3}]'],
    ['JSON', '{\n  "time": ["00h"],\n  "today": [3]\n}\n'],
    ['JSON', '{"time":"00h","today":3}\n{"time":"01h","today":1}\n'],
    ['JSON', '[]'],
    ['SQL', "INSERT INTO sales VALUES ('00h', 3);\n"],
  ])('%s', async (kind, file) => {
    const { reason } = await theRefusal(file);

    expect(reason).toMatchObject({ code: 'wrong-file-type', line: 1 });
    expect(reason.message).toContain(kind);
  });

  it('text with NUL bytes', async () => {
    const { reason } = await theRefusal(withLine(aFile(), 5, '03h,0\0,0,0,1.20,1.20'));

    expect(reason).toMatchObject({ code: 'binary-content', line: 5 });
  });

  it('zeros alone', async () => {
    expect((await theRefusal(new Uint8Array(1000))).reason.code).toBe('binary-content');
  });

  it('UTF-32', async () => {
    const bytes = Buffer.from([...'time,today,yesterday'].flatMap((character) => [character.charCodeAt(0), 0, 0, 0]));
    expect((await theRefusal(Buffer.concat([Buffer.from('fffe0000', 'hex'), bytes]))).reason.code).toBe(
      'binary-content',
    );
    expect((await theRefusal(bytes)).reason.code).toBe('binary-content');
  });

  it('damaged gzip: cut, corrupt, or only its first bytes', async () => {
    const whole = gzipSync(aFile());
    const corrupt = Buffer.from(whole);
    corrupt.fill(0xff, 40, 60);
    for (const bytes of [whole.subarray(0, -20), corrupt, whole.subarray(0, 3), whole.subarray(0, 12)]) {
      expect((await theRefusal(bytes, { key: 'north.csv.gz' })).reason.code).toBe('archive-damaged');
    }
  });
});

it('goes by the content, not by the name', async () => {
  const zipped = readFileSync(join(import.meta.dirname, '../fixtures/intake/compressed.csv.gz'));

  expect((await theDay(zipped, { key: 'north.csv' })).outcome).toBe('ok');
  expect((await theDay(aFile(), { key: 'north.csv.gz' })).outcome).toBe('ok');
  expect(codes(await theRefusal(deflateSync(aFile()), { key: 'north.csv.gz' }))).not.toEqual([]);
});

it('hands on the errors of its source untouched', async () => {
  const lost = new Error('connection reset');
  async function* failing() {
    yield Buffer.from(HEADER);
    throw lost;
  }
  async function* failingGzip() {
    yield gzipSync(aFile()).subarray(0, 100);
    throw lost;
  }

  await expect(dropped({ size: 100, open: failing })).rejects.toBe(lost);
  await expect(dropped({ size: 100, open: failingGzip })).rejects.toBe(lost);
});

it('reads all hours of a file whose line ends are missing at the end, in every dialect', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const day = await theDay(aFile({ delimiter, lineEnd }).trimEnd());
      expect(counts(day)).toEqual(HOURS.map((h) => TODAY[h]));
    }
  }
});
