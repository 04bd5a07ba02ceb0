// Commands that look into a deployment, here at the local run's.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { type RunningCommand, startTillwatch, temporaryFolder, tillwatch } from './a-command.ts';

const folder = temporaryFolder();
const inbox = join(folder, 'inbox');
const state = join(folder, 'state');
const here = ['--state', state];
let run: RunningCommand;

beforeAll(async () => {
  run = startTillwatch(['local', '--inbox', inbox, ...here]);
  await run.saw(/Watching/);
});
afterAll(async () => {
  run.kill('SIGINT');
  await run.finished;
});

describe('tillwatch receipt', () => {
  it('tells what a file became and what was said of it', () => {
    const { status, stdout } = tillwatch(['receipt', 'checkout_2.csv', ...here]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^file {7}checkout_2.csv$/m);
    expect(stdout).toMatch(/^outcome {4}ok$/m);
    expect(stdout).toMatch(/^day {8}checkout \d{4}-\d{2}-\d{2}: ok, checkout-\d{4}-\d{2}-\d{2}-15h$/m);
  });

  it('tells why a file is in quarantine, as JSON on request', async () => {
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, 'broken.csv'), 'nonsense');
    await run.saw(/^P3 broken/m);
    await run.saw(/broken.csv was dropped/);
    const { stdout } = tillwatch(['receipt', 'broken.csv', ...here]);
    expect(stdout).toMatch(/^outcome {4}quarantine: .+ \([a-z-]+\)$/m);
    expect(stdout).toMatch(/^day {8}broken no date: quarantine, broken-\d{4}-\d{2}-\d{2}-unreadable$/m);
    const json = JSON.parse(tillwatch(['receipt', 'broken.csv', '--format', 'json', ...here]).stdout);
    expect(json).toMatchObject({ key: 'broken.csv', outcome: 'quarantine' });
  });

  it('says that there is none', () => {
    const { status, stderr } = tillwatch(['receipt', 'never.csv', ...here]);
    expect(status).toBe(1);
    expect(stderr).toContain('no receipt for never.csv');
  });

  it('knows a run that was killed from one that is alive', async () => {
    const place = join(folder, 'killed');
    const killed = startTillwatch(['local', '--inbox', join(place, 'inbox'), '--state', join(place, 'state')]);
    await killed.saw(/Watching/);
    killed.kill('SIGKILL');
    await killed.finished;
    const { status, stderr } = tillwatch(['receipt', 'a.csv', '--state', join(place, 'state')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^tillwatch: no local run in .*npm start/);
  });

  it('says how to find a deployment when none runs here', () => {
    const { status, stderr } = tillwatch(['receipt', 'a.csv', '--state', join(folder, 'elsewhere')]);
    expect(status).toBe(2);
    expect(stderr).toContain('npm start');
  });
});

describe('tillwatch incidents', () => {
  it('lists the open ones, or all, the worst first', () => {
    expect(tillwatch(['incidents', ...here])).toMatchObject({ status: 0 });
    const { stdout } = tillwatch(['incidents', '--all', '--checkout', 'checkout', ...here]);
    expect(stdout).toMatch(/^P1 {2}resolved +outage 15h-17h, 0 of \d+ +checkout-\d{4}-\d{2}-\d{2}-15h$/m);
    expect(stdout.indexOf('P1')).toBe(0);
  });

  it('shows one with its history', () => {
    const [{ id }] = JSON.parse(tillwatch(['incidents', '--all', '--format', 'json', ...here]).stdout);
    const { status, stdout } = tillwatch(['incidents', id, ...here]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/opened +P1 {2}15h-17h$/m);
    expect(tillwatch(['incidents', 'nonsense', ...here])).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('the commands of those on call', () => {
  const ids = (...args: string[]) =>
    JSON.parse(tillwatch(['incidents', '--format', 'json', ...args, ...here]).stdout).map(
      ({ id }: { id: string }) => id,
    );

  it('acknowledge, judge and end an incident', async () => {
    writeFileSync(join(inbox, 'terminal.csv'), 'nonsense');
    await run.saw(/^P3 terminal/m);
    const [id] = ids('--checkout', 'terminal');
    expect(tillwatch(['ack', id, '--by', 'ana', '--for', '2h', ...here])).toMatchObject({ status: 0 });
    expect(tillwatch(['incidents', '--checkout', 'terminal', ...here]).stdout).toMatch(/^P3 {2}acknowledged {2}/);
    expect(tillwatch(['ack', id, '--by', 'bruno', ...here])).toMatchObject({ status: 2, stdout: '' });
    expect(tillwatch(['feedback', id, 'false-alarm', '--by', 'ana', ...here])).toMatchObject({ status: 0 });
    expect(tillwatch(['feedback', ...here]).stdout).toMatch(/^ {2}false-alarm {2}1$/m);
    expect(tillwatch(['resolve', id, '--by', 'ana', ...here])).toMatchObject({ status: 0 });
    expect(ids('--checkout', 'terminal')).toEqual([]);
  });

  it('silence a checkout and change its settings', () => {
    const silenced = tillwatch([
      'silence',
      'kiosk',
      '--for',
      '2h',
      '--why',
      'moving',
      '--kind',
      'data',
      ...here,
      '--by',
      'ana',
    ]);
    expect(silenced.stdout).toMatch(/^s-\w{8} {2}kiosk: data, .+ by ana: moving$/m);
    const [id = ''] = silenced.stdout.split(' ');
    expect(tillwatch(['unsilence', id, ...here])).toMatchObject({ status: 0 });
    expect(tillwatch(['silence', ...here]).stdout).toBe('Nothing is silenced.\n');
    expect(tillwatch(['set', 'kiosk', 'severity.blindHours=5', ...here])).toMatchObject({ status: 0 });
    expect(JSON.parse(tillwatch(['set', 'kiosk', ...here]).stdout)).toEqual({ severity: { blindHours: 5 } });
  });

  it('say what is wrong with what was typed', () => {
    expect(tillwatch(['feedback', 'some-incident', ...here]).stderr).toContain('true, expected, false-alarm');
    expect(tillwatch(['feedback', 'some-incident', 'perhaps', ...here])).toMatchObject({ status: 2, stdout: '' });
    expect(tillwatch(['ack', 'some-incident', '--by', 'ana', '--for', 'ever', ...here]).stderr).toContain(
      '30m, 2h or 7d',
    );
    expect(tillwatch(['ack', 'some-incident', '--by', 'ana', ...here]).stderr).toContain('no incident some-incident');
  });
});

describe('tillwatch replay', () => {
  it('has a file read again, and alerts nobody twice', async () => {
    writeFileSync(join(inbox, 'kiosk.csv'), csvOf(aDay().quiet(15, 17).day));
    await run.saw(/^P\d kiosk: .*15h-17h/m);
    const alerts = run.output().match(/^P\d /gm);
    const { status, stdout } = tillwatch(['replay', 'kiosk.csv', ...here]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'kiosk.csv was read again: ok\n' });
    expect(run.output().match(/^P\d /gm)).toEqual(alerts);
  });

  it('says that there is nothing to read', () => {
    expect(tillwatch(['replay', 'never.csv', ...here])).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('tillwatch demo', () => {
  it('finds a healthy deployment in order', () => {
    const { status, stdout } = tillwatch(['demo', '--page', ...here]);
    expect(stdout).not.toContain('FAILED');
    expect(stdout).toContain('All is well.');
    expect(status).toBe(0);
  });
});
