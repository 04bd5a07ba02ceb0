// The relay: tells Slack, PagerDuty and chats what SNS can't tell them. It is there only when the configuration names one.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RelayedSubscription } from '../lambda/config/subscriptions.ts';
import { RELAY_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import type { AlertTopics } from './alert-topics.ts';
import { bundledFunction, type FunctionSurroundings } from './bundled-function.ts';
import type { Protection } from './protection.ts';
import { queueReader } from './queue-reader.ts';
import type { Records } from './records.ts';
import { RelayChannel } from './relay-channel.ts';

/** It waits for others most of the time. */
const MEMORY_MEGABYTES = 256;

/** Messages of one channel in one invocation, told one after the other. */
const BATCH_SIZE = 5;

/** Invocations at once for each channel: the least that Lambda lets one set, and Slack takes one message a second. */
const MAX_CONCURRENCY = 2;

export interface RelayProps {
  readonly protection: Protection;
  readonly records: Records;
  readonly topics: AlertTopics;
  /** At least one. */
  readonly subscriptions: readonly RelayedSubscription[];
  readonly surroundings: FunctionSurroundings;
}

export class Relay extends Construct {
  readonly function: LambdaFunction;
  /** By their names. */
  readonly channels: Readonly<Record<string, RelayChannel>>;

  constructor(scope: Construct, id: string, props: RelayProps) {
    super(scope, id);

    const { protection, topics, subscriptions, records, surroundings } = props;
    const channels = subscriptions.map(
      (subscription) => new RelayChannel(this, subscription.name, { protection, topics, subscription }),
    );
    this.channels = Object.fromEntries(subscriptions.map(({ name }, i) => [name, channels[i] as RelayChannel]));
    const variables = channels.map((channel, i) => channel.variables(i + 1));
    this.function = bundledFunction(this, {
      name: 'Relay',
      description: 'Tells Slack, PagerDuty and chats what the alert topics publish',
      entry: 'relay',
      memoryMegabytes: MEMORY_MEGABYTES,
      timeout: Duration.seconds(RELAY_TIMEOUT_S),
      surroundings: {
        ...surroundings,
        environment: Object.assign({ RECORDS_BUCKET: records.bucket.bucketName }, ...variables),
      },
      permissions: permissions(records, channels),
    });
    for (const { name } of subscriptions) {
      const { queue } = this.channels[name] as RelayChannel;
      const limits = { batchSize: BATCH_SIZE, maxConcurrency: MAX_CONCURRENCY };
      queueReader(this, `${name}-queue`, { reader: this.function, queue, ...limits });
    }
  }
}

function permissions({ bucket }: Records, channels: readonly RelayChannel[]): PolicyStatement[] {
  const secrets = channels.map(({ secretArn }) => secretArn).filter((arn) => arn !== null);
  const chats = channels.map(({ topic }) => topic?.topicArn).filter((arn) => arn !== undefined);
  return [
    // Without it a missing key answers 403, which can't be told from a missing permission.
    new PolicyStatement({ sid: 'ListRecords', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    new PolicyStatement({
      sid: 'RememberWhatWasTold',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [bucket.arnForObjects('relay/*')],
    }),
    new PolicyStatement({
      sid: 'ComeAgain',
      actions: ['sqs:ChangeMessageVisibility'],
      resources: channels.map(({ queue }) => queue.queueArn),
    }),
    new PolicyStatement({
      sid: 'PutAside',
      actions: ['sqs:SendMessage'],
      resources: channels.map(({ deadLetterQueue }) => deadLetterQueue.queueArn),
    }),
    ...statement('ReadSecrets', 'secretsmanager:GetSecretValue', secrets),
    ...statement('TellChats', 'sns:Publish', chats),
  ];
}

/** None where there is nothing to allow. */
function statement(sid: string, action: string, resources: readonly string[]): PolicyStatement[] {
  if (resources.length === 0) return [];
  return [new PolicyStatement({ sid, actions: [action], resources: [...new Set(resources)] })];
}
