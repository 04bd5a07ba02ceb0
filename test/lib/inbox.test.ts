import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { aStack, resource } from './a-stack.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

const inbox = () => resource(template, 'AWS::S3::Bucket', 'TillwatchInbox');
const queue = () => resource(template, 'AWS::SQS::Queue', 'TillwatchInboxQueue');
const queuePolicy = () => resource(template, 'AWS::SQS::QueuePolicy', 'TillwatchInboxQueue');
const deadLetterQueue = () => resource(template, 'AWS::SQS::Queue', 'TillwatchInboxDeadLetterQueue');

describe('the way from the inbox to the queue', () => {
  it('sends every kind of new object to the queue', () => {
    expect(inbox()[1].Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': [queue()[0], 'Arn'] } }],
    });
  });

  it('is open before S3 tries it: the bucket waits for the queue policy', () => {
    expect(inbox()[1].DependsOn).toContain(queuePolicy()[0]);
  });

  it('is open to S3 only, on behalf of this bucket of this account only', () => {
    const [allow] = queuePolicy()[1].Properties.PolicyDocument.Statement.filter(
      (statement: { Effect: string }) => statement.Effect === 'Allow',
    );
    const bucketArn = {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', inbox()[1].Properties.BucketName]],
    };
    expect(allow).toEqual({
      Sid: 'InboxAnnouncesNewObjects',
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [queue()[0], 'Arn'] },
      Condition: {
        ArnEquals: { 'aws:SourceArn': bucketArn },
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      },
    });
  });

  it('has no circle: the queue policy names the bucket without referring to it', () => {
    expect(JSON.stringify(queuePolicy()[1])).not.toContain(inbox()[0]);
  });
});

describe('the queues', () => {
  it.each([
    ['queue', 'TillwatchInboxQueue'],
    ['dead-letter queue', 'TillwatchInboxDeadLetterQueue'],
  ])('%s is encrypted and refuses all that is not TLS', (_, prefix) => {
    expect(resource(template, 'AWS::SQS::Queue', prefix)[1].Properties.SqsManagedSseEnabled).toBe(true);
    expect(resource(template, 'AWS::SQS::QueuePolicy', prefix)[1].Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it('gives a message five tries before it goes to the dead-letter queue', () => {
    expect(queue()[1].Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadLetterQueue()[0], 'Arn'] },
      maxReceiveCount: 5,
    });
  });

  it('keeps dead letters for 14 days, longer than the queue keeps anything', () => {
    const days = (seconds: number) => seconds / (24 * 60 * 60);
    expect(days(deadLetterQueue()[1].Properties.MessageRetentionPeriod)).toBe(14);
    expect(days(queue()[1].Properties.MessageRetentionPeriod)).toBe(4);
  });

  it('hides a message for six timeouts of the function that reads it', () => {
    const timeout = resource(template, 'AWS::Lambda::Function', 'Score')[1].Properties.Timeout;
    expect(queue()[1].Properties.VisibilityTimeout).toBe(6 * timeout);
  });

  it('is in alarm as soon as one message is dead', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadLetterQueue()[0], 'QueueName'] } }],
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });
});
