import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backtestChart } from '../../bin/tillwatch/backtest-chart.ts';
import { pastDays } from '../../bin/tillwatch/backtest-days.ts';
import { backtestRuns } from '../../bin/tillwatch/backtest-run.ts';
import { parseConfig } from '../../lambda/config/config.ts';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import { aDay, type DayBuilder } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder, tillwatch } from './a-command.ts';

interface Report {
  readonly files: number;
  readonly checkouts: number;
  readonly checkout_days: number;
  readonly from: string;
  readonly to: string;
  readonly settings: readonly {
    readonly false_alarms_per_100_days: number;
    readonly is_configured: boolean;
    readonly total: number;
    readonly by_severity: Readonly<Record<string, number>>;
    readonly per_week: number;
    readonly alerts: readonly { date: string; severity: string; kind: string; start_hour: number; title: string }[];
  }[];
  readonly undated: readonly string[];
  readonly refused: readonly { file: string; code: string }[];
}

const report = (stdout: string) => JSON.parse(stdout) as Report;
const ownSetting = ({ settings }: Report) => settings.find(({ is_configured }) => is_configured);

/** A folder with these files, by name; each is a day, or what else is in the file. */
function folderWith(files: Readonly<Record<string, DayBuilder | string>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : csvOf(content.day));
  }
  return folder;
}

function changedAt(folder: string, name: string, time: string): void {
  utimesSync(join(folder, name), new Date(time), new Date(time));
}

/** Ten days of a kiosk, with an outage on the fourth. */
const tenDays = () =>
  folderWith(
    Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => {
        const date = daysAfter('2026-01-12', i);
        return [`kiosk/${date}.csv`, i === 3 ? aDay().quiet(15, 17) : aDay()];
      }),
    ),
  );

describe('tillwatch backtest on the samples', () => {
  const folder = temporaryFolder();
  copyFileSync('samples/checkout_1.csv', join(folder, 'checkout 2026-01-15.csv'));
  copyFileSync('samples/checkout_2.csv', join(folder, 'checkout 2026-01-16.csv'));
  const { status, stdout, stderr } = tillwatch(['backtest', folder, '--format', 'json']);
  const result = report(stdout);

  it('reads the two days of the one checkout', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(result).toMatchObject({ files: 2, checkouts: 1, checkout_days: 2, from: '2026-01-15', to: '2026-01-16' });
  });

  it('tells the alerts that they would have brought at four sensitivities', () => {
    expect(result.settings.map((setting) => setting.false_alarms_per_100_days)).toEqual([0.3, 1, 3, 10]);
    expect(ownSetting(result)?.false_alarms_per_100_days).toBe(1);
    for (const { alerts } of result.settings) {
      expect(alerts.filter(({ severity }) => severity === 'P1')).toMatchObject([
        { date: '2026-01-16', kind: 'outage', title: expect.stringMatching(/^P1 checkout: no sales 1[45]h-17h/) },
      ]);
    }
  });

  it('counts what it lists', () => {
    for (const { alerts, total, by_severity, per_week } of result.settings) {
      expect(Object.values(by_severity).reduce((sum, count) => sum + count, 0)).toBe(alerts.length);
      expect([total, per_week]).toEqual([alerts.length, (alerts.length / 2) * 7]);
    }
  });
});

describe('tillwatch backtest', () => {
  it('takes past days as if they had landed in time: what is long ago still pages', () => {
    const { stdout } = tillwatch(['backtest', tenDays()]);
    expect(stdout).toContain('10 files, 1 checkout, 10 checkout-days from 2026-01-12 to 2026-01-21');
    expect(stdout).toMatch(/1 \(your setting\) +1 +0 +0 +0 +1 +0\.7\n/);
    expect(stdout).toMatch(/2026-01-15 {2}P1 kiosk: no sales 15h-17h, about \d+ lost, over now\n/);
  });

  it('takes sensitivity and rules from the configuration, and compares its own setting with the others', () => {
    const config = join(temporaryFolder(), 'quiet.json');
    writeFileSync(config, '{"falseAlarmsPer100Days":2,"severity":{"outageLossSales":1000}}');
    const result = report(tillwatch(['backtest', tenDays(), '--format', 'json', '--config', config]).stdout);
    expect(result.settings.map((setting) => setting.false_alarms_per_100_days)).toEqual([0.3, 1, 2, 3, 10]);
    expect(ownSetting(result)?.by_severity).toEqual({ P1: 0, P2: 1, P3: 0, P4: 0 });
  });

  it('says so when nothing would have been told', () => {
    const { status, stdout } = tillwatch(['backtest', folderWith({ 'kiosk/2026-01-16.csv': aDay() })]);
    expect(status).toBe(0);
    expect(stdout).toContain('At 1, nobody would have been told anything.');
  });

  it('takes several files of a day as one, the newer readings winning', () => {
    const folder = folderWith({
      'kiosk/2026-01-16.csv': aDay(),
      'kiosk/2026-01-16 (1).csv': aDay().quiet(15, 17),
    });
    changedAt(folder, 'kiosk/2026-01-16.csv', '2026-01-17T05:00:00Z');
    changedAt(folder, 'kiosk/2026-01-16 (1).csv', '2026-01-17T03:20:00Z');
    const corrected = report(tillwatch(['backtest', folder, '--format', 'json']).stdout);
    expect(corrected).toMatchObject({ files: 2, checkout_days: 1 });
    expect(ownSetting(corrected)?.alerts).toEqual([]);

    changedAt(folder, 'kiosk/2026-01-16 (1).csv', '2026-01-17T06:00:00Z');
    const worsened = report(tillwatch(['backtest', folder, '--format', 'json']).stdout);
    expect(ownSetting(worsened)?.alerts).toMatchObject([{ kind: 'outage', start_hour: 15 }]);
  });

  it('goes on without files that cannot be read, names them, and exits 1', () => {
    const folder = folderWith({ 'kiosk/2026-01-16.csv': aDay(), 'bad.csv': 'nonsense', 'notes.txt': 'no data' });
    const { status, stdout } = tillwatch(['backtest', folder]);
    expect(status).toBe(1);
    expect(stdout).toContain('2 files, 1 checkout, 1 checkout-days');
    expect(stdout).toMatch(/one alert on P3 besides:\n\n {2}bad\.csv: .*\(header-not-found\)\n/);
  });

  it('says which dates are a guess', () => {
    const folder = folderWith({ 'kiosk.csv': aDay(), 'shop 2026-01-16.csv': aDay() });
    changedAt(folder, 'kiosk.csv', '2026-01-20T12:00:00Z');
    const result = report(tillwatch(['backtest', folder, '--format', 'json']).stdout);
    expect(result).toMatchObject({ undated: ['kiosk.csv'], from: '2026-01-16', to: '2026-01-19' });
  });

  it.each([
    ['nowhere', /nowhere is no folder/],
    [folderWith({ 'notes.txt': 'no data' }), /holds no day to judge \(0 files\); it has no \.csv or \.csv\.gz file/],
    [folderWith({ 'bad.csv': 'nonsense' }), /holds no day to judge \(1 files\); bad\.csv: /],
  ])('refuses %s with status 2', (folder, complaint) => {
    const { status, stdout, stderr } = tillwatch(['backtest', folder]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(complaint);
  });
});

describe('the chart of a backtest', () => {
  it('is written beside what is printed', () => {
    const chart = join(temporaryFolder(), 'chart.svg');
    const { stdout } = tillwatch(['backtest', tenDays(), '--chart', chart]);
    expect(stdout).toContain('P1 kiosk');
    expect(readFileSync(chart, 'utf8')).toMatch(/^<svg [^>]*><title id="backtest-title">1 alerts from 2026-01-12/);
  });

  it('has a lane for each severity and a bar for each day with alerts, as high as it had many', async () => {
    const names = ['kiosk', 'web', '<b>&'];
    const files = names.flatMap((name, i) => [
      [`${name} 2026-01-12.csv`, aDay().quiet(15, 17)],
      [`${name} 2026-01-14.csv`, i === 0 ? aDay().quiet(15, 17) : aDay()],
    ]);
    const config = parseConfig('{}');
    const past = await pastDays(folderWith(Object.fromEntries(files)), config);
    const svg = backtestChart({ past, runs: backtestRuns(past.days, config) });
    const bars = [...svg.matchAll(/height="([\d.]+)"><title>([^<]*)<\/title>/g)];
    expect(bars.map(([, height]) => Number(height))).toEqual([40, 13.3]);
    expect(bars[0]?.[2]?.split('\n')).toHaveLength(4);
    expect(svg.match(/>P[1-4]</g)).toEqual(['>P1<', '>P2<', '>P3<', '>P4<']);
    expect(svg).toContain('&lt;b&gt;&amp;');
    expect(svg).not.toContain('<b>');
  });
});
