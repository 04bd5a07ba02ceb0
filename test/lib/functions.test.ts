import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { functionSettings } from '../../lambda/aws/environment.ts';
import { parseConfig } from '../../lambda/config/config.ts';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { SCORE_TIMEOUT_S, WATCH_TIMEOUT_S } from '../../lambda/config/timeouts.ts';
import { aStack, resource, resources } from './a-stack.ts';
import { readable } from './readable.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

const lambda = (name: string) => resource(template, 'AWS::Lambda::Function', name)[1].Properties;

describe('the functions', () => {
  it('are found by how their logical ids begin', () => {
    const ids = Object.keys(resources(template, 'AWS::Lambda::Function'));
    expect(ids.sort()).toEqual([
      expect.stringMatching(/^Score[0-9A-F]{8}$/),
      expect.stringMatching(/^Watch[0-9A-F]{8}$/),
    ]);
  });

  describe.each(['Score', 'Watch'])('%s', (name) => {
    it("runs on Lambda's newest Node runtime, on arm64", () => {
      expect(lambda(name)).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    });

    it('is not traced', () => {
      expect(lambda(name).TracingConfig).toBeUndefined();
    });

    it('logs JSON into a group of its own that forgets after 30 days', () => {
      const [logGroup, { Properties }] = resource(template, 'AWS::Logs::LogGroup', `Tillwatch${name}`);
      expect(lambda(name).LoggingConfig).toEqual({ LogFormat: 'JSON', LogGroup: { Ref: logGroup } });
      expect(Properties.RetentionInDays).toBe(30);
    });
  });
});

it.each([
  ['Score', SCORE_TIMEOUT_S],
  ['Watch', WATCH_TIMEOUT_S],
])('%s is stopped exactly when it holds its alerts no longer', (name, seconds) => {
  expect(lambda(name).Timeout).toBe(seconds);
});

describe('the score function', () => {
  it('reads the queue in batches of ten, five at once, and reports each failed message', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: resource(template, 'AWS::Lambda::Function', 'Score')[0] },
      EventSourceArn: { 'Fn::GetAtt': [resource(template, 'AWS::SQS::Queue', 'TillwatchInboxQueue')[0], 'Arn'] },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  });

  it('may do exactly this', () => {
    expect(permissions('Score')).toEqual([
      'logs:CreateLogStream on ScoreLogs',
      'logs:PutLogEvents on ScoreLogs',
      's3:GetObject on InboxBucket/*',
      's3:GetObject on RecordsBucket/checkouts/*',
      's3:GetObject on RecordsBucket/receipts/*',
      's3:GetObjectVersion on InboxBucket/*',
      's3:ListBucket on InboxBucket',
      's3:ListBucket on RecordsBucket',
      's3:PutObject on RecordsBucket/checkouts/*',
      's3:PutObject on RecordsBucket/quarantine/*',
      's3:PutObject on RecordsBucket/receipts/*',
      's3:PutObject on RecordsBucket/storm/*',
      'sns:Publish on TopicsP1',
      'sns:Publish on TopicsP2',
      'sns:Publish on TopicsP3',
      'sns:Publish on TopicsP4',
      'sqs:DeleteMessage on InboxQueue',
      'sqs:GetQueueAttributes on InboxQueue',
      'sqs:ReceiveMessage on InboxQueue',
    ]);
  });
});

describe('the watch function', () => {
  it('is over before the next tick begins', () => {
    const secondsBetweenTicks = 60;
    expect(lambda('Watch').Timeout).toBeLessThanOrEqual(secondsBetweenTicks);
  });

  it('leaves a failed tick to the next one', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: resource(template, 'AWS::Lambda::Function', 'Watch')[0] },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('may do exactly this', () => {
    expect(permissions('Watch')).toEqual([
      'logs:CreateLogStream on WatchLogs',
      'logs:PutLogEvents on WatchLogs',
      's3:GetObject on RecordsBucket/checkouts/*',
      's3:GetObject on RecordsBucket/receipts/*',
      's3:GetObject on RecordsBucket/watch/*',
      's3:ListBucket on InboxBucket',
      's3:ListBucket on RecordsBucket',
      's3:PutObject on RecordsBucket/checkouts/*',
      's3:PutObject on RecordsBucket/quarantine/records/*',
      's3:PutObject on RecordsBucket/storm/*',
      's3:PutObject on RecordsBucket/watch/*',
      'sns:Publish on TopicsP1',
      'sns:Publish on TopicsP2',
      'sns:Publish on TopicsP3',
      'sns:Publish on TopicsP4',
      'sns:Publish on TopicsP5',
      'sqs:SendMessage on InboxQueue',
    ]);
  });
});

describe('what a function is told', () => {
  const topics = () =>
    Object.fromEntries(
      SEVERITIES.map((severity) => [
        `TOPIC_${severity}_ARN`,
        { Ref: resource(template, 'AWS::SNS::Topic', `TillwatchTopics${severity}`)[0] },
      ]),
    );
  const shared = () => ({
    DEPLOYMENT: 'tillwatch/Tillwatch',
    INBOX_BUCKET: { Ref: resource(template, 'AWS::S3::Bucket', 'TillwatchInbox')[0] },
    RECORDS_BUCKET: { Ref: resource(template, 'AWS::S3::Bucket', 'TillwatchRecords')[0] },
    ...topics(),
    TILLWATCH_CONFIG: '{}',
  });

  it('is how its metrics are called, buckets, topics and the configuration', () => {
    expect(lambda('Score').Environment.Variables).toEqual(shared());
  });

  it.each(['Score', 'Watch'])('is all that %s asks for at its start', (name) => {
    const variables = Object.keys(lambda(name).Environment.Variables);
    const asDeployed = Object.fromEntries(variables.map((variable) => [variable, `value of ${variable}`]));
    expect(
      functionSettings({ ...asDeployed, TILLWATCH_CONFIG: lambda(name).Environment.Variables.TILLWATCH_CONFIG }),
    ).toEqual({
      config: parseConfig('{}'),
      inboxBucket: 'value of INBOX_BUCKET',
      recordsBucket: 'value of RECORDS_BUCKET',
      topicArns: {
        P1: 'value of TOPIC_P1_ARN',
        P2: 'value of TOPIC_P2_ARN',
        P3: 'value of TOPIC_P3_ARN',
        P4: 'value of TOPIC_P4_ARN',
        P5: 'value of TOPIC_P5_ARN',
      },
    });
  });

  it('is also the queue, where lost events are to be repeated', () => {
    const queue = { Ref: resource(template, 'AWS::SQS::Queue', 'TillwatchInboxQueue')[0] };
    expect(lambda('Watch').Environment.Variables).toEqual({ ...shared(), INBOX_QUEUE_URL: queue });
  });
});

/** Everything that the function's role allows, its managed policies (there must be none) included. */
function permissions(name: string): string[] {
  const role = lambda(name).Role['Fn::GetAtt'][0];
  const { ManagedPolicyArns = [], Policies = [] } = resource(template, 'AWS::IAM::Role', role)[1].Properties;
  const attached = Object.values(resources(template, 'AWS::IAM::Policy'))
    .map(({ Properties }) => Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === role));
  const documents = [...Policies, ...attached].map(({ PolicyDocument }) => PolicyDocument);
  return [...ManagedPolicyArns.map(String), ...readable(documents.flatMap(({ Statement }) => Statement))];
}
