import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder, tillwatch } from './a-command.ts';

const fixture = (name: string) => `test/fixtures/intake/${name}`;

function fileWith(text: string | Uint8Array): string {
  const file = join(temporaryFolder(), 'kiosk.csv');
  writeFileSync(file, text);
  return file;
}

describe('tillwatch check', () => {
  it('tells how a file is read, and that all is well', () => {
    const { status, stdout } = tillwatch(['check', fixture('number_decimal_comma.csv')]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}separator {2}semicolon$/m);
    expect(stdout).toMatch(/^ {2}decimals {3}averages: comma;/m);
    expect(stdout).toContain('would be judged (ok); 24 of 24 hours are known');
  });

  it.each([
    ['encoding_utf16.csv', /UTF-16[LB]E/],
    ['compressed.csv.gz', 'UTF-8, packed by gzip'],
    ['encoding_bom_crlf.csv', 'UTF-8'],
  ])('tells the encoding of %s', (name, encoding) => {
    expect(tillwatch(['check', fixture(name)]).stdout).toMatch(encoding);
  });

  it('tells which column is taken for what', () => {
    expect(tillwatch(['check', fixture('columns_pt.csv')]).stdout).toContain('line 1: hora is time, hoje is today');
  });

  it('shows the line with a caret under the value, and the cure', () => {
    const { status, stdout } = tillwatch(['check', fixture('number_bad.csv')]);
    expect(status).toBe(0);
    expect(stdout).toContain(
      ['    16 | 14h,12x,39,39,38.63,34.81', '             ^^^', '    Write plain digits.'].join('\n'),
    );
    expect(stdout).toContain('would be judged (partial, with a data alert); 23 of 24 hours are known; unknown: 14h');
  });

  it('names what is no CSV for what it is, and would quarantine it', () => {
    const { status, stdout } = tillwatch(['check', fixture('not_csv_html.csv'), fixture('plain.csv')]);
    expect(status).toBe(1);
    expect(stdout).toContain('how it is written could not be made out');
    expect(stdout).toContain('would go to quarantine, with one P3 alert');
    expect(stdout).toContain('plain');
  });

  it('tells what a running day would be, and what a key would make of it', () => {
    const running = ['--date', '2026-01-16', '--as-of', '2026-01-16T16:20-03:00'];
    const { stdout } = tillwatch(['check', 'samples/checkout_2.csv', ...running]);
    expect(stdout).toContain('16 of 16 hours are known; later hours had not ended when it landed');
    expect(tillwatch(['check', 'samples/checkout_2.csv', '--key', 'a.pdf']).stdout).toContain('would be ignored');
  });

  it('shows lines of other encodings and hostile values without letting them act', () => {
    const latin = Buffer.from(csvOf(aDay().day).replace('15h,33', '15h,n\u00e3o'), 'latin1');
    expect(tillwatch(['check', fileWith(latin)]).stdout).toContain('| 15h,não,');
    const { stdout } = tillwatch(['check', fileWith(csvOf(aDay().day).replace('15h,33', '15h,\u001b[31m33\u202e'))]);
    for (const character of ['\u001b', '\u202e']) expect(stdout).not.toContain(character);
    expect(stdout).toMatch(/^ {4}17 \| 15h,\\u001b\[31m33\\u202e,/m);
  });
});
