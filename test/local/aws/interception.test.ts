// Calls can be counted, and spoiled on purpose.
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../local/aws/interception.ts';
import { CREDENTIALS, type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'records';

let cloud: Emulation;
let TopicArn: string;
let QueueUrl: string;
beforeEach(async () => {
  cloud = await emulation();
  cloud.aws.s3.createBucket(Bucket);
  QueueUrl = cloud.aws.sqs.createQueue('work');
  TopicArn = cloud.aws.sns.createTopic('P1');
  cloud.aws.sns.subscribe(TopicArn, { protocol: 'email', endpoint: 'ana@example.com' });
});
afterEach(() => cloud.close());

const put = () => cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
const send = () => cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
const publish = () => cloud.sns.send(new PublishCommand({ TopicArn, Message: 'x' }));

/** What has been done so far: objects, messages, e-mails. */
const done = () => ({
  objects: cloud.aws.s3.bucket(Bucket).keys.length,
  messages: cloud.aws.sqs.counts('work').visible,
  emails: cloud.aws.sns.deliveries().length,
});
const NOTHING = { objects: 0, messages: 0, emails: 0 };
const EVERYTHING = { objects: 1, messages: 1, emails: 1 };

async function answersWith(fault: Fault): Promise<readonly string[]> {
  cloud.aws.intercept = () => fault;
  return [await refusal(put()), await refusal(send()), await refusal(publish())];
}

describe('the calls so far', () => {
  it('name service, operation, what they were about, and who signed them', async () => {
    await put();
    await send();
    await publish();
    const { accessKeyId } = CREDENTIALS;
    expect(cloud.aws.calls).toEqual([
      { service: 's3', operation: 'PutObject', params: { bucket: Bucket, key: 'a' }, accessKeyId },
      { service: 'sqs', operation: 'SendMessage', params: { queue: 'work' }, accessKeyId },
      { service: 'sns', operation: 'Publish', params: { topic: TopicArn }, accessKeyId },
    ]);
  });

  it('can be counted anew', async () => {
    await put();
    cloud.aws.calls.length = 0;
    await send();
    expect(cloud.aws.calls).toHaveLength(1);
  });

  it('include those that were refused', async () => {
    await refusal(cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'nothing' })));
    expect(cloud.aws.calls).toHaveLength(1);
  });
});

describe('a fault', () => {
  it('before: answers the error and does nothing', async () => {
    expect(await answersWith({ kind: 'before', status: 403, code: 'AccessDenied' })).toEqual([
      '403 AccessDenied',
      '403 AccessDenied',
      '403 AccessDenied',
    ]);
    expect(done()).toEqual(NOTHING);
  });

  it('after: does it, then answers the error', async () => {
    expect(await answersWith({ kind: 'after', status: 503, code: 'SlowDown' })).toEqual([
      '503 SlowDown',
      '503 SlowDown',
      '503 SlowDown',
    ]);
    expect(done()).toEqual(EVERYTHING);
  });

  it('drop: cuts the connection and does nothing', async () => {
    for (const answer of await answersWith({ kind: 'drop' })) expect(answer).toMatch(/^no answer/);
    expect(done()).toEqual(NOTHING);
  });

  it('drop-after: does it, then cuts the connection', async () => {
    for (const answer of await answersWith({ kind: 'drop-after' })) expect(answer).toMatch(/^no answer/);
    expect(done()).toEqual(EVERYTHING);
  });

  it('hang: is silent, then does it', async () => {
    expect(await answersWith({ kind: 'hang', ms: 1 })).toEqual(['accepted', 'accepted', 'accepted']);
    expect(done()).toEqual(EVERYTHING);
  });

  it('hang: does it even if the caller has given up', async () => {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    cloud.aws.intercept = () => ({ kind: 'hold', until });
    const abort = new AbortController();
    const given = cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }), { abortSignal: abort.signal });
    while (cloud.aws.calls.length === 0) await new Promise(setImmediate);
    abort.abort();
    await expect(given).rejects.toThrow();
    release();
    while (done().messages === 0) await new Promise(setImmediate);
    expect(done()).toEqual({ ...NOTHING, messages: 1 });
  });

  it('is for the calls it is meant for', async () => {
    cloud.aws.intercept = ({ service, params }) =>
      service === 's3' && params.key === 'a' ? { kind: 'before', status: 500, code: 'InternalError' } : undefined;
    expect(await refusal(put())).toBe('500 InternalError');
    expect(await refusal(publish())).toBe('accepted');
    cloud.aws.intercept = undefined;
    expect(await refusal(put())).toBe('accepted');
  });

  it('may be set from the start', async () => {
    const other = await emulation({ intercept: () => ({ kind: 'before', status: 403, code: 'AccessDenied' }) });
    const read = other.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await refusal(read)).toBe('403 AccessDenied');
    await other.close();
  });
});

describe('starting', () => {
  it('on a port that is taken says so', async () => {
    const port = Number(new URL(cloud.aws.endpoint).port);
    await expect(emulation({ port })).rejects.toMatchObject({ code: 'port-in-use' });
  });
});

describe('closing', () => {
  it('ends what hangs', async () => {
    const other = await emulation({ intercept: () => ({ kind: 'hang', ms: 3_600_000 }) });
    other.aws.sqs.createQueue('work');
    const hanging = refusal(
      other.sqs.send(new SendMessageCommand({ QueueUrl: other.aws.sqs.queueUrl('work'), MessageBody: 'x' })),
    );
    while (other.aws.calls.length === 0) await new Promise(setImmediate);
    await other.close();
    expect(await hanging).toMatch(/^no answer/);
  });
});
