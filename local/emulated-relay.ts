// The relay in this process: for each channel of the configuration its queue, its subscriptions and the real handler.
import type { Environment } from '../lambda/aws/environment.ts';
import type { Fetch } from '../lambda/aws/https-post.ts';
import { relayPorts } from '../lambda/aws/relay-ports.ts';
import { SEVERITIES, type Severity } from '../lambda/config/severity.ts';
import {
  filterPolicy,
  isRelayed,
  type RelayedSubscription,
  type Subscription,
} from '../lambda/config/subscriptions.ts';
import { RELAY_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import type { Log } from '../lambda/log.ts';
import { relayHandler } from '../lambda/relay.ts';
import type { EmulatedAws } from './aws/emulated-aws.ts';
import { type EventSourceMapping, startEventSourceMapping } from './aws/event-source-mapping.ts';

/** As in lib/relay-channel.ts. */
const VISIBILITY_TIMEOUT_S = 6 * RELAY_TIMEOUT_S;
const MAX_RECEIVES = 10;
const BATCH_SIZE = 5;

export interface EmulatedRelayOptions {
  readonly subscriptions: readonly Subscription[];
  readonly topicArns: Readonly<Record<Severity, string>>;
  /** What all functions get. */
  readonly env: Environment;
  readonly now: () => Date;
  readonly log: Log;
  /** Leads to where the channels' services are played. */
  readonly fetch: Fetch;
  readonly retryDelaySeconds?: number;
}

/** The pollers of all channels, running. */
export function startEmulatedRelay(aws: EmulatedAws, options: EmulatedRelayOptions): readonly EventSourceMapping[] {
  const { now, log, fetch, retryDelaySeconds } = options;
  const channels = options.subscriptions.filter(isRelayed);
  const variables = channels.flatMap((channel, i) => channelVariables(aws, channel, i + 1, options.topicArns));
  const env = { ...options.env, ...Object.fromEntries(variables) };
  const ports = relayPorts({ env, now, log, fetch, random: Math.random, holdMs: RELAY_TIMEOUT_S * 1000 });
  return channels.map(({ name }) =>
    startEventSourceMapping({
      sqs: aws.sqs,
      queue: channelQueue(name),
      region: aws.region,
      functionName: 'Relay',
      handler: relayHandler(() => ports),
      batchSize: BATCH_SIZE,
      timeoutSeconds: RELAY_TIMEOUT_S,
      ...(retryDelaySeconds !== undefined && { retryDelaySeconds }),
    }),
  );
}

export function channelQueue(name: string): string {
  return `tillwatch-relay-${name}`;
}

export function channelDeadLetters(name: string): string {
  return `${channelQueue(name)}-dead-letters`;
}

/** Makes the channel's queues and subscriptions; gives what the function is told of it. */
function channelVariables(
  aws: EmulatedAws,
  channel: RelayedSubscription,
  n: number,
  topicArns: Readonly<Record<Severity, string>>,
): readonly (readonly [string, string])[] {
  const { severities, checkouts: _checkouts, escalation: _escalation, ...place } = channel;
  const deadLetterQueue = channelDeadLetters(channel.name);
  const deadLettersUrl = aws.sqs.createQueue(deadLetterQueue, { retentionSeconds: 1_209_600 });
  const queueUrl = aws.sqs.createQueue(channelQueue(channel.name), {
    visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_S,
    redrive: { deadLetterQueue, maxReceiveCount: MAX_RECEIVES },
  });
  const endpoint = aws.sqs.queueArn(channelQueue(channel.name));
  for (const severity of SEVERITIES.filter((each) => severities.includes(each))) {
    aws.sns.subscribe(topicArns[severity], { protocol: 'sqs', endpoint, filterPolicy: filterPolicy(channel) });
  }
  return [
    [`CHANNEL_${n}`, JSON.stringify(place)],
    [`CHANNEL_${n}_QUEUE_URL`, queueUrl],
    [`CHANNEL_${n}_DEAD_LETTER_QUEUE_URL`, deadLettersUrl],
    ...(channel.protocol === 'chat'
      ? [[`CHANNEL_${n}_TOPIC_ARN`, aws.sns.createTopic(`tillwatch-${channel.name}`)] as const]
      : []),
  ];
}
