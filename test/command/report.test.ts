// Reports by command: from files with nothing running, and from the records of a run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { leaveNotice } from '../../local/run-notice.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';
import { startTillwatch, temporaryFolder, tillwatch } from './a-command.ts';

const SAMPLE = 'samples/checkout_2.csv';
const DATE = '2026-01-16';

describe('tillwatch report, straight from a file', () => {
  it('prints Markdown, the conclusion first', () => {
    const { status, stdout, stderr } = tillwatch(['report', 'day', SAMPLE, DATE]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^# checkout\\_2, Friday 2026-01-16\n\n\*\*P1: No sales from 15:00 to 18:00: about \d+ were lost/,
    );
    expect(stderr).toBe('');
  });

  it('writes a page where the file is to be one, and prints nothing', () => {
    const out = join(temporaryFolder(), 'day.html');
    const { status, stdout, stderr } = tillwatch(['report', 'day', SAMPLE, DATE, '--out', out, '--locale', 'pt-BR']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: `wrote ${out}\n` });
    expect(readFileSync(out, 'utf8')).toMatch(
      /^<!doctype html>\n<html lang="pt-BR">.*Nenhuma venda das 15:00 às 18:00/s,
    );
  });

  it('says that a date is a guess where nothing names one', () => {
    expect(tillwatch(['report', 'day', SAMPLE]).stderr).toMatch(/nothing names the date of .* name it with --date/);
  });

  it('reports on an incident that the files show, and names those that they do', () => {
    const files = ['--files', SAMPLE, '--date', DATE];
    const told = tillwatch(['report', 'incident', 'checkout_2-2026-01-16-15h', ...files]);
    expect(told.stdout).toContain('nobody knows when they would have landed');
    const unknown = tillwatch(['report', 'incident', 'other', ...files]);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('they show checkout_2-2026-01-16-15h');
  });

  it("makes a week of a folder's files, each day knowing those before it", () => {
    const folder = join(temporaryFolder(), 'kiosk');
    mkdirSync(folder);
    const files = [12, 13, 14].map((day) => join(folder, `2026-01-${day}.csv`));
    for (const [i, file] of files.entries()) writeFileSync(file, csvOf((i === 1 ? aDay().quiet(15, 17) : aDay()).day));
    const { stdout } = tillwatch(['report', 'week', 'kiosk', '2026-W03', '--files', ...files]);
    expect(stdout).toMatch(/^# kiosk, week 2026-W03\n\n\*\*P1: one incident on one day: /);
    expect(stdout).toContain('2026-01-13 ···············111······');
    expect(stdout).toContain('Days known: **3 of 7**');
  });

  it('takes the running day as far as it is told', () => {
    const { stdout } = tillwatch(['report', 'day', SAMPLE, DATE, '--as-of', '2026-01-16T17:20-03:00']);
    expect(stdout).toMatch(/\*\*P1: No sales since 15:00: about \d+ were lost so far/);
  });

  it('names the file that cannot be read, and why', () => {
    const file = join(temporaryFolder(), 'broken.csv');
    writeFileSync(file, 'nonsense');
    const { status, stderr } = tillwatch(['report', 'day', file]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/broken\.csv: .* \(.*\)/);
  });
});

describe('tillwatch report, from the records of a run', () => {
  const state = temporaryFolder();
  let stack: RunningStack;
  beforeAll(async () => {
    stack = await aRunningStack('2026-01-16T19:20:00Z');
    const { aws, inboxQueueUrl, deadLetterQueueUrl } = stack;
    const { endpoint, region } = aws;
    const places = { inboxBucket: INBOX_BUCKET, recordsBucket: RECORDS_BUCKET, inboxQueueUrl, deadLetterQueueUrl };
    leaveNotice(state, { pid: process.pid, endpoint, region, ...places });
    const day = aDay().of('kiosk', DATE).quiet(15, 17);
    await stack.land('kiosk/2026-01-16.csv', csvOf(day.until(16).day));
  });
  afterAll(() => stack.close());

  const report = async (...args: readonly string[]) => startTillwatch(['report', ...args, '--state', state]).finished;

  it('tells the day that is the newest', async () => {
    const { stdout, stderr, status } = await report('day', 'kiosk');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(/^# kiosk, Friday 2026-01-16\n\n\*\*P1: No sales since 15:00/);
  });

  it('tells an incident by its real transitions', async () => {
    const { stdout } = await report('incident', 'kiosk-2026-01-16-15h');
    expect(stdout).toContain('| 2026-01-16 16:20 | Opened | **P1** |');
    expect(stdout).toContain('Time to detect: **1 h 20 min**');
    expect(stdout).not.toContain('nobody knows when they would have landed');
  });

  it('says which dates are on record where the one that is asked for is not', async () => {
    const { status, stderr } = await report('day', 'kiosk', '2026-01-10');
    expect(status).toBe(2);
    expect(stderr).toBe('tillwatch: no counts of kiosk on 2026-01-10 are on record; there are 2026-01-16\n');
  });

  it('says that a checkout is unknown', async () => {
    expect((await report('week', 'kiok')).stderr).toContain('nothing is on record of a checkout kiok');
  });
});
