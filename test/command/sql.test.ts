// tillwatch sql as a process: what is asked, of what, and how the answer is printed.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, tillwatch } from './a-command.ts';

const OUTAGE = ['samples/checkout_2.csv', '--date', '2026-01-16'];
const ZEROS = 'SELECT hour, today, expected > 20 AS is_busy, severity FROM readings WHERE today = 0 ORDER BY hour';

describe('tillwatch sql', () => {
  it('lists its questions and tables when it is asked nothing', () => {
    const { status, stdout } = tillwatch(['sql']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}daily-totals +How much was sold on each day/m);
    expect(stdout).toMatch(/^ {2}readings\(checkout, business_date, hour, today, .*, month\)$/m);
  });

  it('prints a table for people', () => {
    expect(tillwatch(['sql', '-e', ZEROS, ...OUTAGE])).toEqual({
      status: 0,
      stdout: `hour  today  is_busy  severity
----  -----  -------  --------
   3      0  false
   4      0  false
  15      0  true     P1
  16      0  true     P1
  17      0  true     P1
`,
      stderr: '',
    });
  });

  it('prints CSV, with what needs quotes in quotes', () => {
    const sql = `SELECT 'a "b", c' AS said, NULL AS nothing, 1.5 AS number`;
    const { stdout } = tillwatch(['sql', '-e', sql, '--format', 'csv', ...OUTAGE]);
    expect(stdout).toBe('said,nothing,number\n"a ""b"", c",,1.5\n');
  });

  it('prints JSON with numbers as numbers', () => {
    const { stdout } = tillwatch(['sql', 'daily-totals', '--format', 'json', ...OUTAGE]);
    expect(JSON.parse(stdout)).toEqual([
      {
        checkout: 'checkout_2',
        business_date: '2026-01-16',
        today_total: 427,
        yesterday_total: 526,
        difference: -99,
        pct_change: -18.82,
      },
    ]);
  });

  it('prints Markdown that no text of a file can break', () => {
    const sql = "SELECT 'a|b' AS said, 7 AS number";
    const { stdout } = tillwatch(['sql', '-e', sql, '-f', 'markdown', ...OUTAGE]);
    expect(stdout).toBe('| said | number |\n| --- | ---: |\n| a\\|b | 7 |\n');
  });

  it('reads a question from a .sql file', () => {
    const file = join(temporaryFolder(), 'mine.sql');
    writeFileSync(file, '-- Mine.\nSELECT count(*) AS n FROM readings\n');
    expect(tillwatch(['sql', file, '-f', 'csv', ...OUTAGE]).stdout).toBe('n\n24\n');
  });

  it('understands every dialect that intake does, folders, and who a file is of by its place', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'loja_7'));
    const portuguese = 'hora;hoje;ontem\n00h;1.234,5;3\n01h;;4\n';
    writeFileSync(join(folder, 'loja_7', '15-01-2026.csv.gz'), gzipSync(Buffer.from(portuguese, 'latin1')));
    writeFileSync(join(folder, 'loja_7', 'notes.txt'), 'no data');
    writeFileSync(join(folder, 'broken.csv'), '{"no": "csv"}');
    const asked = (sql: string) => tillwatch(['sql', '-e', sql, '-f', 'csv', folder]).stdout;
    expect(asked('SELECT checkout, business_date, hour, today FROM readings WHERE hour < 2 ORDER BY hour')).toBe(
      'checkout,business_date,hour,today\nloja_7,2026-01-15,0,1234.5\nloja_7,2026-01-15,1,\n',
    );
    expect(asked('SELECT object_key, outcome FROM receipts ORDER BY object_key')).toBe(
      'object_key,outcome\nbroken.csv,quarantine\nloja_7/15-01-2026.csv.gz,partial\n',
    );
  });

  it('says how many rows it shows when there are more', () => {
    const { stdout, stderr, status } = tillwatch(['sql', '-e', 'SELECT hour FROM readings', '--limit', '2', ...OUTAGE]);
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect(stderr).toContain('only the first 2 rows');
    expect(status).toBe(0);
  });

  it.each([
    [['anomalis'], 'did you mean anomalies?'],
    [['-e', 'SELECT nothing_like_it FROM readings'], 'nothing_like_it'],
    [['-e', 'DROP TABLE readings_written'], 'only a single SELECT'],
    [['-e', "SELECT * FROM read_text('/etc/hostname')"], 'disabled by configuration'],
    [['anomalies', 'no-such-file.csv'], 'there is no such file'],
  ])('refuses %j with status 2 and a word on why', (args, why) => {
    const sources = args.includes('no-such-file.csv') ? [] : OUTAGE;
    const { status, stdout, stderr } = tillwatch(['sql', ...args, ...sources]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(why);
  });
});

describe('tillwatch sql over the ledger', () => {
  const state = temporaryFolder();

  it('asks what a run left behind, incidents and alerts included', () => {
    expect(tillwatch(['local', '--once', '--state', state]).status).toBe(0);
    const sql = `SELECT i.severity, i.kind, i.start_hour, i.heard_on, i.minutes_to_detect, t.transition
      FROM incidents i JOIN transitions t ON t.incident_id = i.incident_id ORDER BY i.business_date`;
    expect(tillwatch(['sql', '-e', sql, '-f', 'csv', '--state', state]).stdout).toBe(
      `severity,kind,start_hour,heard_on,minutes_to_detect,transition
P2,outage,8,P2,980,opened
P1,outage,15,P1,560,opened
`,
    );
    expect(tillwatch(['sql', '-e', 'SELECT count(*) AS n FROM receipts', '-f', 'csv', '--state', state]).stdout).toBe(
      'n\n2\n',
    );
  });

  it('says what to do where there is nothing', () => {
    const { status, stderr } = tillwatch(['sql', 'incidents', '--state', temporaryFolder()]);
    expect(status).toBe(2);
    expect(stderr).toContain('name CSV files or folders, or a stack with --stack');
  });
});

describe('a copy of the records bucket', () => {
  it('is a source like any other; what is damaged is named and left out', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'checkouts'));
    writeFileSync(join(folder, 'checkouts', 'shop.json'), '{"damaged":');
    copyFileSync('samples/checkout_1.csv', join(folder, 'beside.csv'));
    const { stdout, stderr, status } = tillwatch([
      'sql',
      '-e',
      'SELECT count(*) AS n FROM readings',
      '-f',
      'csv',
      folder,
    ]);
    expect({ stdout, status }).toEqual({ stdout: 'n\n0\n', status: 0 });
    expect(stderr).toContain('checkouts/shop.json is not JSON');
    rmSync(folder, { recursive: true });
  });
});
