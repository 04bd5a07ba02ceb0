// The relay in the template: a queue for each channel, one function, and nothing of either where nobody asks for it.
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../lambda/config/config.ts';
import { channelIn } from '../../lambda/relay/channel.ts';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { aQuickApp, aStack, resource, resources } from './a-stack.ts';
import { readable } from './readable.ts';

const CHANNELS: ConfigInput = {
  subscriptions: [
    { protocol: 'email', endpoint: 'ana@example.com' },
    { protocol: 'slack', secret: 'tillwatch/slack', channel: 'C0123456789', severities: ['P1', 'P2'] },
    { protocol: 'pagerduty', name: 'night-shift', secret: 'tillwatch/pagerduty', region: 'eu', severities: ['P1'] },
    { protocol: 'chat', name: 'sales-team', severities: ['P1', 'P3'], checkouts: ['shop-*'], escalation: 0 },
  ],
};

let template: Template;
beforeAll(() => {
  template = aStack(CHANNELS);
});

const variables = () => resource(template, 'AWS::Lambda::Function', 'Relay')[1].Properties.Environment.Variables;
const queue = (channel: string) => resource(template, 'AWS::SQS::Queue', `TillwatchRelay${channel}Queue`)[0];

it('is not there where nobody asks for it', () => {
  const ids = Object.keys(
    aStack({ subscriptions: [{ protocol: 'email', endpoint: 'ana@example.com' }] }).toJSON().Resources,
  );
  expect(ids.filter((id) => /relay/i.test(id))).toEqual([]);
});

describe('a channel', () => {
  it('has a queue that gives a message up after ten tries, into one of its own that alarms', () => {
    for (const channel of ['slack', 'nightshift', 'salesteam']) {
      const [deadLetters] = resource(template, 'AWS::SQS::Queue', `TillwatchRelay${channel}DeadLetterQueue`);
      template.hasResourceProperties('AWS::SQS::Queue', {
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] }, maxReceiveCount: 10 },
        VisibilityTimeout: 360,
      });
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadLetters, 'QueueName'] } }],
        Threshold: 0,
      });
    }
  });

  it('hears the topics it names, in the envelope that keeps attributes out of the way, by its filters', () => {
    const heard = Object.values(resources(template, 'AWS::SNS::Subscription')).filter(
      ({ Properties }) => Properties.Endpoint['Fn::GetAtt']?.[0] === queue('salesteam'),
    );
    expect(heard.map(({ Properties }) => Properties.TopicArn.Ref.slice('TillwatchTopics'.length, -8)).sort()).toEqual([
      'P1',
      'P3',
    ]);
    for (const { Properties } of heard) {
      expect(Properties).toMatchObject({
        Protocol: 'sqs',
        FilterPolicy: {
          checkout: [{ prefix: 'shop-' }, { exists: false }],
          escalation: [{ numeric: ['<=', 0] }],
        },
      });
      expect(Properties.RawMessageDelivery).toBeUndefined();
    }
  });

  it('takes messages only from those topics, of this account', () => {
    const topic = (severity: string) => ({
      Ref: resource(template, 'AWS::SNS::Topic', `TillwatchTopics${severity}`)[0],
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue('slack') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Resource: { 'Fn::GetAtt': [queue('slack'), 'Arn'] },
            Condition: {
              ArnEquals: { 'aws:SourceArn': [topic('P1'), topic('P2')] },
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            },
          }),
        ]),
      },
    });
  });

  it('for Amazon Q Developer has a topic, which the outputs name', () => {
    const [topic] = resource(template, 'AWS::SNS::Topic', 'TillwatchRelay');
    expect(template.findOutputs('SalesTeamTopicArn')).toMatchObject({ SalesTeamTopicArn: { Value: { Ref: topic } } });
  });
});

describe('the relay function', () => {
  it('reads every queue, two batches at once, and reports each failed message', () => {
    for (const channel of ['slack', 'nightshift', 'salesteam']) {
      template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        FunctionName: { Ref: resource(template, 'AWS::Lambda::Function', 'Relay')[0] },
        EventSourceArn: { 'Fn::GetAtt': [queue(channel), 'Arn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      });
    }
  });

  it('is told of its channels what it can read, and of nothing else than the records', () => {
    expect(Object.keys(variables()).sort()).toEqual([
      ...['1', '2', '3'].flatMap((n) => [
        `CHANNEL_${n}`,
        `CHANNEL_${n}_DEAD_LETTER_QUEUE_URL`,
        `CHANNEL_${n}_QUEUE_URL`,
        ...(n === '3' ? ['CHANNEL_3_TOPIC_ARN'] : []),
      ]),
      'RECORDS_BUCKET',
    ]);
    expect(channelIn(variables().CHANNEL_1, undefined)).toEqual({
      protocol: 'slack',
      name: 'slack',
      secret: 'tillwatch/slack',
      channel: 'C0123456789',
    });
    expect(channelIn(variables().CHANNEL_2, undefined)).toMatchObject({ name: 'night-shift', region: 'eu' });
    expect(channelIn(variables().CHANNEL_3, 'arn')).toEqual({ protocol: 'chat', name: 'sales-team', topicArn: 'arn' });
  });

  it('may do exactly this', () => {
    const role = resource(template, 'AWS::Lambda::Function', 'Relay')[1].Properties.Role['Fn::GetAtt'][0];
    const statements = Object.values(resources(template, 'AWS::IAM::Policy'))
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    const reading = (channel: string) =>
      ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
        (action) => `sqs:${action} on Relay${channel}Queue`,
      );
    const secret = 'arn:AWS::Partition:secretsmanager:AWS::Region:AWS::AccountId:secret:';
    expect(readable(statements)).toEqual(
      [
        'logs:CreateLogStream on RelayLogs',
        'logs:PutLogEvents on RelayLogs',
        's3:GetObject on RecordsBucket/relay/*',
        's3:ListBucket on RecordsBucket',
        's3:PutObject on RecordsBucket/relay/*',
        `secretsmanager:GetSecretValue on ${secret}tillwatch/pagerduty-??????`,
        `secretsmanager:GetSecretValue on ${secret}tillwatch/slack-??????`,
        'sns:Publish on RelaysalesteamTopic',
        'sqs:SendMessage on RelaynightshiftDeadLetterQueue',
        'sqs:SendMessage on RelaysalesteamDeadLetterQueue',
        'sqs:SendMessage on RelayslackDeadLetterQueue',
        ...['nightshift', 'salesteam', 'slack'].flatMap(reading),
      ].sort(),
    );
  });
});

it('has the key of the customer let SNS write into the encrypted queues', () => {
  const app = aQuickApp();
  const platform = new Stack(app, 'platform');
  new TillwatchStack(app, 'tillwatch', { config: CHANNELS, encryptionKey: new Key(platform, 'Key') });
  Template.fromStack(platform).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Principal: { Service: 'sns.amazonaws.com' },
          Condition: Match.objectLike({ ArnLike: { 'aws:SourceArn': Match.anyValue() } }),
        }),
      ]),
    },
  });
});
