// The calculator counts what is deployed.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shares, total } from '../../bench/cost/cost-table.ts';
import { millionFiles, SCORE_MEGABYTES } from '../../bench/cost/million-files.ts';
import { ALARMS, type Load, monthlyCost, USUAL_LOAD } from '../../bench/cost/monthly-cost.ts';
import { PRICES } from '../../bench/cost/prices.ts';
import { serviceTimes } from '../../bench/load/service-times.ts';
import { aStack, resource, resources } from '../lib/a-stack.ts';

/** Nothing here depends on how long a file takes. */
const TIMES = serviceTimes(20);

const aLoad = (changes: Partial<Load> = {}): Load => ({ ...USUAL_LOAD, ...changes });
const bill = (changes: Partial<Load> = {}, region: keyof typeof PRICES = 'us-east-1') =>
  monthlyCost(aLoad(changes), PRICES[region], TIMES);
const usd = (what: string, changes: Partial<Load> = {}) => bill(changes).find((item) => item.what === what)?.usd ?? 0;

describe('a month', () => {
  it('has reads and writes as the pipeline makes them: the first file of a day, then re-exports of its key', () => {
    const count = (what: string, changes: Partial<Load>) =>
      bill({ ...changes, checkouts: 1 })
        .filter(({ part }) => part === 'files')
        .find((item) => item.what === what)?.count;
    expect(count('S3, reads', { filesPerDay: 1 })).toBe(30 * 2);
    expect(count('S3, writes', { filesPerDay: 1 })).toBe(30 * (2 + 1));
    expect(count('S3, reads', { filesPerDay: 24 })).toBe(30 * (2 + 23 * 3));
    expect(count('S3, writes', { filesPerDay: 24 })).toBe(30 * (2 + 23 * 3 + 24));
  });

  it('is the sum of its parts', () => {
    for (const checkouts of [0, 1, 10_000]) {
      const items = bill({ checkouts });
      expect(shares(items).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(items.every((item) => item.usd >= 0)).toBe(true);
      expect(total(items)).toBeGreaterThan(0);
    }
  });

  it('grows with files and text messages, and not with checkouts in metrics', () => {
    expect(usd('S3, writes', { checkouts: 200 })).toBeCloseTo(2 * usd('S3, writes'), 9);
    expect(usd('CloudWatch, metrics', { checkouts: 10_000 })).toBe(usd('CloudWatch, metrics'));
    expect(usd('SNS, text messages to Brazil', { smsPerAlert: 1 })).toBeCloseTo(
      2 * usd('SNS, text messages to Brazil'),
      9,
    );
  });

  it('costs one quiet checkout nearly nothing but CloudWatch where the free tiers are not used up', () => {
    const items = bill({ checkouts: 1, isFreeTierUsed: true, smsPerAlert: 0 });
    const outsideOperations = items.filter(({ part }) => part !== 'operations' && part !== 'watch');
    expect(total(outsideOperations)).toBeLessThan(0.05);
  });
});

it('counts the alarms, the dashboard and the memory that the template has', () => {
  const template = aStack();
  const alarms = Object.values(resources(template, 'AWS::CloudWatch::Alarm'));
  const metrics = alarms.map(({ Properties: { Metrics = [] } }) => {
    const looked = Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat);
    return Math.max(1, looked.length);
  });
  expect(ALARMS).toEqual({
    metrics: metrics.reduce((sum, one) => sum + one, 0),
    composites: Object.keys(resources(template, 'AWS::CloudWatch::CompositeAlarm')).length,
    dashboards: Object.keys(resources(template, 'AWS::CloudWatch::Dashboard')).length,
  });
  expect(resource(template, 'AWS::Lambda::Function', 'Score')[1].Properties.MemorySize).toBe(SCORE_MEGABYTES);
});

describe('a million files', () => {
  const bill = millionFiles(PRICES['us-east-1'], TIMES);
  const item = (what: string) => bill.find((one) => one.what === what);

  it('are two reads and two writes each, besides their delivery', () => {
    expect(item('S3, reads')?.count).toBe(2e6);
    expect(item('S3, writes of the function')?.count).toBe(2e6);
    expect(item("S3, the file's own delivery")?.count).toBe(1e6);
  });

  it('cost as much as the month has for them where every file has a new key and the queue is never idle', () => {
    const month = monthlyCost(aLoad({ checkouts: 1e6 / 30, filesPerDay: 1 }), PRICES['us-east-1'], TIMES);
    const ofFiles = month.filter(({ part, what }) => part === 'files' && !what.startsWith('SQS'));
    const same = bill.filter(({ what }) => !/^(SQS|Logs)/.test(what));
    expect(same.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(total(ofFiles), 6);
  });

  it('cost more where a file takes longer', () => {
    const usd = (cpuMs: number) =>
      millionFiles(PRICES['us-east-1'], serviceTimes(cpuMs)).reduce((sum, one) => sum + one.usd, 0);
    expect(usd(40)).toBeGreaterThan(usd(20));
  });
});

it('npm run cost prints a bill, and what is no number is refused', () => {
  const run = (...args: readonly string[]) =>
    spawnSync('node_modules/.bin/tsx', ['bench/cost.ts', ...args], { encoding: 'utf8' });
  expect(run('--checkouts', '7', '--region', 'us-east-1').stdout).toMatch(
    /^7 checkouts, 24 files a day each, us-east-1.*\n.*\n\nfiles {7}Lambda/,
  );
  expect(run('--checkouts', 'many')).toMatchObject({
    status: 2,
    stderr: '--checkouts many is no number of at least 0\n',
  });
});
