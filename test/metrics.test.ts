import { describe, expect, it } from 'vitest';
import { METRICS } from '../lambda/config/metric-names.ts';
import { type FileHandled, metricLine, type WatchTicked } from '../lambda/metrics.ts';
import { aDay } from './a-day.ts';
import { aRunningStack } from './a-running-stack.ts';
import { csvOf } from './csv-of.ts';
import { readMetrics } from './embedded-metrics.ts';
import { aWatchedStack, datesFrom } from './watch/a-watched-stack.ts';

const LANDED = new Date('2026-01-17T03:20:00.000Z');
const later = (ms: number) => new Date(LANDED.getTime() + ms);

const aFile: FileHandled = {
  kind: 'file-handled',
  at: later(900),
  key: 'shop-7/2026-01-16.csv',
  versionId: 'v1',
  outcome: 'ok',
  isRepeat: false,
  hasQuarantined: false,
  rows: 24,
  landedAt: LANDED,
  publishedAt: null,
  opened: [],
};

const aTick: WatchTicked = {
  kind: 'watch-ticked',
  at: LANDED,
  report: { alertsPublished: 0 },
  unpublishedSince: null,
  openIncidents: 0,
  opened: [],
};

const valuesOf = (happening: FileHandled | WatchTicked) => readMetrics(metricLine(happening, 'shop/North'))?.values;

describe('the line of a file', () => {
  it('counts it, its rows, and how long after landing it was handled', () => {
    expect(valuesOf(aFile)).toEqual({ Files: 1, Rows: 24, Quarantined: 0, LateFiles: 0, LandedToHandled: 900 });
  });

  it('tells how long after landing its last alert was published, and what it opened', () => {
    const line = { ...aFile, publishedAt: later(700), opened: ['P1', 'P3', 'P1'] } as const;
    expect(valuesOf(line)).toMatchObject({ LandedToPublished: 700, OpenedP1: 2, OpenedP3: 1 });
  });

  it('counts it as late when it was handled more than a minute after landing', () => {
    expect(valuesOf({ ...aFile, at: later(60_000) })).toMatchObject({ LateFiles: 0 });
    expect(valuesOf({ ...aFile, at: later(60_001) })).toMatchObject({ LateFiles: 1 });
  });

  it('never has a negative latency, whatever the clocks say', () => {
    expect(valuesOf({ ...aFile, at: later(-50) })).toMatchObject({ LandedToHandled: 0 });
  });

  it('has no metrics at a repeat, whose landing is long past, but what it opened', () => {
    expect(valuesOf({ ...aFile, isRepeat: true })).toBeUndefined();
    expect(valuesOf({ ...aFile, isRepeat: true, opened: ['P2'] })).toEqual({ OpenedP2: 1 });
  });

  it('carries the object for searching, and the deployment alone as a dimension', () => {
    const line = metricLine(aFile, 'shop/North');
    expect(JSON.parse(line)).toMatchObject({ message: 'file handled', key: aFile.key, versionId: 'v1', outcome: 'ok' });
    expect(readMetrics(line)).toMatchObject({ namespace: 'tillwatch', dimensions: { Deployment: 'shop/North' } });
  });

  it('can not be forged by an object key', () => {
    const key = '"}\n{"_aws":{}} Files';
    const line = metricLine({ ...aFile, key }, 'shop/North');
    expect(readMetrics(line)?.values).toMatchObject({ Files: 1 });
    expect(JSON.parse(line).key).toBe(key);
  });
});

describe('the line of a tick', () => {
  it('is the heartbeat, and says that nothing waits', () => {
    expect(valuesOf(aTick)).toEqual({ Heartbeat: 1, OldestUnpublished: 0, OpenIncidents: 0 });
  });

  it('tells the age in seconds of the oldest alert that is in an outbox', () => {
    expect(valuesOf({ ...aTick, unpublishedSince: later(-90_400) })).toMatchObject({ OldestUnpublished: 90 });
  });

  it('has its report beside the metrics', () => {
    expect(JSON.parse(metricLine(aTick, 'shop/North'))).toMatchObject({ message: 'watch ticked', alertsPublished: 0 });
  });
});

describe('a running stack', () => {
  it('measures each file once, and every metric that there is has its unit', async () => {
    const stack = await aRunningStack('2026-01-17T03:20:00Z', {}, { deployment: 'shop/North' });
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
    await stack.land('kiosk/2026-01-16.csv', 'nonsense');
    await stack.tick(new Date('2026-01-17T03:21:00Z'));
    const lines = stack.metricLines.map((line) => readMetrics(line));
    expect(lines.map((line) => line?.values)).toEqual([
      expect.objectContaining({ Files: 1, Rows: 24, Quarantined: 0, OpenedP1: 1, LandedToPublished: 0 }),
      expect.objectContaining({ Files: 1, Rows: 0, Quarantined: 1, OpenedP3: 1 }),
      expect.objectContaining({ Heartbeat: 1, OldestUnpublished: 0 }),
    ]);
    for (const line of lines) expect(METRICS).toMatchObject(line?.units ?? {});
    await stack.close();
  });

  it('counts an event that comes twice once', async () => {
    const stack = await aRunningStack('2026-01-17T03:20:00Z');
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').day));
    await stack.repeatLanding('kiosk/2026-01-16.csv');
    expect(stack.metricLines.map((line) => readMetrics(line)?.values.Files)).toEqual([1, undefined]);
    await stack.close();
  });

  it('measures how long the outbox has waited that SNS takes nothing from', async () => {
    const stack = await aRunningStack('2026-01-17T03:20:00Z');
    stack.aws.intercept = ({ service }) =>
      service === 'sns' ? { kind: 'before', status: 503, code: 'ServiceUnavailable' } : undefined;
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
    stack.at('2026-01-17T03:30:00Z');
    await stack.tick(new Date('2026-01-17T03:30:00Z'));
    const [file, tick] = stack.metricLines.map((line) => readMetrics(line)?.values);
    expect(file).toMatchObject({ OpenedP1: 1 });
    expect(file).not.toHaveProperty('LandedToPublished');
    expect(tick).toMatchObject({ OldestUnpublished: 600 });
    await stack.close();
  });
});

describe('the watch', () => {
  it('counts the incident that it opens when a file is overdue', async () => {
    const stack = await aWatchedStack('2026-01-16T00:10');
    await stack.hasLandedDaily('kiosk', datesFrom('2026-01-02', '2026-01-14'), '00:20');
    await stack.tickAt('2026-01-16T06:00');
    expect(stack.metricLines.map((line) => readMetrics(line)?.values)).toEqual([
      { Heartbeat: 1, OldestUnpublished: 0, OpenIncidents: 1, OpenedP3: 1 },
    ]);
    await stack.close();
  });
});

describe('log lines', () => {
  it('carry the object, and from an alert on its incident', async () => {
    const stack = await aRunningStack('2026-01-17T03:20:00Z');
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
    expect(stack.logged).toContainEqual(
      expect.objectContaining({
        message: 'alert published',
        key: 'kiosk/2026-01-16.csv',
        versionId: expect.any(String),
        messageId: expect.any(String),
        checkout: 'kiosk',
        incident: 'kiosk-2026-01-16-15h',
        alert: expect.any(String),
      }),
    );
    await stack.close();
  });
});
