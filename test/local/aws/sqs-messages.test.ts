// SQS: what a message may be, what a batch does, and what a queue tells of itself.
import { createHash } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
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

describe('a message', () => {
  it('comes with its body, its attributes and what SQS knows of it', async () => {
    const MessageAttributes = {
      severity: { DataType: 'String', StringValue: 'P1' },
      escalation: { DataType: 'Number', StringValue: '0' },
      blob: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
    };
    const { MessageId, MD5OfMessageAttributes } = await send('olá', { MessageAttributes });
    const [message] = await receive({ MessageAttributeNames: ['All'] });
    expect(message).toMatchObject({ MessageId, Body: 'olá', MD5OfMessageAttributes });
    expect(message?.MessageAttributes?.severity).toEqual(MessageAttributes.severity);
    expect(Buffer.from(message?.MessageAttributes?.blob?.BinaryValue ?? [])).toEqual(Buffer.from([0, 255]));
    expect(message?.Attributes).toMatchObject({
      ApproximateReceiveCount: '1',
      SentTimestamp: String(clock.nowMs()),
      ApproximateFirstReceiveTimestamp: String(clock.nowMs()),
    });
  });

  it('shows only the attributes asked for', async () => {
    const attribute = { DataType: 'String', StringValue: 'x' };
    await send('x', { MessageAttributes: { 'trace.id': attribute, 'trace.flags': attribute, other: attribute } });
    const [message] = await receive({ MessageAttributeNames: ['trace.*'], MessageSystemAttributeNames: [] });
    expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(['trace.flags', 'trace.id']);
    expect(message?.Attributes).toBeUndefined();
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
  it('has the documented digest of its attributes: names in order, lengths before each part, 1 for text and 2 for bytes', async () => {
    const { MD5OfMessageAttributes } = await send('x', {
      MessageAttributes: {
        note: { DataType: 'String', StringValue: 'olá' },
        blob: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
      },
    });
    const layout =
      '00000004626c6f62' +
      '0000000642696e617279' +
      '02' +
      '0000000200ff' + // blob
      '000000046e6f7465' +
      '00000006537472696e67' +
      '01' +
      '000000046f6cc3a1'; // note
    expect(MD5OfMessageAttributes).toBe(createHash('md5').update(Buffer.from(layout, 'hex')).digest('hex'));
  });

  it('may have 1 MiB, attributes included, and no more', async () => {
    const limit = 1_048_576;
    expect(await refusal(send('x'.repeat(limit)))).toBe('accepted');
    expect(await refusal(send('x'.repeat(limit + 1)))).toBe('400 InvalidParameterValue');
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'x' } };
    expect(await refusal(send('x'.repeat(limit - 7), { MessageAttributes }))).toBe('400 InvalidParameterValue');
    expect(await refusal(send('x'.repeat(limit - 8), { MessageAttributes }))).toBe('accepted');
  });

  it('is refused without a body or with attributes that break the rules', async () => {
    const attributes = (MessageAttributes: object) => refusal(send('x', { MessageAttributes }));
    expect(await refusal(send(''))).toBe('400 MissingParameter');
    expect(await attributes({ a: { DataType: 'String', StringValue: '' } })).toBe('400 InvalidParameterValue');
    expect(await attributes({ a: { DataType: 'Number', StringValue: 'many' } })).toBe('400 InvalidParameterValue');
    expect(await attributes({ a: { DataType: 'Text', StringValue: 'x' } })).toBe('400 InvalidParameterValue');
    expect(await attributes({ 'AWS.a': { DataType: 'String', StringValue: 'x' } })).toBe('400 InvalidParameterValue');
    expect(await attributes({ '.a': { DataType: 'String', StringValue: 'x' } })).toBe('400 InvalidParameterValue');
  });

  it('loses characters that XML forbids to U+FFFD', async () => {
    cloud.aws.sqs.send('work', 'a\u0000b\ud800c\u{1f600}');
    expect(await bodies()).toEqual(['a\ufffdb\ufffdc\u{1f600}']);
  });

  it('can wait before it is seen', async () => {
    await send('later', { DelaySeconds: 60 });
    expect(await bodies()).toEqual([]);
    expect(cloud.aws.sqs.counts('work')).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    clock.advance(60_000);
    expect(await bodies()).toEqual(['later']);
  });

  it('is forgotten when the queue has kept it long enough', async () => {
    await send('old');
    clock.advance(3_599_999);
    await send('young');
    clock.advance(1);
    expect(await bodies()).toEqual(['young']);
  });
});

describe('batches', () => {
  const sendBatch = (Entries: { Id: string; MessageBody: string }[]) =>
    cloud.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

  it('tell entry by entry what became of them', async () => {
    const { Successful, Failed } = await sendBatch([
      { Id: 'good', MessageBody: 'x' },
      { Id: 'bad', MessageBody: '' },
    ]);
    expect(Successful).toMatchObject([{ Id: 'good' }]);
    expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'MissingParameter' }]);
    const [message] = await receive();
    const Entries = [
      { Id: 'good', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'bad', ReceiptHandle: 'nonsense' },
    ];
    const deleted = await cloud.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(deleted.Successful).toMatchObject([{ Id: 'good' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
  });

  it('are refused as a whole where their form is wrong', async () => {
    const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
    expect(await refusal(sendBatch([]))).toBe('400 EmptyBatchRequest');
    expect(await refusal(sendBatch(Array.from({ length: 11 }, (_, i) => entry(`e${i}`))))).toBe(
      '400 TooManyEntriesInBatchRequest',
    );
    expect(await refusal(sendBatch([entry('a'), entry('a')]))).toBe('400 BatchEntryIdsNotDistinct');
    expect(await refusal(sendBatch([entry('a b')]))).toBe('400 InvalidBatchEntryId');
    const half = 'x'.repeat(600_000);
    expect(await refusal(sendBatch([entry('a', half), entry('b', half)]))).toBe('400 BatchRequestTooLong');
  });
});

describe('a queue', () => {
  it('tells its attributes', async () => {
    await send('a');
    await send('b');
    await receive({ MaxNumberOfMessages: 1 });
    const attributes = await cloud.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(attributes.Attributes).toMatchObject({
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:work',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      VisibilityTimeout: '30',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":2}',
    });
    const unknown = { QueueUrl, AttributeNames: ['Colour' as 'All'] };
    expect(await refusal(cloud.sqs.send(new GetQueueAttributesCommand(unknown)))).toBe('400 InvalidAttributeName');
  });

  it('is found by name', async () => {
    expect(await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: 'work' }))).toMatchObject({ QueueUrl });
    expect(await refusal(cloud.sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' })))).toBe(
      '400 QueueDoesNotExist',
    );
    expect(await refusal(send('x', { QueueUrl: `${QueueUrl}2` }))).toBe('400 QueueDoesNotExist');
  });

  it('is emptied at once, but not twice a minute', async () => {
    await send('a');
    const purge = () => cloud.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await purge();
    expect(await bodies()).toEqual([]);
    expect(await refusal(purge())).toBe('403 PurgeQueueInProgress');
    clock.advance(60_000);
    expect(await refusal(purge())).toBe('accepted');
  });

  it('is made in process, and what belongs to FIFO queues is refused', async () => {
    expect(await refusal(cloud.sqs.send(new CreateQueueCommand({ QueueName: 'x' })))).toBe('501 NotImplemented');
    expect(await refusal(send('x', { MessageGroupId: 'g' }))).toBe('501 NotImplemented');
  });
});
