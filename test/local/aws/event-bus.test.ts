// EventBridge: rules take S3's events by their pattern and hand them to queues.
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulation, emulation } from './emulation.ts';

const Bucket = 'shared';
const LANDED = new Date('2026-01-16T18:04:05.678Z');
const CREATED = { source: ['aws.s3'], 'detail-type': ['Object Created'], detail: { bucket: { name: [Bucket] } } };

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation({ now: () => LANDED });
  cloud.aws.s3.createBucket(Bucket, { versioned: true });
  cloud.aws.sqs.createQueue('events');
});
afterEach(() => cloud.close());

const put = (Key: string) => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'four' }));
const rule = (pattern: Readonly<Record<string, unknown>>, targets = [cloud.aws.sqs.queueArn('events')]) =>
  cloud.aws.events.putRule('new-objects', { pattern, targets });

async function told() {
  const QueueUrl = cloud.aws.sqs.queueUrl('events');
  const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return (Messages ?? []).map(({ Body }) => JSON.parse(Body ?? ''));
}

describe('an object that lands in a bucket that tells EventBridge', () => {
  beforeEach(() => cloud.aws.s3.sendToEventBridge(Bucket));

  it('is told with its key as it is, size, ETag and version', async () => {
    rule(CREATED);
    const { ETag, VersionId } = await put('loja 1/ação+50%.csv');
    expect(await told()).toMatchObject([
      {
        'detail-type': 'Object Created',
        source: 'aws.s3',
        time: '2026-01-16T18:04:05Z',
        resources: ['arn:aws:s3:::shared'],
        detail: {
          bucket: { name: Bucket },
          object: { key: 'loja 1/ação+50%.csv', size: 4, etag: ETag?.replaceAll('"', ''), 'version-id': VersionId },
          reason: 'PutObject',
        },
      },
    ]);
  });

  it('is told to nobody where no rule takes it', async () => {
    rule({ ...CREATED, detail: { bucket: { name: ['another'] } } });
    await put('a.csv');
    expect(await told()).toEqual([]);
  });

  it('is told by the beginning of its key, where a rule asks for that', async () => {
    rule({ detail: { object: { key: [{ prefix: 'sales/' }] } } });
    await put('sales/a.csv');
    await put('other/b.csv');
    expect((await told()).map(({ detail }) => detail.object.key)).toEqual(['sales/a.csv']);
  });

  it('is told when it is deleted, as another type', async () => {
    rule({ 'detail-type': ['Object Deleted'] });
    await put('a.csv');
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a.csv' }));
    expect(await told()).toMatchObject([{ detail: { 'deletion-type': 'Delete Marker Created' } }]);
  });
});

it('hears nothing of a bucket that does not tell it', async () => {
  rule(CREATED);
  await put('a.csv');
  expect(await told()).toEqual([]);
});

it.each([
  ['an empty pattern', {}, /must be an object/],
  ['a pattern that is a word', { source: 'aws.s3' }, /source must be an object or an array/],
  ['an operator that is not done here', { source: [{ 'anything-but': 'x' }] }, /anything-but/],
])('refuses %s', (_, pattern, message) => {
  expect(() => rule(pattern)).toThrow(message);
});

it('refuses a target that is no queue', () => {
  expect(() => rule(CREATED, ['arn:aws:lambda:us-east-1:000000000000:function:f'])).toThrow(/with the target/);
});
