// SQS: messages are hidden while somebody works on them, come back if nobody deletes them, and give up in the end.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../local/aws/monotonic.ts';
import { type Emulation, emulation, refusal } from './emulation.ts';

let cloud: Emulation;
let clock: ManualClock;
let QueueUrl: string;
beforeEach(async () => {
  clock = manualClock();
  cloud = await emulation({ monotonic: clock });
  cloud.aws.sqs.createQueue('dead');
  const redrive = { deadLetterQueue: 'dead', maxReceiveCount: 2 };
  QueueUrl = cloud.aws.sqs.createQueue('work', { visibilityTimeoutSeconds: 30, retentionSeconds: 3600, redrive });
});
afterEach(() => cloud.close());

const send = (MessageBody: string, more: object = {}) =>
  cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
const receive = async (more: object = {}) => {
  const question = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const], ...more };
  return (await cloud.sqs.send(new ReceiveMessageCommand(question))).Messages ?? [];
};
const bodies = async (more: object = {}) => (await receive(more)).map(({ Body }) => Body);
const remove = (ReceiptHandle: string | undefined, url = QueueUrl) =>
  cloud.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));

describe('receiving', () => {
  it('gives up to ten in the order they came', async () => {
    for (let i = 0; i < 12; i++) await send(String(i));
    expect(await bodies({ MaxNumberOfMessages: 1 })).toEqual(['0']);
    expect(await bodies()).toHaveLength(10);
    expect(await bodies()).toEqual(['11']);
    expect(await refusal(receive({ MaxNumberOfMessages: 11 }))).toBe('400 InvalidParameterValue');
  });

  it('hides a message for the visibility timeout, then gives it again and counts', async () => {
    await send('x');
    await receive();
    clock.advance(29_999);
    expect(await bodies()).toEqual([]);
    clock.advance(1);
    const [again] = await receive();
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('may set a timeout of its own', async () => {
    await send('x');
    await receive({ VisibilityTimeout: 5 });
    clock.advance(5_000);
    expect(await bodies()).toEqual(['x']);
    expect(await refusal(receive({ VisibilityTimeout: 43_201 }))).toBe('400 InvalidParameterValue');
  });

  it('waits for a message that is yet to come', async () => {
    const waiting = bodies({ WaitTimeSeconds: 20 });
    await send('x');
    expect(await waiting).toEqual(['x']);
  });

  it('waits for a message that becomes visible again', async () => {
    await send('x');
    await receive();
    const waiting = bodies({ WaitTimeSeconds: 20 });
    await requestsServed(3);
    clock.advance(20_000);
    expect(await waiting).toEqual([]);
    const longer = bodies({ WaitTimeSeconds: 20 });
    await requestsServed(4);
    clock.advance(10_000);
    expect(await longer).toEqual(['x']);
  });

  it('gives nothing away to somebody who has hung up', async () => {
    const abort = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const waiting = cloud.sqs.send(command, { abortSignal: abort.signal });
    await requestsServed(1);
    abort.abort();
    await expect(waiting).rejects.toThrow();
    // After one more round trip the closed connection has been noticed as well.
    await receive();
    await send('x');
    expect(await bodies({ WaitTimeSeconds: 1 })).toEqual(['x']);
  });
});

describe('deleting', () => {
  it('takes a message away for good, more than once if need be', async () => {
    await send('x');
    const [message] = await receive();
    await remove(message?.ReceiptHandle);
    expect(await refusal(remove(message?.ReceiptHandle))).toBe('accepted');
    clock.advance(60_000);
    expect(await bodies()).toEqual([]);
  });

  it('takes the latest receipt handle only', async () => {
    await send('x');
    const [first] = await receive();
    clock.advance(30_000);
    const [second] = await receive({ VisibilityTimeout: 1 });
    await remove(first?.ReceiptHandle);
    expect(cloud.aws.sqs.counts('work')).toMatchObject({ inFlight: 1 });
    await remove(second?.ReceiptHandle);
    expect(cloud.aws.sqs.counts('work')).toMatchObject({ inFlight: 0, visible: 0 });
  });

  it('refuses a handle that is no handle, or another queue’s', async () => {
    expect(await refusal(remove('nonsense'))).toBe('404 ReceiptHandleIsInvalid');
    await send('x');
    const [message] = await receive();
    expect(await refusal(remove(message?.ReceiptHandle, cloud.aws.sqs.queueUrl('dead')))).toBe(
      '404 ReceiptHandleIsInvalid',
    );
  });
});

describe('changing the visibility', () => {
  const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
    cloud.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));

  it('counts from now', async () => {
    await send('x');
    const [message] = await receive();
    await change(message?.ReceiptHandle, 0);
    expect(await bodies()).toEqual(['x']);
  });

  it('is refused for what is not in flight, and beyond twelve hours', async () => {
    await send('x');
    const [message] = await receive();
    expect(await refusal(change(message?.ReceiptHandle, 43_201))).toBe('400 InvalidParameterValue');
    clock.advance(30_000);
    expect(await refusal(change(message?.ReceiptHandle, 5))).toBe('400 MessageNotInflight');
  });
});

describe('a message that was received too often', () => {
  it('goes to the dead-letter queue, keeps its age and goes on counting', async () => {
    await send('poison');
    const sentAt = String(clock.nowMs());
    for (let i = 0; i < 2; i++) {
      expect(await bodies()).toEqual(['poison']);
      clock.advance(30_000);
    }
    expect(await bodies()).toEqual([]);
    const [dead] = await receive({ QueueUrl: cloud.aws.sqs.queueUrl('dead') });
    expect(dead).toMatchObject({
      Body: 'poison',
      Attributes: {
        ApproximateReceiveCount: '3',
        SentTimestamp: sentAt,
        DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:work',
      },
    });
  });

  it('stays while somebody works on it for the last time', async () => {
    await send('hard');
    await receive();
    clock.advance(30_000);
    const [last] = await receive();
    expect(await bodies()).toEqual([]);
    await remove(last?.ReceiptHandle);
    expect(cloud.aws.sqs.counts('dead')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('needs a dead-letter queue that is there', () => {
    const redrive = { deadLetterQueue: 'nowhere', maxReceiveCount: 2 };
    expect(() => cloud.aws.sqs.createQueue('other', { redrive })).toThrow(/does not exist/);
  });
});

/** Waits until so many requests have arrived: by then a long poll is waiting. */
async function requestsServed(count: number): Promise<void> {
  while (cloud.aws.calls.length < count) await new Promise(setImmediate);
}
