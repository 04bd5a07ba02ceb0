// Functions whose clocks differ, from each other's and from S3's: what it changes, and from when on.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aDeployment, closeLambdas, type Deployment } from './deployment.ts';
import { heardAlerts, leftToDo, NOTHING_LEFT, untilQuiet } from './observed.ts';

const KEY = 'kiosk/2026-01-16.csv';
const OPENED = 'kiosk-2026-01-16-15h/1-opened/P1';
const outage = csvOf(aDay().quiet(15, 17).day);

let deployment: Deployment;
beforeEach(async () => {
  deployment = await aDeployment('2026-01-17T03:20:00Z');
});
afterEach(() => deployment.close());
afterAll(closeLambdas);

const alertIds = () => heardAlerts(deployment).map(({ alertId }) => alertId);

describe('clocks that differ', () => {
  it.each([-120_000, 120_000])('between two score functions, by %d ms: nothing is told twice', async (skewMs) => {
    deployment.drop(KEY, outage);
    deployment.drop('kiosk.csv', outage, { checkout: 'kiosk', date: '2026-01-16' });
    await Promise.all([deployment.score({ most: 1, skewMs }), deployment.score({ most: 1 })]);
    await untilQuiet(deployment);
    expect(alertIds()).toEqual([OPENED]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it.each([-120_000, 120_000])('from the watch, by %d ms, where the function has died: told once', async (skewMs) => {
    deployment.drop(KEY, outage);
    await deployment.score({ skewMs, crash: { call: 3, when: 'before' } });
    await untilQuiet(deployment);
    expect(alertIds()).toEqual([OPENED]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it('from the watch, by less than the hold, while a function publishes: told once', async () => {
    expect(await tickDuringPublish(50_000)).toEqual([OPENED]);
  });

  it('from the watch, by more than the hold, while a function publishes: told twice, with one id', async () => {
    expect(await tickDuringPublish(120_000)).toEqual([OPENED, OPENED]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  /** A tick by a clock that is ahead, while a function is held up between its record and SNS. */
  async function tickDuringPublish(skewMs: number): Promise<readonly string[]> {
    let publishes = () => {};
    let goOn = () => {};
    const isPublishing = new Promise<void>((resolve) => {
      publishes = resolve;
    });
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    deployment.drop(KEY, outage);
    deployment.aws.intercept = ({ operation }) => {
      if (operation !== 'Publish') return undefined;
      deployment.aws.intercept = undefined;
      publishes();
      return { kind: 'hold', until };
    };
    const scoring = deployment.score();
    await isPublishing;
    await deployment.watch({ skewMs });
    goOn();
    await scoring;
    await untilQuiet(deployment);
    return alertIds();
  }
});
