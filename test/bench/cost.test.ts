// The calculator counts what is deployed, and the documents say what it says.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shares, total } from '../../bench/cost/cost-table.ts';
import { ALARMS, type Load, monthlyCost, SCORE_MEGABYTES } from '../../bench/cost/monthly-cost.ts';
import { PRICES } from '../../bench/cost/prices.ts';
import { MEASURED } from '../../bench/load/measured.ts';
import { aStack, resource, resources } from '../lib/a-stack.ts';

const aLoad = (changes: Partial<Load> = {}): Load => ({
  checkouts: 100,
  filesPerDay: 24,
  alertsPerCheckoutDay: 0.05,
  emailsPerAlert: 3,
  smsPerAlert: 0.5,
  isFreeTierUsed: false,
  ...changes,
});
const bill = (changes: Partial<Load> = {}, region: keyof typeof PRICES = 'us-east-1') =>
  monthlyCost(aLoad(changes), PRICES[region], MEASURED);
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

describe('the documents', () => {
  it.each([
    ['docs/cost.md', 'bench/cost.ts', []],
    ['docs/cost.md', 'bench/cost.ts', ['--checkouts', '100', '--region', 'sa-east-1']],
    ['docs/scale.md', 'bench/load.ts', []],
  ])('%s has what %s %j prints', (document, script, args) => {
    const printed = execFileSync('node_modules/.bin/tsx', [script, ...args], { encoding: 'utf8' });
    expect(readFileSync(document, 'utf8')).toContain(printed);
  });
});
