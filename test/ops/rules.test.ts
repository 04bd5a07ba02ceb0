// The Prometheus rules on whole days, by promtool: which alert fires for the values of which hour, and no other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { sampleFile } from '../../local/sample-file.ts';
import { type Export, inputSeries, replayedDay } from './replayed-day.ts';

const RULES = resolve('ops/prometheus/checkout.rules.yml');

/** By the hour whose values are current. An hour that isn't named fires nothing. */
type Firing = Readonly<Record<string, readonly string[]>>;

/** What promtool has against it that just these alerts fire; empty when it agrees. */
async function objections(fileAfter: Export, firing: Firing): Promise<string> {
  const series = inputSeries(await replayedDay('shop', fileAfter));
  const expressions = Array.from({ length: 24 }, (_, hour) => ({
    expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
    // Half way through the hour in which the values are shown: `for` is over, and the next ones aren't there.
    eval_time: `${60 * hour + 30}m`,
    exp_samples: (firing[`${String(hour).padStart(2, '0')}h`] ?? []).map((alertname) => ({
      labels: `{alertname="${alertname}"}`,
      value: 1,
    })),
  }));
  const file = join(mkdtempSync(join(tmpdir(), 'rules-')), 'day.test.yml');
  const test = { interval: '5m', input_series: series, promql_expr_test: expressions };
  writeFileSync(file, stringify({ rule_files: [RULES], evaluation_interval: '1m', tests: [test] }));
  const { stdout, stderr, status, error } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? '' : stdout + stderr;
}

const sample = (name: string): string => readFileSync(sampleFile(name), 'utf8');
/** The whole file after every hour: intake leaves out what hasn't ended. */
const afterEveryHour =
  (text: string): Export =>
  () =>
    text;

/** The second sample without its outage: the hours 14h to 18h as the day before. */
const QUIET_DAY = changed(sample('checkout_2.csv'), (hour, [today, yesterday]) =>
  hour >= 14 && hour <= 18 ? yesterday : today,
);

/** It sells a tenth more than the day before, which is passed late in the evening. */
const PASSED: Firing = { '22h': ['ApproachingDailyTarget'], '23h': ['ApproachingDailyTarget'] };

describe('a day on which nothing is wrong', () => {
  it('fires nothing but the good news that it has passed the day before', async () => {
    expect(await objections(afterEveryHour(QUIET_DAY), PASSED)).toBe('');
  });
});

describe('the first sample day, two sales between 08h and 09h', () => {
  it('fires for the drop that the day before hides, and for the low morning, outside business hours never as P1', async () => {
    expect(
      await objections(afterEveryHour(sample('checkout_1.csv')), {
        '08h': ['TransactionDropCritical'],
        '09h': ['DailyTotalBelowThreshold', 'TransactionDropCritical'],
        '10h': ['DailyTotalBelowThreshold'],
      }),
    ).toBe('');
  });
});

describe('the second sample day, an outage from 15h to 17h', () => {
  it('fires for its beginning, its three hours and its end, and for no hour of the night', async () => {
    expect(
      await objections(afterEveryHour(sample('checkout_2.csv')), {
        '14h': ['TransactionDropHigh'],
        '15h': ['StatisticalAnomalyDetected', 'TransactionDropCritical', 'ZeroTransactionsCritical'],
        '16h': [
          'ConsecutiveZeroTransactions',
          'StatisticalAnomalyDetected',
          'TransactionDropCritical',
          'ZeroTransactionsCritical',
        ],
        '17h': [
          'ConsecutiveZeroTransactions',
          'StatisticalAnomalyDetected',
          'TransactionDropCritical',
          'ZeroTransactionsCritical',
        ],
        '18h': ['TransactionDropHigh'],
      }),
    ).toBe('');
  });
});

describe('a gap', () => {
  it('of blank cells is no outage', async () => {
    const blank = changed(QUIET_DAY, (hour, [today]) => (hour >= 15 && hour <= 17 ? '' : today));
    expect(await objections(afterEveryHour(blank), {})).toBe('');
  });

  it('in the exports is stale data, from two hours after the last one on', async () => {
    const stopped: Export = (hour) => (hour >= 15 && hour <= 19 ? null : QUIET_DAY);
    expect(
      await objections(stopped, {
        ...PASSED,
        '16h': ['MetricsCollectionStale'],
        '17h': ['MetricsCollectionStale'],
        '18h': ['MetricsCollectionStale'],
        '19h': ['MetricsCollectionStale'],
      }),
    ).toBe('');
  });
});

describe('a spike', () => {
  it('fires in the hour that sells four times as much, and the day has passed its target at once', async () => {
    const spike = changed(QUIET_DAY, (hour, [today]) => (hour === 20 ? String(4 * Number(today)) : today));
    expect(
      await objections(afterEveryHour(spike), {
        '20h': ['ApproachingDailyTarget', 'StatisticalAnomalyDetected', 'TransactionSpikeDetected'],
        '21h': ['ApproachingDailyTarget'],
        ...PASSED,
      }),
    ).toBe('');
  });
});

describe('checkout.rules.test.yml', () => {
  it('holds: what each alert says, and the limits on either side of which it fires and does not', () => {
    const { stdout, stderr, status } = spawnSync(
      'promtool',
      ['test', 'rules', 'ops/prometheus/checkout.rules.test.yml'],
      {
        encoding: 'utf8',
      },
    );
    expect(status, stdout + stderr).toBe(0);
  });
});

/** The file with other counts for today, by hour and its row's values. */
function changed(csv: string, today: (hour: number, values: readonly string[]) => string | undefined): string {
  const [header, ...rows] = csv.trim().split('\n');
  const others = rows.map((row) => {
    const [time = '', ...values] = row.split(',');
    return [time, today(Number.parseInt(time, 10), values), ...values.slice(1)].join(',');
  });
  return [header, ...others, ''].join('\n');
}
