// Many alerts at once, on the embedded services: the first go out as they are, the rest as one that lists them.
import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../lambda/config/config.ts';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aWatchedStack, datesFrom, type WatchedStack } from './a-watched-stack.ts';

let stack: WatchedStack;
afterEach(() => stack.close());

const DATES = datesFrom('2026-01-05', '2026-01-13');
const names = (n: number) => Array.from({ length: n }, (_, i) => `shop-${String(i + 1).padStart(2, '0')}`);

/** Checkouts whose daily file is overdue from 00:50 on the 15th on. */
async function overdueAtOnce(checkouts: readonly string[], config: ConfigInput = {}) {
  stack = await aWatchedStack('2026-01-05T12:00', config);
  await Promise.all(checkouts.map((checkout) => stack.hasLandedDaily(checkout, DATES, '00:20')));
  await stack.tickAt('2026-01-15T00:49');
}

/** One file in which each of the checkouts sold nothing from 15h to 17h. */
function outagesOf(checkouts: readonly string[]): string {
  const [header, ...rows] = csvOf(aDay().quiet(15, 17).day).trimEnd().split('\n');
  return [`checkout,${header}`, ...checkouts.flatMap((name) => rows.map((row) => `${name},${row}`)), ''].join('\n');
}

const bodies = () =>
  stack.aws.sns
    .deliveries()
    .filter(({ protocol }) => protocol === 'email')
    .map(({ body }) => body);
const pending = async (checkouts: readonly string[]) =>
  (await Promise.all(checkouts.map((name) => stack.record(name)))).flatMap((record) => record?.outbox ?? []).length;

describe('more alerts in ten minutes than go out one by one', () => {
  it('become one alert with list and total when they come at the same time', async () => {
    const shops = names(25);
    await overdueAtOnce(shops);
    const report = await stack.tickAt('2026-01-15T00:50');
    expect(report).toMatchObject({ overdueLooked: 25 });
    const told = stack.subjects().filter((subject) => subject.includes('file overdue'));
    const storms = stack.subjects().filter((subject) => subject.includes('storm'));
    expect(told.length).toBeLessThanOrEqual(10);
    expect(storms).toEqual([`P3 storm: ${25 - told.length} alerts at ${25 - told.length} checkouts`]);
    const [body] = bodies().filter((text) => text.includes('Too many alerts'));
    for (const shop of shops) expect(told.some((subject) => subject.includes(shop)) || body?.includes(shop)).toBe(true);
    expect(await pending(shops)).toBe(0);
    await stack.tickAt('2026-01-15T00:51');
    await stack.tickAt('2026-01-15T00:52');
    expect(stack.subjects()).toHaveLength(told.length + 1);
  });

  it('go out one by one up to the limit, the others wait for the next tick, at the highest severity', async () => {
    stack = await aWatchedStack('2026-01-17T00:20', { stormAlerts: 2 });
    const shops = names(4);
    await stack.land('2026-01-16.csv', outagesOf(shops));
    const oneByOne = stack.subjects();
    expect(oneByOne.length).toBeLessThanOrEqual(2);
    expect(await pending(shops)).toBe(4 - oneByOne.length);
    await stack.tickAt('2026-01-17T00:21');
    const rest = 4 - oneByOne.length;
    expect(stack.subjects().slice(oneByOne.length)).toEqual([`P1 storm: ${rest} alerts at ${rest} checkouts`]);
    for (const shop of shops) {
      const isTold = oneByOne.some((subject) => subject.startsWith(`P1 ${shop}`));
      expect(bodies().at(-1)?.includes(`- P1 ${shop}: no sales 15h-17h`)).toBe(!isTold);
    }
    expect(await pending(shops)).toBe(0);
  });

  it('and then some more, join the storm that goes on', async () => {
    stack = await aWatchedStack('2026-01-17T00:20', { stormAlerts: 1 });
    await stack.landAt('2026-01-17T00:20', 'one-by-one', '2026-01-16', aDay().quiet(10, 12));
    await stack.land('2026-01-16.csv', outagesOf(names(2)));
    await stack.tickAt('2026-01-17T00:21');
    await stack.landAt('2026-01-17T00:22', 'late', '2026-01-16', aDay().quiet(10, 12));
    expect(stack.subjects()).toHaveLength(2);
    await stack.tickAt('2026-01-17T00:23');
    expect(stack.subjects().slice(1)).toEqual([
      'P1 storm: 2 alerts at 2 checkouts',
      'P1 storm goes on: 1 more at 1 checkout',
    ]);
    const [first, second] = bodies().slice(1);
    expect(second).toContain('The storm goes on: 1 alert more at 1\ncheckout, 3 so far.');
    const id = /Notice (storm-\S+)\/1/.exec(first ?? '')?.[1];
    expect(second).toContain(`Notice ${id}/2`);
  });

  it('are counted over any ten minutes: once they are past, alerts go out one by one again', async () => {
    stack = await aWatchedStack('2026-01-17T00:20', { stormAlerts: 1 });
    await stack.landAt('2026-01-17T00:20', 'first', '2026-01-16', aDay().quiet(15, 17));
    await stack.landAt('2026-01-17T00:31', 'second', '2026-01-16', aDay().quiet(15, 17));
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P1 first/), expect.stringMatching(/^P1 second/)]);
  });

  it('never go out one by one beyond the limit, also from functions that run at the same time', async () => {
    stack = await aWatchedStack('2026-01-17T00:20', { stormAlerts: 2 });
    const shops = names(6);
    const file = csvOf(aDay().quiet(15, 17).day);
    await Promise.all(shops.map((shop) => stack.drop(`${shop}/2026-01-16.csv`, file)));
    await stack.idle();
    const oneByOne = stack.subjects().length;
    expect(oneByOne).toBeLessThanOrEqual(2);
    await stack.tickAt('2026-01-17T00:21');
    expect(stack.subjects().slice(oneByOne)).toEqual([`P1 storm: ${6 - oneByOne} alerts at ${6 - oneByOne} checkouts`]);
    expect(await pending(shops)).toBe(0);
  });
});

describe('a storm is told once', () => {
  const shops = names(3);

  async function threeAlertsLeft() {
    stack = await aWatchedStack('2026-01-17T00:20', { stormAlerts: 1 });
    await stack.landAt('2026-01-17T00:20', 'one-by-one', '2026-01-16', aDay().quiet(10, 12));
    await stack.land('2026-01-16.csv', outagesOf(shops));
    expect(await pending(shops)).toBe(3);
  }
  const storms = () => stack.subjects().filter((subject) => subject.includes('storm'));

  it('by two ticks at the same time', async () => {
    await threeAlertsLeft();
    await Promise.all([stack.tickAt('2026-01-17T00:21'), stack.tickAt('2026-01-17T00:21')]);
    for (const minute of ['22', '23', '24']) await stack.tickAt(`2026-01-17T00:${minute}`);
    const told = storms().map((subject) => Number(/(\d+) (?:alerts?|more)/.exec(subject)?.[1]));
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(await pending(shops)).toBe(0);
  });

  it('by the next tick when SNS refuses it', async () => {
    await threeAlertsLeft();
    stack.aws.intercept = ({ operation }) =>
      operation === 'Publish' ? { kind: 'before', status: 403, code: 'AuthorizationError' } : undefined;
    await stack.tickAt('2026-01-17T00:21');
    stack.aws.intercept = undefined;
    expect(storms()).toEqual([]);
    await stack.tickAt('2026-01-17T00:22');
    await stack.tickAt('2026-01-17T00:23');
    expect(storms()).toEqual(['P1 storm: 3 alerts at 3 checkouts']);
    expect(await pending(shops)).toBe(0);
  });

  it('and not again when the tick died before it could cross the alerts out', async () => {
    await threeAlertsLeft();
    let isPublished = false;
    stack.aws.intercept = ({ operation, params }) => {
      isPublished ||= operation === 'Publish';
      return isPublished && operation === 'PutObject' && params.key?.startsWith('checkouts/')
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    };
    await stack.tickAt('2026-01-17T00:21');
    stack.aws.intercept = undefined;
    expect(await pending(shops)).toBe(3);
    for (const time of ['00:23', '01:30', '01:31']) await stack.tickAt(`2026-01-17T${time}`);
    expect(storms()).toHaveLength(1);
    expect(stack.subjects()).toHaveLength(2);
    expect(await pending(shops)).toBe(0);
  });

  it('and twice with the same id only where the tick died between sending and noting it', async () => {
    await threeAlertsLeft();
    let isPublished = false;
    stack.aws.intercept = ({ operation, params }) => {
      isPublished ||= operation === 'Publish';
      return isPublished && operation === 'PutObject' && params.key === 'watch/storm.json'
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    };
    await expect(stack.tickAt('2026-01-17T00:21')).rejects.toThrow();
    stack.aws.intercept = undefined;
    for (const minute of ['22', '23', '24']) await stack.tickAt(`2026-01-17T00:${minute}`);
    expect(storms()).toEqual(['P1 storm: 3 alerts at 3 checkouts', 'P1 storm: 3 alerts at 3 checkouts']);
    const [, first, second] = bodies();
    expect(second).toBe(first);
    expect(await pending(shops)).toBe(0);
  });
});
