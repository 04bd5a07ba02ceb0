// One channel of the relay: the queue that takes what it wants to hear, and an alarm for what it couldn't be told.
import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RelayedSubscription } from '../lambda/config/subscriptions.ts';
import { RELAY_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { type AlertTopics, subscribe } from './alert-topics.ts';
import { letServiceUse, namesInStack } from './customer-key.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import type { Protection } from './protection.ts';
import { queuePair } from './queue-pair.ts';

/** With the relay's pauses between them, more than an hour: a channel that is down for longer is told by hand. */
const MAX_RECEIVE_COUNT = 10;

export interface RelayChannelProps {
  readonly protection: Protection;
  readonly topics: AlertTopics;
  readonly subscription: RelayedSubscription;
}

export class RelayChannel extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  /** In alarm while a message lies in the dead-letter queue: an alert that this channel wasn't told. */
  readonly deadLetterAlarm: Alarm;

  /** What Amazon Q Developer listens to; only of a `chat` channel. */
  readonly topic?: Topic;

  private readonly subscription: RelayedSubscription;

  constructor(scope: Construct, id: string, { protection, topics, subscription }: RelayChannelProps) {
    super(scope, id);
    this.subscription = subscription;

    const consumerTimeout = Duration.seconds(RELAY_TIMEOUT_S);
    const { queue, deadLetterQueue } = queuePair(this, {
      protection,
      consumerTimeout,
      maxReceiveCount: MAX_RECEIVE_COUNT,
    });
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    this.deadLetterAlarm = deadLetterQueue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' })
      .createAlarm(this, 'DeadLetterAlarm', {
        alarmDescription: `The channel ${subscription.name} could not be told an alert: its message is in the dead-letter queue.`,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    this.hear(topics);
    this.letTopicsUse(protection);
    if (subscription.protocol === 'chat') this.topic = chatTopic(this, protection);
  }

  /** What the relay function is told of its `n`th channel. */
  variables(n: number): FunctionEnvironment {
    const { severities: _severities, checkouts: _checkouts, escalation: _escalation, ...place } = this.subscription;
    return {
      [`CHANNEL_${n}`]: JSON.stringify(place),
      [`CHANNEL_${n}_QUEUE_URL`]: this.queue.queueUrl,
      [`CHANNEL_${n}_DEAD_LETTER_QUEUE_URL`]: this.deadLetterQueue.queueUrl,
      ...(this.topic && { [`CHANNEL_${n}_TOPIC_ARN`]: this.topic.topicArn }),
    };
  }

  /** Of the secret that the channel needs; null where it needs none. The six characters are Secrets Manager's own. */
  get secretArn(): string | null {
    if (this.subscription.protocol === 'chat') return null;
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: `secret:${this.subscription.secret}-??????`,
    });
  }

  private hear({ bySeverity }: AlertTopics): void {
    const { severities } = this.subscription;
    for (const severity of severities) {
      const heard = { ...this.subscription, protocol: SubscriptionProtocol.SQS, endpoint: this.queue.queueArn };
      subscribe(this, severity, bySeverity[severity], heard);
    }
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TopicsTellOfAlerts',
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': severities.map((severity) => bySeverity[severity].topicArn) },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
  }

  /** An encrypted queue takes only what its key lets SNS encrypt. */
  private letTopicsUse({ encryptionKey }: Protection): void {
    if (!encryptionKey) return;
    const topics = Stack.of(this).formatArn({ service: 'sns', resource: namesInStack(this) });
    letServiceUse(this, encryptionKey, 'sns.amazonaws.com', topics);
  }
}

function chatTopic(scope: Construct, { encryptionKey }: Protection): Topic {
  return new Topic(scope, 'Topic', { enforceSSL: true, ...(encryptionKey && { masterKey: encryptionKey }) });
}
