import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder, tillwatch } from './a-command.ts';

interface Result {
  readonly file: string;
  readonly checkout: string;
  readonly date: string;
  readonly outcome: string;
  readonly hours?: readonly {
    hour: number;
    today: number | null;
    deviation_percent: number | null;
    severity: string | null;
  }[];
  readonly incidents: readonly {
    id: string;
    kind: string;
    severity: string;
    start_hour: number;
    end_hour: number;
    status: string;
  }[];
  readonly reason: { code: string; line: number | null; message: string } | null;
  readonly warnings: readonly { code: string }[];
}

const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
const alarms = ({ incidents }: Result) => incidents.filter(({ severity }) => severity !== 'P5');

function fileWith(text: string | Uint8Array, name = 'kiosk.csv'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('tillwatch score on the samples', () => {
  const { status, stdout, stderr } = tillwatch([
    'score',
    'samples/checkout_1.csv',
    'samples/checkout_2.csv',
    '--format',
    'jsonl',
  ]);
  const [one, two] = lines(stdout) as [Result, Result];

  it('gives one object a file, in order, and nothing else', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect([one.file, two.file]).toEqual(['samples/checkout_1.csv', 'samples/checkout_2.csv']);
    expect([one.outcome, two.outcome]).toEqual(['ok', 'ok']);
    expect([one.hours, two.hours].map((hours) => hours?.length)).toEqual([24, 24]);
  });

  it('finds the outage of checkout_2 as its only P1, and nothing at night', () => {
    expect(alarms(two).filter(({ severity }) => severity === 'P1')).toMatchObject([
      { kind: 'outage', start_hour: 15, end_hour: 17, status: 'resolved' },
    ]);
    expect(alarms(two).filter(({ end_hour }) => end_hour <= 6)).toEqual([]);
    expect(
      alarms(two)
        .filter(({ start_hour }) => start_hour === 8)
        .map(({ severity }) => severity),
    ).not.toContain('P2');
  });

  it('finds the drop of checkout_1 at 08h-09h, and nothing else above P4', () => {
    const found = alarms(one).filter(({ severity }) => severity <= 'P3');
    expect(found).toHaveLength(1);
    expect(found[0]?.start_hour).toBeLessThanOrEqual(8);
    expect(found[0]?.end_hour).toBe(9);
  });
});

describe('tillwatch score --detector classic', () => {
  it.each([1, 2])('gives the original rules hour by hour on checkout_%d', (n) => {
    const truth = JSON.parse(readFileSync(`test/fixtures/parity/rules_checkout_${n}.json`, 'utf8')) as {
      hours: { hour: number; deviation_percent: number; severity: string }[];
    };
    const { stdout } = tillwatch(['score', `samples/checkout_${n}.csv`, '--detector', 'classic', '--format', 'jsonl']);
    const [result] = lines(stdout);
    for (const { hour, deviation_percent, severity } of truth.hours) {
      expect(result?.hours?.[hour]?.severity).toBe(severity);
      expect(result?.hours?.[hour]?.deviation_percent).toBeCloseTo(deviation_percent, 9);
    }
    const alerted = truth.hours.filter(({ severity }) => severity <= 'P3');
    expect(result?.incidents).toHaveLength(alerted.length);
  });
});

describe('what tillwatch score is told', () => {
  it('names checkout and date by option, metadata-like', () => {
    const [result] = lines(
      tillwatch(['score', 'samples/checkout_2.csv', '--checkout', 'kiosk', '--date', '2026-01-16', '--format', 'jsonl'])
        .stdout,
    );
    expect(result).toMatchObject({ checkout: 'kiosk', date: '2026-01-16' });
    expect(result?.incidents[0]?.id).toBe('kiosk-2026-01-16-15h');
  });

  it('imagines the file under another key', () => {
    const args = ['score', 'samples/checkout_2.csv', '--key', 'exports/kiosk/2026-01-16.csv', '--format', 'jsonl'];
    expect(lines(tillwatch(args).stdout)[0]).toMatchObject({ checkout: 'kiosk', date: '2026-01-16' });
    const ignored = ['score', 'samples/checkout_2.csv', '--key', 'kiosk.pdf', '--format', 'jsonl'];
    expect(lines(tillwatch(ignored).stdout)[0]).toMatchObject({ outcome: 'ignore', incidents: [] });
  });

  it('takes what had not ended when the file landed as unknown', () => {
    const args = ['--date', '2026-01-16', '--as-of', '2026-01-16T16:10-03:00', '--format', 'jsonl'];
    const [result] = lines(tillwatch(['score', 'samples/checkout_2.csv', ...args]).stdout);
    expect(result?.hours?.map(({ hour }) => hour).at(-1)).toBe(14);
    expect(alarms(result as Result).filter(({ severity }) => severity === 'P1')).toEqual([]);
  });

  it('reads standard input', () => {
    const [result] = lines(tillwatch(['score', '-', '--format', 'jsonl'], csvOf(aDay().day)).stdout);
    expect(result).toMatchObject({ file: '-', outcome: 'ok' });
  });

  it('prints one JSON array on request, empty brackets included', () => {
    expect(JSON.parse(tillwatch(['score', 'samples/checkout_2.csv', '--format', 'json']).stdout)).toHaveLength(1);
  });
});

describe('the exit status of tillwatch score', () => {
  it('is 1 when some input goes to quarantine, and the rest is judged', () => {
    const { status, stdout } = tillwatch([
      'score',
      fileWith('nonsense'),
      'samples/checkout_2.csv',
      '--format',
      'jsonl',
    ]);
    const [bad, good] = lines(stdout);
    expect(status).toBe(1);
    expect(bad).toMatchObject({ outcome: 'quarantine', reason: { message: expect.stringMatching(/./) } });
    expect(bad).not.toHaveProperty('hours');
    expect(good?.outcome).toBe('ok');
  });

  it('is 3 when an incident reaches --fail-on, which wins over 1', () => {
    const bad = fileWith('nonsense');
    expect(tillwatch(['score', 'samples/checkout_2.csv', '--fail-on', 'P1']).status).toBe(3);
    expect(tillwatch(['score', bad, 'samples/checkout_2.csv', '--fail-on', 'P2']).status).toBe(3);
    expect(tillwatch(['score', fileWith(csvOf(aDay().day)), '--fail-on', 'P4']).status).toBe(0);
  });

  it.each([
    [['score'], 'missing required argument'],
    [['score', 'no-such-file.csv'], 'there is no such file'],
    [['score', 'samples'], 'is a folder'],
    [['score', 'samples/checkout_1.csv', '--detector', 'guess'], 'scan, classic'],
    [['score', 'samples/checkout_1.csv', '--as-of', 'noon'], 'time with its offset'],
    [['score', 'samples/checkout_1.csv', '--date', '16/01/2026'], 'date such as'],
    [['score', 'samples/checkout_1.csv', '--date', '2026-02-30'], 'date such as'],
    [['score', 'samples/checkout_1.csv', '--checkout', ' '], 'empty'],
    [['score', 'samples/checkout_1.csv', '--config', 'nowhere.json'], "can't be read"],
    [['scores'], 'Did you mean score'],
  ])('is 2 for %j, and the reason is on standard error alone', (args, reason) => {
    const { status, stdout, stderr } = tillwatch(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('prints hostile arguments harmlessly', () => {
    for (const args of [
      ['score', 'n\u001b[2J.csv'],
      ['score', 'samples/checkout_1.csv', '--detector', '\u001b[2J'],
    ]) {
      const { status, stderr } = tillwatch(args);
      expect(status).toBe(2);
      expect(stderr).not.toContain('\u001b');
    }
  });

  it('is not spoiled by a reader that has seen enough', () => {
    const command = `node dist/tillwatch.js score ${'samples/checkout_2.csv '.repeat(200)} | head -1; exit \${PIPESTATUS[0]}`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is 0 for --help, which shows how to call it', () => {
    const { status, stdout } = tillwatch(['score', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('tillwatch score samples/checkout_2.csv');
  });
});

describe('the text of tillwatch score', () => {
  it('shows the hours as a table and each incident in a line, without colour for a pipe', () => {
    const { stdout } = tillwatch(['score', 'samples/checkout_2.csv', '--date', '2026-01-16']);
    expect(stdout).toContain('checkout_2  2026-01-16  ok');
    expect(stdout).toMatch(/^ 15h\s+0\s+\d+\s+\d+-\d+\s+-100%\s+P1$/m);
    expect(stdout).toMatch(/^P1 outage 15h-17h: 0 of \d+ expected, about \d+ lost, over$/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('says that nothing is wrong', () => {
    expect(tillwatch(['score', fileWith(csvOf(aDay().day))]).stdout).toContain('Nothing is wrong.');
  });

  it('escapes what a file or its name would do to a terminal', () => {
    const folder = join(temporaryFolder(), 'a\u001b[31mb');
    mkdirSync(folder);
    const file = join(folder, 'kiosk\u202e.csv');
    writeFileSync(file, csvOf(aDay().day).replace('15h,33', '15h,\u001b]0;owned\u0007'));
    const { stdout } = tillwatch(['score', file]);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(stdout).not.toContain(character);
    expect(stdout).toContain('15h');
  });
});
