// SNS: who gets which text of a message, and in which form.
import { PublishCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SNSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../local/aws/sns/outbox.ts';
import { type Emulation, emulation, refusal } from './emulation.ts';

const PUBLISHED = '2026-01-16T18:04:05.678Z';
const PHONE = '+5511987654321';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:Relay';

let cloud: Emulation;
let TopicArn: string;
beforeEach(async () => {
  cloud = await emulation({ now: () => new Date(PUBLISHED) });
  TopicArn = cloud.aws.sns.createTopic('P1', { displayName: 'tillwatch alerts' });
  cloud.aws.sqs.createQueue('relay');
});
afterEach(() => cloud.close());

const publish = (input: Partial<PublishCommandInput>) =>
  cloud.sns.send(new PublishCommand({ TopicArn, Message: 'sales stopped', ...input }));
const byEmail = (filterPolicy?: object) =>
  cloud.aws.sns.subscribe(TopicArn, {
    protocol: 'email',
    endpoint: 'ana@example.com',
    ...(filterPolicy && { filterPolicy }),
  });
const bySms = () => cloud.aws.sns.subscribe(TopicArn, { protocol: 'sms', endpoint: PHONE });
const byQueue = (rawMessageDelivery = false) =>
  cloud.aws.sns.subscribe(TopicArn, { protocol: 'sqs', endpoint: cloud.aws.sqs.queueArn('relay'), rawMessageDelivery });
const queued = async () => {
  const question = { QueueUrl: cloud.aws.sqs.queueUrl('relay'), MessageAttributeNames: ['All'] };
  return (await cloud.sqs.send(new ReceiveMessageCommand(question))).Messages ?? [];
};

const MessageAttributes = {
  severity: { DataType: 'String', StringValue: 'P1' },
  escalation: { DataType: 'Number', StringValue: '0' },
};

describe('an e-mail', () => {
  it('has subject, body and, apart from it, the footer that SNS adds', async () => {
    const arn = byEmail();
    const { MessageId } = await publish({ Subject: 'P1 loja-1', MessageAttributes });
    const [delivery] = cloud.aws.sns.deliveries();
    expect(delivery).toMatchObject({
      protocol: 'email',
      endpoint: 'ana@example.com',
      topicArn: TopicArn,
      subject: 'P1 loja-1',
      body: 'sales stopped',
      attributes: { severity: { type: 'String', value: 'P1' }, escalation: { type: 'Number', value: '0' } },
      messageId: MessageId,
      at: PUBLISHED,
      smsParts: null,
    });
    expect(delivery?.footer).toContain(arn);
  });

  it('without a subject gets the one SNS gives', async () => {
    byEmail();
    await publish({});
    expect(cloud.aws.sns.deliveries()[0]?.subject).toBe('AWS Notification Message');
  });
});

describe('an SMS', () => {
  it('begins with the first ten characters of the display name and has no subject', async () => {
    bySms();
    await publish({ Subject: 'P1 loja-1' });
    expect(cloud.aws.sns.deliveries()).toMatchObject([
      { protocol: 'sms', endpoint: PHONE, subject: null, body: 'tillwatch > sales stopped', footer: null, smsParts: 1 },
    ]);
  });

  it('counts its parts with what stands before the text', async () => {
    bySms();
    await publish({ Message: 'x'.repeat(148) });
    await publish({ Message: 'x'.repeat(149) });
    expect(cloud.aws.sns.deliveries().map(({ smsParts }) => smsParts)).toEqual([1, 2]);
  });

  it('of more than 1,600 characters is refused, and nobody gets anything', async () => {
    byEmail();
    bySms();
    expect(await refusal(publish({ Message: 'x'.repeat(1601) }))).toBe('400 InvalidParameterException');
    expect(cloud.aws.sns.deliveries()).toEqual([]);
    expect(await refusal(publish({ Message: 'x'.repeat(1600) }))).toBe('accepted');
  });
});

describe('a message in JSON', () => {
  it('gives each protocol its own text, and the default to the others', async () => {
    byEmail();
    bySms();
    byQueue();
    const Message = JSON.stringify({ default: 'for all', email: 'long', sms: 'short' });
    await publish({ Message, MessageStructure: 'json' });
    expect(cloud.aws.sns.deliveries().map(({ body }) => body)).toEqual(['long', 'tillwatch > short']);
    const [message] = await queued();
    expect(JSON.parse(message?.Body ?? '').Message).toBe('for all');
  });
});

describe('a queue', () => {
  it('gets the envelope with types and values of attributes', async () => {
    byQueue();
    const { MessageId } = await publish({ Subject: 'P1 loja-1', MessageAttributes });
    const [message] = await queued();
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn,
      Subject: 'P1 loja-1',
      Message: 'sales stopped',
      Timestamp: PUBLISHED,
      SignatureVersion: '1',
      MessageAttributes: { severity: { Type: 'String', Value: 'P1' }, escalation: { Type: 'Number', Value: '0' } },
    });
    expect(message?.MessageAttributes).toBeUndefined();
  });

  it('gets the message as it is where delivery is raw', async () => {
    byQueue(true);
    await publish({ Subject: 'P1 loja-1', MessageAttributes });
    expect(await queued()).toMatchObject([{ Body: 'sales stopped', MessageAttributes }]);
  });

  it('gets nothing where delivery is raw and attributes are more than ten', async () => {
    byQueue(true);
    const names = Array.from({ length: 11 }, (_, i) => `a${i}`);
    const eleven = Object.fromEntries(names.map((name) => [name, { DataType: 'String', StringValue: 'x' }]));
    await publish({ MessageAttributes: eleven });
    expect(await queued()).toEqual([]);
  });

  it('must be there to be subscribed', () => {
    const endpoint = cloud.aws.sqs.queueArn('nowhere');
    expect(() => cloud.aws.sns.subscribe(TopicArn, { protocol: 'sqs', endpoint })).toThrow(/does not exist/);
  });
});

describe('a function', () => {
  beforeEach(() => {
    cloud.aws.sns.subscribe(TopicArn, { protocol: 'lambda', endpoint: FUNCTION });
  });

  it('gets the event that Lambda would hand it', async () => {
    const events: SNSEvent[] = [];
    cloud.aws.sns.registerFunction(FUNCTION, async (event) => void events.push(event));
    await publish({ Subject: 'P1 loja-1', MessageAttributes });
    await cloud.aws.sns.functions.idle();
    expect(events).toMatchObject([
      {
        Records: [
          {
            EventSource: 'aws:sns',
            Sns: {
              TopicArn,
              Subject: 'P1 loja-1',
              Message: 'sales stopped',
              MessageAttributes: { severity: { Type: 'String', Value: 'P1' } },
            },
          },
        ],
      },
    ]);
  });

  it('that fails is tried twice more, then given up', async () => {
    let attempts = 0;
    cloud.aws.sns.registerFunction(FUNCTION, async () => {
      if (++attempts < 3) throw new Error('busy');
    });
    await publish({});
    await cloud.aws.sns.functions.idle();
    expect(cloud.aws.sns.functions.failed).toEqual([]);
    cloud.aws.sns.registerFunction(FUNCTION, () => Promise.reject(new Error('broken')));
    await publish({});
    await cloud.aws.sns.functions.idle();
    expect(cloud.aws.sns.functions.failed).toMatchObject([{ functionArn: FUNCTION, error: { message: 'broken' } }]);
  });
});

describe('a filter policy', () => {
  it('keeps back what does not match', async () => {
    byEmail({ escalation: [{ numeric: ['<=', 1] }] });
    const escalated = (StringValue: string) => ({ escalation: { DataType: 'Number', StringValue } });
    for (const level of ['0', '1', '2']) await publish({ Message: level, MessageAttributes: escalated(level) });
    await publish({ Message: 'none' });
    expect(cloud.aws.sns.deliveries().map(({ body }) => body)).toEqual(['0', '1']);
  });

  it('that is invalid is refused at once', () => {
    expect(() => byEmail({ escalation: 1 })).toThrow(/Invalid parameter: FilterPolicy/);
    expect(cloud.aws.sns.subscriptions(TopicArn)).toEqual([]);
  });
});

describe('listening to deliveries', () => {
  it('tells of each e-mail and SMS until it ends', async () => {
    byEmail();
    const heard: Delivery[] = [];
    const stop = cloud.aws.sns.onDelivery((delivery) => heard.push(delivery));
    await publish({ Message: 'first' });
    stop();
    await publish({ Message: 'second' });
    expect(heard.map(({ body }) => body)).toEqual(['first']);
  });
});
