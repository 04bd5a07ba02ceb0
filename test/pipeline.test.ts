// The whole way of a file, on the embedded services: S3 event, queue, score function, records, topics, receipt.
import { readFileSync } from 'node:fs';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INBOX_BUCKET } from '../local/emulated-stack.ts';
import { aDay } from './a-day.ts';
import { aRunningStack, type RunningStack } from './a-running-stack.ts';
import { csvOf } from './csv-of.ts';

const sample = (n: 1 | 2) => readFileSync(`samples/checkout_${n}.csv`);

let stack: RunningStack;
beforeEach(async () => {
  stack = await aRunningStack('2026-01-17T03:20:00Z');
});
afterEach(() => stack.close());

describe('a file with an outage', () => {
  it('becomes one P1 alert by e-mail and SMS, a record and a receipt', async () => {
    await stack.land('checkout_2.csv', sample(2), { checkout: 'checkout', date: '2026-01-16' });

    expect(stack.subjects().filter((subject) => subject.startsWith('P1'))).toHaveLength(1);
    expect(stack.subjects()[0]).toMatch(/^P1 checkout: no sales 15h-17h, about \d+ lost, over now$/);
    const [sms] = stack.aws.sns.deliveries().filter(({ protocol }) => protocol === 'sms');
    expect(sms?.body).toContain('P1 checkout: no sales 15h-17h');
    expect(sms?.smsParts).toBe(1);

    const record = await stack.record('checkout');
    expect(record?.outbox).toEqual([]);
    expect(record?.incidents[0]).toMatchObject({ kind: 'outage', startHour: 15, endHour: 17, heardOn: ['P1'] });
    expect(await stack.receipt('checkout_2.csv')).toMatchObject({
      outcome: 'ok',
      reason: null,
      days: [{ checkout: 'checkout', date: '2026-01-16', outcome: 'ok', incidents: [record?.incidents[0]?.id] }],
    });
  });

  it('alerts nobody when it is dropped again, under its own name or another', async () => {
    const identity = { checkout: 'checkout', date: '2026-01-16' };
    await stack.land('checkout_2.csv', sample(2), identity);
    const before = stack.subjects();
    stack.at('2026-01-17T03:40:00Z');
    await stack.land('checkout_2.csv', sample(2), identity);
    await stack.land('copy of checkout_2.csv', sample(2), identity);
    expect(stack.subjects()).toEqual(before);
    expect((await stack.receipt('checkout_2.csv'))?.earlier).toHaveLength(1);
  });

  it('alerts once when its event is delivered several times at once', async () => {
    const versionId = await stack.drop('checkout_2.csv', sample(2), { checkout: 'checkout', date: '2026-01-16' });
    const event = {
      eventVersion: '2.1',
      eventName: 'ObjectCreated:Put',
      eventTime: '2026-01-17T03:20:00Z',
      s3: { object: { key: 'checkout_2.csv', versionId } },
    };
    const sqs = new SQSClient({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    const again = { QueueUrl: stack.inboxQueueUrl, MessageBody: JSON.stringify({ Records: [event] }) };
    await Promise.all([1, 2, 3].map(() => sqs.send(new SendMessageCommand(again))));
    await stack.idle();
    const ids = stack.aws.sns.deliveries().map(({ protocol, body }) => `${protocol} ${body}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(stack.subjects().filter((subject) => subject.startsWith('P1'))).toHaveLength(1);
    expect((await stack.record('checkout'))?.outbox).toEqual([]);
  });

  it('is history when it ended long before it landed: told once, on P4', async () => {
    await stack.land('checkout_2.csv', sample(2), { checkout: 'checkout', date: '2025-12-01' });
    expect(stack.subjects().filter((subject) => /15h-17h/.test(subject))).toHaveLength(1);
    expect(stack.subjects().every((subject) => subject.startsWith('P4'))).toBe(true);
    expect((await stack.record('checkout'))?.incidents[0]).toMatchObject({ severity: 'P1', heardOn: ['P4'] });
  });
});

describe('a day whose file is exported again and again', () => {
  const name = { checkout: 'kiosk', date: '2026-01-16' };

  it('opens an outage, tells that it grows, and tells its end to whoever was paged', async () => {
    const outage = aDay().of('kiosk', '2026-01-16').quiet(15, 17);
    stack.at('2026-01-16T19:20:00Z');
    await stack.land('kiosk.csv', csvOf(outage.until(16).day), name);
    stack.at('2026-01-16T20:20:00Z');
    await stack.land('kiosk.csv', csvOf(outage.until(17).day), name);
    stack.at('2026-01-16T23:20:00Z');
    await stack.land('kiosk.csv', csvOf(outage.until(20).day), name);
    expect(stack.subjects()).toEqual([
      expect.stringMatching(/^P1 kiosk: no sales since 15h, about \d+ lost$/),
      expect.stringMatching(/^P1 kiosk: no sales since 15h, about \d+ lost, update$/),
      expect.stringMatching(/^P1 kiosk: over, no sales 15h-17h, about \d+ lost$/),
    ]);
    expect((await stack.record('kiosk'))?.incidents).toMatchObject([
      {
        status: 'resolved',
        history: [{ transition: 'opened' }, { transition: 'updated' }, { transition: 'resolved' }],
      },
    ]);
  });

  it('takes an alarm back when corrected counts call the hours normal', async () => {
    stack.at('2026-01-16T21:20:00Z');
    await stack.land('kiosk.csv', csvOf(aDay().quiet(15, 17).until(18).day), name);
    stack.at('2026-01-16T21:40:00Z');
    await stack.land('kiosk.csv', csvOf(aDay().until(18).day), name);
    expect(stack.subjects()).toHaveLength(2);
    expect(stack.subjects()[1]).toMatch(/^P1 kiosk: .*(false alarm|retracted|taken back|not)/i);
  });

  it('is left alone by an older version of its key that arrives late', async () => {
    stack.at('2026-01-16T21:20:00Z');
    stack.aws.s3.isEventLost = () => true;
    const late = await stack.drop('kiosk.csv', csvOf(aDay().quiet(15, 17).until(18).day), name);
    stack.aws.s3.isEventLost = () => false;
    stack.at('2026-01-16T21:40:00Z');
    await stack.land('kiosk.csv', csvOf(aDay().until(18).day), name);
    const event = {
      eventVersion: '2.1',
      eventName: 'ObjectCreated:Put',
      eventTime: '2026-01-16T21:20:00Z',
      s3: { object: { key: 'kiosk.csv', versionId: late } },
    };
    const sqs = new SQSClient({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    await sqs.send(
      new SendMessageCommand({ QueueUrl: stack.inboxQueueUrl, MessageBody: JSON.stringify({ Records: [event] }) }),
    );
    await stack.idle();
    expect(stack.subjects()).toEqual([]);
    const receipt = await stack.receipt('kiosk.csv');
    expect(receipt?.versionId).not.toBe(late);
    expect(receipt?.earlier).toMatchObject([{ versionId: late }]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['empty.csv', '', 'empty-file'],
    ['header-only.csv', 'time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month\n', 'no-usable-rows'],
    ['binary.csv', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0]), 'binary-content'],
    ['columns.csv', 'hour;count\n00h;7\n01h;8\n', 'column-missing'],
  ])('%s is kept aside with its reason, and one alert says so', async (key, body, code) => {
    await stack.land(key, body);
    expect(await stack.receipt(key)).toMatchObject({ outcome: 'quarantine', reason: { code } });
    expect(await stack.text(`quarantine/${key}`)).toBe(Buffer.from(body).toString());
    expect(JSON.parse((await stack.text(`quarantine/${key}.reason.json`)) ?? '')).toMatchObject({ reason: { code } });
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P3 /)]);
    await stack.land(key, body);
    expect(stack.subjects()).toHaveLength(1);
  });

  it('is forgiven when a better one is dropped', async () => {
    await stack.land('kiosk.csv', '');
    stack.at('2026-01-17T03:40:00Z');
    await stack.land('kiosk.csv', csvOf(aDay().day));
    expect(stack.subjects()).toHaveLength(2);
    expect((await stack.record('kiosk'))?.incidents).toMatchObject([{ cause: 'unreadable', status: 'resolved' }]);
  });

  it('is forgiven also when the better one names its checkout itself', async () => {
    await stack.land('exports/today.csv', 'nonsense');
    expect(stack.subjects()).toEqual([expect.stringMatching(/^P3 /)]);
    stack.at('2026-01-17T03:40:00Z');
    const [header, ...rows] = csvOf(aDay().day).trim().split('\n');
    await stack.land('exports/today.csv', [`checkout,${header}`, ...rows.map((row) => `kiosk,${row}`)].join('\n'));
    expect(await stack.receipt('exports/today.csv')).toMatchObject({ outcome: 'ok', days: [{ checkout: 'kiosk' }] });
    expect(stack.subjects()).toEqual([
      expect.stringMatching(/^P3 /),
      expect.stringMatching(/^P3 today: file in order again$/),
    ]);
  });

  it('leaves its batch-mates unharmed', async () => {
    await Promise.all([
      stack.drop('bad.csv', 'nonsense'),
      stack.drop('kiosk/2026-01-16.csv', csvOf(aDay().quiet(15, 17).day)),
      stack.drop('fine/2026-01-16.csv', csvOf(aDay().day)),
    ]);
    await stack.idle();
    expect(stack.subjects().some((subject) => subject.startsWith('P1 kiosk'))).toBe(true);
    expect(await stack.receipt('fine/2026-01-16.csv')).toMatchObject({ outcome: 'ok' });
    expect(await stack.receipt('bad.csv')).toMatchObject({ outcome: 'quarantine' });
  });
});

describe('what is no file to judge', () => {
  it('is ignored with a receipt: a folder of the console, another ending', async () => {
    await stack.land('2026/', '');
    await stack.land('readme.txt', 'hello');
    expect(await stack.receipt('readme.txt')).toMatchObject({ outcome: 'ignore' });
    expect(await stack.receipt('2026/')).toMatchObject({ outcome: 'ignore' });
    expect(stack.subjects()).toEqual([]);
  });

  it('an object deleted before it is read gets its receipt and does no harm', async () => {
    const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    stack.aws.intercept = ({ operation, params }) =>
      operation === 'GetObject' && params.key === 'gone.csv' ? { kind: 'hang', ms: 150 } : undefined;
    const versionId = await stack.drop('gone.csv', csvOf(aDay().day));
    await s3.send(new DeleteObjectCommand({ Bucket: INBOX_BUCKET, Key: 'gone.csv', VersionId: versionId }));
    await stack.idle();
    expect(await stack.receipt('gone.csv')).toMatchObject({ outcome: 'ignore', reason: { code: 'object-gone' } });
    expect(stack.aws.sqs.counts('tillwatch-dead-letters').visible).toBe(0);
  });

  it('the test event that S3 sends when a queue is attached causes nothing', async () => {
    expect(stack.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(stack.aws.sqs.counts('tillwatch-dead-letters').visible).toBe(0);
  });

  it('a message that is no notification ends in the dead-letter queue, its batch-mates do not', async () => {
    const sqs = new SQSClient({ endpoint: stack.aws.endpoint, region: stack.aws.region });
    await sqs.send(new SendMessageCommand({ QueueUrl: stack.inboxQueueUrl, MessageBody: 'poison' }));
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().quiet(15, 17).day));
    expect(stack.aws.sqs.counts('tillwatch-dead-letters').visible).toBe(1);
    expect(stack.subjects()).toHaveLength(1);
  });
});

describe('when SNS refuses', () => {
  it('once, the alert goes out all the same', async () => {
    let refusals = 0;
    stack.aws.intercept = ({ operation }) =>
      operation === 'Publish' && refusals++ === 0 ? { kind: 'before', status: 500, code: 'InternalError' } : undefined;
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().quiet(15, 17).day));
    expect(refusals).toBeGreaterThan(0);
    expect(stack.subjects()).toHaveLength(1);
  });

  it('for good, the alert stays in the outbox, the receipt is written, and the watch publishes it later', async () => {
    stack.aws.intercept = ({ operation }) =>
      operation === 'Publish' ? { kind: 'before', status: 403, code: 'AuthorizationError' } : undefined;
    await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().quiet(15, 17).day));
    expect(stack.subjects()).toEqual([]);
    expect(await stack.receipt('kiosk/2026-01-16.csv')).toMatchObject({ outcome: 'ok' });
    const [pending] = (await stack.record('kiosk'))?.outbox ?? [];

    stack.aws.intercept = undefined;
    stack.at('2026-01-17T03:21:00Z');
    expect(await stack.tick(new Date('2026-01-17T03:21:00Z'))).toMatchObject({ alertsPublished: 1 });
    expect(stack.subjects()).toHaveLength(1);
    expect(stack.aws.sns.deliveries()[0]?.body).toContain(pending?.alert.incident.id);
    expect((await stack.record('kiosk'))?.outbox).toEqual([]);
  });
});
