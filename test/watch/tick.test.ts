// The watch on the embedded services: files whose event was lost, alerts whose writer died.
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundSales, Incident } from '../../lambda/incident/incident.ts';
import { afterLook } from '../../lambda/incident/lifecycle.ts';
import { emptyRecord } from '../../lambda/record/checkout-record.ts';
import { WATCH_INDEX } from '../../lambda/record/places.ts';
import { RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';

let stack: RunningStack;
beforeEach(async () => {
  stack = await aRunningStack('2026-01-17T03:00:00Z');
});
afterEach(() => stack.close());

/** Lets the schedule fire at `time`, with the clock there too. */
async function tickAt(time: string) {
  stack.at(time);
  const report = await stack.tick(new Date(time));
  await stack.idle();
  return report;
}

const isListing = ({ operation }: { operation: string }) => operation === 'ListObjectsV2';

describe('a file whose event was lost', () => {
  const outage = csvOf(aDay().quiet(15, 17).day);
  const key = 'kiosk/2026-01-16.csv';

  beforeEach(async () => {
    stack.aws.s3.isEventLost = ({ bucket }) => bucket !== RECORDS_BUCKET;
    await stack.drop(key, outage);
    await stack.idle();
  });

  it('is read by the first search after five minutes', async () => {
    expect(stack.subjects()).toEqual([]);
    expect(await tickAt('2026-01-17T03:04:00Z')).toMatchObject({ objectsSentAgain: 0 });
    expect(await tickAt('2026-01-17T03:05:00Z')).toMatchObject({ objectsSentAgain: 1 });
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P1 kiosk/)]);
    expect(await stack.receipt(key)).toMatchObject({ outcome: 'ok' });
    expect(await tickAt('2026-01-17T03:10:00Z')).toMatchObject({ objectsSentAgain: 0 });
  });

  it('is read once when the tick runs twice', async () => {
    await tickAt('2026-01-17T03:05:00Z');
    await tickAt('2026-01-17T03:05:00Z');
    expect(stack.subjects()).toHaveLength(1);
  });

  it('is read when the watch has not run for an hour', async () => {
    await tickAt('2026-01-17T04:05:00Z');
    expect(stack.subjects()).toHaveLength(1);
  });

  it('is found out although an earlier version of the key has a receipt', async () => {
    stack.aws.s3.isEventLost = () => false;
    await stack.land('other/2026-01-16.csv', csvOf(aDay().day));
    stack.aws.s3.isEventLost = ({ bucket }) => bucket !== RECORDS_BUCKET;
    stack.at('2026-01-17T03:01:00Z');
    await stack.drop('other/2026-01-16.csv', outage);
    expect(await tickAt('2026-01-17T03:10:00Z')).toMatchObject({ objectsSentAgain: 2 });
    expect(stack.subjects().some((subject) => subject.startsWith('P1 other'))).toBe(true);
  });

  it('is tried again ever more rarely while it fails', async () => {
    stack.aws.intercept = ({ operation, params }) =>
      operation === 'GetObject' && params.key === key
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    const sent: number[] = [];
    for (let minute = 5; minute <= 45; minute += 5) {
      const report = await tickAt(`2026-01-17T03:${String(minute).padStart(2, '0')}:00Z`);
      if (report.objectsSentAgain > 0) sent.push(minute);
    }
    expect(sent).toEqual([5, 10, 20, 40]);
  });
});

describe('keys whose receipts sort otherwise than they do', () => {
  it('are not read again and again', async () => {
    for (const key of ['a.csv', 'a.csv.gz', 'a-b.csv', '../x.csv', 'a b/%.csv', 'ção/😀.csv', '\uffee.csv']) {
      await stack.land(key, csvOf(aDay().day));
    }
    expect(await tickAt('2026-01-17T03:10:00Z')).toMatchObject({ objectsSentAgain: 0 });
    expect(await tickAt('2026-01-17T04:10:00Z')).toMatchObject({ objectsSentAgain: 0 });
  });
});

describe('an alert whose writer died before publishing', () => {
  const window: FoundSales = {
    kind: 'outage',
    severity: 'P1',
    startHour: 15,
    endHour: 17,
    score: 20,
    observed: 0,
    expected: 90,
    expectedLost: 90,
    lostLow: 70,
    lostHigh: 110,
    hours: [],
    isOver: true,
    why: { kind: 'text', text: 'no sales' },
  };
  const look = {
    checkout: 'kiosk',
    date: '2026-01-16',
    sawDay: true,
    found: [window],
    now: new Date('2026-01-17T03:00:00Z'),
    isLate: () => false,
  };

  async function leaveBehind(heldUntil: string) {
    const known: readonly Incident[] = [];
    const { incidents, alerts } = afterLook(known, look);
    const record = { ...emptyRecord('kiosk'), incidents, outbox: alerts.map((alert) => ({ alert, heldUntil })) };
    const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    const place = { Bucket: RECORDS_BUCKET, Key: 'checkouts/kiosk.json' };
    await s3.send(new PutObjectCommand({ ...place, Body: JSON.stringify(record) }));
  }

  it('is left to its writer as long as that one may be alive', async () => {
    await leaveBehind('2026-01-17T03:01:30Z');
    expect(await tickAt('2026-01-17T03:01:00Z')).toMatchObject({ alertsPublished: 0 });
    expect(await tickAt('2026-01-17T03:02:00Z')).toMatchObject({ alertsPublished: 1 });
    expect(stack.subjects()).toHaveLength(1);
  });

  it('is published once when two ticks overlap', async () => {
    await leaveBehind('2026-01-17T03:01:00Z');
    stack.at('2026-01-17T03:02:00Z');
    await Promise.all([stack.tick(new Date('2026-01-17T03:02:00Z')), stack.tick(new Date('2026-01-17T03:02:00Z'))]);
    expect(stack.subjects()).toHaveLength(1);
  });

  it('is published although the index of the watch is lost or damaged', async () => {
    await tickAt('2026-01-17T03:00:00Z');
    await leaveBehind('2026-01-17T03:01:00Z');
    const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    await s3.send(new PutObjectCommand({ Bucket: RECORDS_BUCKET, Key: WATCH_INDEX, Body: '{"schemaVersion":9' }));
    await tickAt('2026-01-17T03:02:00Z');
    expect(stack.subjects()).toHaveLength(1);
  });
});

describe('a tick with nothing to do', () => {
  it('costs one read and one listing, and two listings more on every fifth minute', async () => {
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().day));
    await tickAt('2026-01-17T03:20:00Z');
    stack.aws.calls.length = 0;
    await tickAt('2026-01-17T03:21:00Z');
    expect(stack.aws.calls.map(({ operation }) => operation)).toEqual(['GetObject', 'ListObjectsV2']);
    stack.aws.calls.length = 0;
    await tickAt('2026-01-17T03:25:00Z');
    expect(stack.aws.calls.filter(isListing)).toHaveLength(3);
    expect(stack.aws.calls).toHaveLength(4);
  });

  it('happens at the nominal time, whatever the clock says', async () => {
    stack.aws.s3.isEventLost = () => true;
    await stack.drop('kiosk/2026-01-16.csv', csvOf(aDay().day));
    stack.at('2026-01-17T03:11:07Z');
    expect(await stack.tick(new Date('2026-01-17T03:10:00Z'))).toMatchObject({ objectsSentAgain: 1 });
  });
});
