// S3: what changes in a bucket is told to the queues that listen.
import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventPattern } from '../../../local/aws/s3/notification-events.ts';
import { sequencers } from '../../../local/aws/s3/sequencer.ts';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'inbox';
const LANDED = new Date('2026-01-16T18:04:05.678Z');

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation({ now: () => LANDED });
  cloud.aws.s3.createBucket(Bucket, { versioned: true });
  cloud.aws.sqs.createQueue('events');
});
afterEach(() => cloud.close());

const listen = (events: readonly EventPattern[], filter: object = {}) =>
  cloud.aws.s3.notify(Bucket, { queueUrl: cloud.aws.sqs.queueUrl('events'), events, ...filter });
const put = (Key: string, Body = 'x') => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }));

/** Every message that is waiting, parsed. */
async function told() {
  const QueueUrl = cloud.aws.sqs.queueUrl('events');
  const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return (Messages ?? []).map(({ Body }) => JSON.parse(Body ?? ''));
}
const records = async () => (await told()).flatMap(({ Records }) => Records ?? []);

describe('a notification', () => {
  it('is tried once with a test event that has no records', async () => {
    listen(['s3:ObjectCreated:*']);
    listen(['s3:ObjectCreated:*']);
    expect(await told()).toMatchObject([
      { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket, Time: LANDED.toISOString() },
    ]);
  });

  it('for a queue that is not there is refused', () => {
    expect(() => cloud.aws.s3.notify(Bucket, { queueUrl: 'nowhere', events: ['s3:ObjectCreated:*'] })).toThrow(
      /queue does not exist/,
    );
  });

  it('tells of a put with key, size, ETag and version', async () => {
    listen(['s3:ObjectCreated:*']);
    const { ETag, VersionId } = await put('loja 1/a.csv', 'four');
    const [record] = await records();
    expect(record).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: LANDED.toISOString(),
      eventName: 'ObjectCreated:Put',
      s3: {
        bucket: { name: Bucket, arn: 'arn:aws:s3:::inbox' },
        object: { key: 'loja+1/a.csv', size: 4, eTag: ETag?.replaceAll('"', ''), versionId: VersionId },
      },
    });
  });

  it('tells of copies, removals and delete markers by name', async () => {
    listen(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']);
    const { VersionId } = await put('a');
    await cloud.s3.send(new CopyObjectCommand({ Bucket, CopySource: `${Bucket}/a`, Key: 'b' }));
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }));
    const told = await records();
    expect(told.map(({ s3 }) => s3.object.size)).toEqual([1, 1, undefined, undefined]);
    expect(told.map(({ eventName, s3 }) => `${eventName} ${s3.object.key}`)).toEqual([
      'ObjectCreated:Put a',
      'ObjectCreated:Copy b',
      'ObjectRemoved:DeleteMarkerCreated a',
      'ObjectRemoved:Delete a',
    ]);
  });

  it('tells only of what its events, prefix and suffix (case-sensitive) let through', async () => {
    listen(['s3:ObjectCreated:Put'], { prefix: 'in/', suffix: '.csv' });
    for (const key of ['in/a.csv', 'in/a.CSV', 'out/a.csv']) await put(key);
    await cloud.s3.send(new CopyObjectCommand({ Bucket, CopySource: `${Bucket}/out/a.csv`, Key: 'in/b.csv' }));
    expect((await records()).map(({ s3 }) => s3.object.key)).toEqual(['in/a.csv']);
  });

  it('tells nothing of a write that was refused', async () => {
    listen(['s3:ObjectCreated:*']);
    await put('a');
    const again = cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'y', IfNoneMatch: '*' }));
    expect(await refusal(again)).toBe('412 PreconditionFailed');
    expect(await records()).toHaveLength(1);
  });

  it('can be lost on purpose, as S3 very rarely does', async () => {
    listen(['s3:ObjectCreated:*']);
    cloud.aws.s3.isEventLost = ({ key }) => key === 'lost';
    await put('lost');
    await put('kept');
    expect((await records()).map(({ s3 }) => s3.object.key)).toEqual(['kept']);
  });
});

describe('the sequencer', () => {
  it('is hexadecimal of differing length and grows with every change of a key', async () => {
    listen(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']);
    for (let i = 0; i < 8; i++) await put('a', String(i));
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const sequencers: string[] = (await records()).map(({ s3 }) => s3.object.sequencer);
    expect(sequencers).toHaveLength(9);
    expect(sequencers.every((one) => /^[0-9A-F]+$/.test(one))).toBe(true);
    const padded = sequencers.map((one) => one.padEnd(16, '0'));
    expect(new Set(padded).size).toBe(9);
    expect(padded.toSorted()).toEqual(padded);
  });

  it('grows from call to call, however fast, and from whatever was seen', () => {
    const { next, seen } = sequencers();
    const value = (sequencer: string) => sequencer.padEnd(16, '0');
    const fast = Array.from({ length: 1000 }, next).map(value);
    expect(new Set(fast).size).toBe(1000);
    expect(fast.toSorted()).toEqual(fast);
    seen('7F');
    expect(value(next()) > value('7F')).toBe(true);
  });
});
