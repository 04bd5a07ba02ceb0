// SNS: what Publish accepts, and what it refuses with which code.
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulation, emulation, refusal } from './emulation.ts';

let cloud: Emulation;
let TopicArn: string;
beforeEach(async () => {
  cloud = await emulation();
  TopicArn = cloud.aws.sns.createTopic('P1');
  cloud.aws.sns.subscribe(TopicArn, { protocol: 'email', endpoint: 'ana@example.com' });
});
afterEach(() => cloud.close());

const publish = (input: Partial<PublishCommandInput>) =>
  cloud.sns.send(new PublishCommand({ TopicArn, Message: 'x', ...input }));
const answer = (input: Partial<PublishCommandInput>) => refusal(publish(input));

describe('a topic', () => {
  it('that is not there is NotFound, and what is no ARN is refused', async () => {
    expect(await answer({ TopicArn: `${TopicArn}9` })).toBe('404 NotFoundException');
    expect(await answer({ TopicArn: 'P1' })).toBe('400 InvalidParameterException');
  });

  it('tells its attributes', async () => {
    cloud.aws.sns.createTopic('P1', { displayName: 'tillwatch' });
    const { Attributes } = await cloud.sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, DisplayName: 'tillwatch', SubscriptionsConfirmed: '1' });
  });

  it('lists its subscriptions in pages of a hundred', async () => {
    for (let i = 1; i <= 100; i++) {
      cloud.aws.sns.subscribe(TopicArn, { protocol: 'email', endpoint: `a${i}@example.com` });
    }
    const list = (NextToken?: string) => cloud.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
    const first = await list();
    expect(first.Subscriptions).toHaveLength(100);
    expect(first.Subscriptions?.[0]).toMatchObject({ Protocol: 'email', Endpoint: 'ana@example.com', TopicArn });
    const second = await list(first.NextToken);
    expect(second.Subscriptions).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('a subject', () => {
  it.each(['A', '1', '[P1]', '!', 'x'.repeat(100)])('%j is accepted', async (Subject) => {
    expect(await answer({ Subject })).toBe('accepted');
  });

  it.each(['', ' x', 'a\nb', 'a\tb', 'a\u007fb', 'queda às 15h', 'x'.repeat(101)])('%j is refused', async (Subject) => {
    expect(await answer({ Subject })).toBe('400 InvalidParameterException');
  });
});

describe('a message', () => {
  it('is not empty', async () => {
    expect(await answer({ Message: '' })).toBe('400 InvalidParameterException');
  });

  it('has at most 256 KiB of UTF-8, attributes included', async () => {
    const limit = 262_144;
    expect(await answer({ Message: 'é'.repeat(limit / 2) })).toBe('accepted');
    expect(await answer({ Message: `${'é'.repeat(limit / 2)}x` })).toBe('400 InvalidParameterException');
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'x' } };
    expect(await answer({ Message: 'x'.repeat(limit - 8), MessageAttributes })).toBe('accepted');
    expect(await answer({ Message: 'x'.repeat(limit - 7), MessageAttributes })).toBe('400 InvalidParameterException');
  });
});

describe('a message in JSON', () => {
  const structured = (message: unknown) =>
    answer({ MessageStructure: 'json', Message: typeof message === 'string' ? message : JSON.stringify(message) });

  it('has a default, and keys that nobody knows are ignored', async () => {
    expect(await structured({ default: 'x', email: 'y', nobody: { knows: 1 } })).toBe('accepted');
  });

  it.each([
    ['without default', { email: 'x' }],
    ['with a default that is no string', { default: 1 }],
    ['with a value that is no string', { default: 'x', sms: { text: 'y' } }],
    ['that is a list', ['x']],
    ['that is null', null],
    ['that is no JSON', '{"default":'],
  ])('%s is refused', async (_, message) => {
    expect(await structured(message)).toBe('400 InvalidParameterException');
  });

  it('is announced as json and nothing else', async () => {
    expect(await answer({ MessageStructure: 'yaml' })).toBe('400 InvalidParameterException');
  });
});

describe('message attributes', () => {
  const attribute = (name: string, DataType: string, value: string | Uint8Array) =>
    answer({
      MessageAttributes: {
        [name]: { DataType, ...(typeof value === 'string' ? { StringValue: value } : { BinaryValue: value }) },
      },
    });

  it.each([
    ['severity', 'String', 'P1'],
    ['a.b-c_d', 'Number', '-1.5e3'],
    ['list', 'String.Array', '["a",1,true,null]'],
    ['x'.repeat(256), 'String', 'x'],
  ])('%s of type %s are accepted', async (name, type, value) => {
    expect(await attribute(name, type, value)).toBe('accepted');
  });

  it('may be binary', async () => {
    expect(await attribute('blob', 'Binary', Buffer.from([0, 1]))).toBe('accepted');
  });

  it.each([
    ['a name that begins with a dot', '.a', 'String', 'x'],
    ['a name that ends with a dot', 'a.', 'String', 'x'],
    ['two dots in a row', 'a..b', 'String', 'x'],
    ['a blank in the name', 'a b', 'String', 'x'],
    ['a reserved name', 'AWS.a', 'String', 'x'],
    ['a name that is too long', 'x'.repeat(257), 'String', 'x'],
    ['an unknown type', 'a', 'Text', 'x'],
    ['an empty value', 'a', 'String', ''],
    ['a number that is none', 'a', 'Number', 'many'],
    ['an array that is none', 'a', 'String.Array', 'a,b'],
    ['an array of objects', 'a', 'String.Array', '[{}]'],
    ['text where bytes are due', 'a', 'Binary', 'x'],
  ])('with %s are refused', async (_, name, type, value) => {
    expect(await attribute(name, type, value)).toBe('400 InvalidParameterValueException');
  });
});

describe('a batch', () => {
  const batch = (...entries: readonly { Id: string; Message: string; Subject?: string }[]) =>
    cloud.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [...entries] }));
  const entry = (Id: string, Message = 'x') => ({ Id, Message });

  it('tells entry by entry what became of it', async () => {
    const { Successful, Failed } = await batch(entry('a', 'good'), { ...entry('b'), Subject: 'a\nb' });
    expect(Successful).toMatchObject([{ Id: 'a' }]);
    expect(Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameter', SenderFault: true }]);
    expect(cloud.aws.sns.deliveries().map(({ body }) => body)).toEqual(['good']);
  });

  it('is refused as a whole where its form is wrong', async () => {
    const eleven = Array.from({ length: 11 }, (_, i) => entry(`e${i}`));
    expect(await refusal(batch())).toBe('400 EmptyBatchRequestException');
    expect(await refusal(batch(...eleven))).toBe('400 TooManyEntriesInBatchRequestException');
    expect(await refusal(batch(entry('a'), entry('a')))).toBe('400 BatchEntryIdsNotDistinctException');
    expect(await refusal(batch(entry('a b')))).toBe('400 InvalidBatchEntryIdException');
    const half = 'x'.repeat(150_000);
    expect(await refusal(batch(entry('a', half), entry('b', half)))).toBe('400 BatchRequestTooLongException');
    expect(cloud.aws.sns.deliveries()).toEqual([]);
  });
});

describe('subscribing over HTTP', () => {
  const subscribe = (Attributes?: Record<string, string>, more: object = {}) =>
    cloud.sns.send(
      new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'bo@example.com', Attributes, ...more }),
    );

  it('gives the same ARN for the same subscription, and refuses other attributes for it', async () => {
    const { SubscriptionArn } = await subscribe({ FilterPolicy: '{"checkout":["loja-1"]}' });
    expect(await subscribe({ FilterPolicy: '{"checkout":["loja-1"]}' })).toMatchObject({ SubscriptionArn });
    expect(await refusal(subscribe())).toBe('400 InvalidParameterException');
  });

  it('refuses endpoints that do not fit and protocols that are not emulated', async () => {
    expect(await refusal(subscribe(undefined, { Endpoint: 'nobody' }))).toBe('400 InvalidParameterException');
    expect(await refusal(subscribe(undefined, { Protocol: 'sms' }))).toBe('400 InvalidParameterException');
    expect(await refusal(subscribe(undefined, { Protocol: 'https' }))).toBe('501 NotImplemented');
    expect(await refusal(subscribe({ RedrivePolicy: '{}' }))).toBe('501 NotImplemented');
  });

  it('ends with unsubscribing', async () => {
    const { SubscriptionArn } = await subscribe();
    await cloud.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await publish({});
    expect(cloud.aws.sns.deliveries().map(({ endpoint }) => endpoint)).toEqual(['ana@example.com']);
  });
});

describe('whatever the emulator does not do', () => {
  it('is refused by name, operations and parameters alike', async () => {
    await expect(cloud.sns.send(new ListTopicsCommand({}))).rejects.toThrow(/SNS ListTopics is not implemented/);
    await expect(publish({ MessageGroupId: 'g' })).rejects.toThrow(/Publish with MessageGroupId/);
    const direct = cloud.sns.send(new PublishCommand({ PhoneNumber: '+5511987654321', Message: 'x' }));
    expect(await refusal(direct)).toBe('501 NotImplemented');
  });
});
