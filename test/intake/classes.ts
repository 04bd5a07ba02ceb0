// Kinds of input, one example each: docs/intake.md tells what becomes of them, and a test that this is still so.
import { gzipSync } from 'node:zlib';
import { aFile, HEADER, HOURS, label, TODAY, withLine, withRows } from './a-file.ts';
import type { Circumstances } from './dropped.ts';

export interface InputClass {
  readonly name: string;
  readonly file: string | Uint8Array;
  readonly how?: Circumstances;
}

const at15 = (row: string): string => withLine(aFile(), 17, row);
const landedAt = '2026-01-16T18:20:00Z';
const today = 'north/2026-01-16.csv';

export const CLASSES: Readonly<Record<string, readonly InputClass[]>> = {
  Hours: [
    { name: '`00h` … `23h`, in any order', file: aFile({ hours: HOURS.toReversed() }) },
    { name: '`15:00`, `15h00`, `15`, `1500`, `15h-16h`', file: aFile({ time: (h) => `${h}:00` }) },
    { name: '`3 PM`', file: aFile({ time: (h) => `${h % 12 === 0 ? 12 : h % 12} ${h < 12 ? 'AM' : 'PM'}` }) },
    { name: 'date-times of one day', file: aFile({ time: (h) => `16/01/2026 ${h}:00` }) },
    { name: 'date-times in UTC', file: aFile({ time: (h) => `2026-01-16T${String(h).padStart(2, '0')}:00Z` }) },
    { name: 'one label is no hour', file: at15('1qh,50,50,50,51.70,51.70') },
    { name: 'one label is out of range', file: at15('25h,50,50,50,51.70,51.70') },
    { name: '1 to 24', file: aFile({ time: (h) => `${h + 1}h` }) },
    { name: '12-hour clock without AM and PM', file: aFile({ time: (h) => `${h % 12 === 0 ? 12 : h % 12}:00` }) },
    { name: 'half hours', file: at15('15:30,50,50,50,51.70,51.70') },
    {
      name: 'an hour that the clock change skips is missing',
      file: aFile({ hours: HOURS.filter((h) => h !== 2) }),
      how: { key: 'north/2026-03-08.csv', timeZone: 'America/New_York' },
    },
  ],
  Rows: [
    { name: 'hours without a row', file: aFile({ hours: HOURS.filter((h) => h !== 11) }) },
    { name: 'no counts at the end, and the day is over', file: aFile({ hours: HOURS.slice(0, 20) }) },
    { name: 'an hour twice, equal', file: withRows(aFile(), aFile().split('\n')[9] ?? '') },
    { name: 'an hour twice, different', file: withRows(aFile(), '08h,99,9,9,10.29,10.29') },
    { name: 'too few fields', file: at15('15h,50,50') },
    { name: 'too many fields', file: at15('15h,50,50,50,51,70,51.70') },
    { name: 'cut by the end of the file', file: withLine(aFile(), 25, '23h,1').trimEnd() },
    { name: 'totals', file: withRows(aFile(), 'TOTAL,526,,,,') },
    { name: 'comments, titles', file: `Sales of the north\n# by export\n${aFile()}` },
    { name: 'the header again', file: withRows(aFile(), HEADER) },
    {
      name: 'another header',
      file: withRows(
        aFile({ hours: HOURS.slice(0, 12) }),
        'today,time,yesterday,same_day_last_week,avg_last_week,avg_last_month',
      ),
    },
    { name: 'merge conflict markers', file: withLine(aFile(), 9, '<<<<<<< ours') },
    { name: 'a header alone', file: `${HEADER}\n` },
    { name: 'nothing', file: '' },
  ],
  Numbers: [
    { name: 'decimal comma between semicolons', file: aFile({ delimiter: ';', average: () => '22,43' }) },
    {
      name: '`1.234` beside decimal commas',
      file: aFile({ delimiter: ';', average: () => '1484,81', today: () => '1.234' }),
    },
    { name: '`1.234` alone', file: aFile({ average: () => '40', today: (h) => (h === 15 ? '1.234' : '7') }) },
    { name: '`1e3`', file: at15('15h,1e3,50,50,51.70,51.70') },
    { name: '`51.5` as a count', file: at15('15h,51.5,50,50,51.70,51.70') },
    { name: 'blank, `N/A`, `-`', file: at15('15h,N/A,50,50,51.70,51.70') },
    { name: 'negative', file: at15('15h,-3,50,50,51.70,51.70') },
    { name: 'text, formula, percentage, money', file: at15('15h,R$ 50,50,50,51.70,51.70') },
    { name: 'twenty digits', file: at15('15h,12345678901234567890,50,50,51.70,51.70') },
    { name: 'unreadable expectation', file: at15('15h,50,50,50,?,51.70') },
    { name: 'an optional comparison column is empty', file: aFile().replace(/^(\d\dh,\d+),\d+,/gm, '$1,,') },
    { name: 'no usable count at all', file: aFile({ today: () => 'x' }) },
    { name: 'a day of written zeros', file: aFile({ today: () => '0' }) },
  ],
  'Encodings, dialects, containers': [
    {
      name: 'UTF-8, UTF-16, Windows-1252; LF, CRLF, CR',
      file: Buffer.from(`\uFEFF${aFile({ lineEnd: '\r\n' })}`, 'utf16le'),
    },
    { name: 'comma, semicolon, tab, pipe; `sep=`', file: `sep=|\n${aFile({ delimiter: '|' })}` },
    { name: 'each row in quotes as a whole', file: aFile().replace(/^.+$/gm, '"$&"') },
    { name: 'gzip, by content', file: gzipSync(aFile()) },
    { name: 'damaged gzip', file: gzipSync(aFile()).subarray(0, -9) },
    { name: 'zip, xlsx, PDF, image', file: 'PK\x03\x04 xl/workbook.xml' },
    { name: 'HTML, XML, JSON', file: '<html><body>Service unavailable</body></html>' },
    { name: 'NUL bytes', file: aFile().replace('15h', '15\0h') },
    { name: 'a quote that never closes', file: aFile().replace('08h', '"08h') },
    { name: 'a line of 300,000 characters', file: `${aFile()}${'x'.repeat(300_000)}\n` },
  ],
  Columns: [
    {
      name: 'another order, another case, Portuguese',
      file: aFile({ header: 'HORA,Hoje,ontem,Mesmo dia semana passada,Média semana passada,Média mês passado' }),
    },
    { name: 'extra columns', file: aFile({ header: `${HEADER},store`, more: () => '7' }) },
    { name: 'no `avg_last_week`', file: `time,today\n${HOURS.map((h) => `${label(h)},${TODAY[h]}`).join('\n')}\n` },
    { name: 'no `yesterday`', file: aFile({ header: HEADER.replace('yesterday', 'other') }) },
    { name: '`today` is missing or misspelt', file: aFile({ header: HEADER.replace('today', 'todya') }) },
    { name: 'the same meaning twice', file: aFile({ header: HEADER.replace('yesterday', 'hoje') }) },
    { name: 'no header', file: aFile().slice(HEADER.length + 1) },
  ],
  'Checkouts and dates': [
    {
      name: 'a `checkout` column: one day for each',
      file: aFile({ header: `${HEADER},checkout`, more: () => 'a' }) + aFile({ header: '', more: () => 'b' }),
    },
    {
      name: 'rows without a checkout among others',
      file: aFile({ header: `${HEADER},checkout`, more: (h) => (h === 3 ? '' : 'a') }),
    },
    {
      name: 'another date than the key’s',
      file: aFile({ header: `${HEADER},date`, more: () => '2026-01-15' }),
      how: { key: today },
    },
    {
      name: 'a date cell that is no date',
      file: aFile({ header: `${HEADER},date`, more: (h) => (h === 3 ? '?' : '2026-01-15') }),
    },
    { name: 'no date, landed at 15:20, sales until 23h: yesterday', file: aFile(), how: { landedAt } },
    {
      name: 'no date, landed at 15:20, zeros from 12h on',
      file: aFile({ today: (h) => (h < 12 ? '9' : '0') }),
      how: { landedAt },
    },
    {
      name: 'dated, landed at 15:20, zeros from 12h on',
      file: aFile({ today: (h) => (h < 12 ? '9' : '0') }),
      how: { landedAt, key: today },
    },
    {
      name: 'dated, landed at 15:20, no rows from 15h on',
      file: aFile({ hours: HOURS.slice(0, 15) }),
      how: { landedAt, key: today },
    },
    { name: 'dated tomorrow', file: aFile(), how: { landedAt, key: 'north/2026-01-17.csv' } },
    { name: 'a key that is no data', file: aFile(), how: { key: 'north/report.pdf' } },
  ],
};
