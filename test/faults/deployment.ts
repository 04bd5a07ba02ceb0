// tillwatch as deployed, on the emulated services: files land, a queue delivers, a schedule ticks, functions are processes.
import { inject } from 'vitest';
import type { Environment } from '../../lambda/aws/environment.ts';
import { SEVERITIES, type Severity } from '../../lambda/config/severity.ts';
import { SCORE_TIMEOUT_S } from '../../lambda/config/timeouts.ts';
import { failedMessages } from '../../local/aws/batch-failures.ts';
import { type EmulatedAws, startEmulatedAws } from '../../local/aws/emulated-aws.ts';
import type { Call } from '../../local/aws/interception.ts';
import { manualClock } from '../../local/aws/monotonic.ts';
import { LARGEST_BATCH, type Message } from '../../local/aws/sqs/message.ts';
import { sqsRecord } from '../../local/aws/sqs-record.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { type Ending, type Lambda, type Lambdas, lambdas } from './lambdas.ts';
import type { Invocation } from './worker.ts';

export const INBOX_QUEUE = 'inbox';
export const DEAD_LETTERS = 'dead-letters';
/** Subscribed to every topic: keeps what was delivered, in order. */
export const ALERTS_HEARD = 'alerts-heard';

/** As in lib/inbox.ts. */
const VISIBILITY_TIMEOUT_S = 6 * SCORE_TIMEOUT_S;
const MAX_RECEIVES = 5;

const MINUTE_MS = 60_000;

/** Where a function dies: at which of its calls, counted from 0, and on which side of it. */
export interface CrashPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
}

export interface Deployment {
  readonly aws: EmulatedAws;
  now(): Date;
  /** Sets the clock forward to `time`, ISO 8601. */
  at(time: string): void;
  /** A file lands. Gives its version. */
  drop(key: string, body: string, metadata?: Readonly<Record<string, string>>): string;
  /** The score function for one batch of what the queue has now. @returns the calls made meanwhile */
  score(options?: InvocationOptions & { readonly most?: number }): Promise<readonly Call[]>;
  /** The watch function for the present minute. @returns the calls made meanwhile */
  watch(options?: InvocationOptions): Promise<readonly Call[]>;
  /** What production does in a minute: a tick of the watch, then the messages that have become due. */
  minute(): Promise<void>;
  /** Lets time pass in which nothing is invoked. */
  pass(minutes: number): void;
  close(): Promise<void>;
}

export interface InvocationOptions {
  /** Kills the function there. */
  readonly crash?: CrashPoint;
  /** How far the function's clock is ahead of the true one, in ms. */
  readonly skewMs?: number;
}

let fleet: Lambdas | undefined;

/** The processes that all deployments of a test file share. */
function sharedLambdas(): Lambdas {
  fleet ??= lambdas(inject('workerBundle'));
  return fleet;
}

export function closeLambdas(): void {
  fleet?.close();
  fleet = undefined;
}

export async function aDeployment(startsAt: string): Promise<Deployment> {
  const clock = manualClock(Date.parse(startsAt));
  const now = () => new Date(clock.nowMs());
  const aws = await startEmulatedAws({ now, monotonic: clock });
  const env = environment(aws);

  async function invoked(run: Invocation['run'], { crash, skewMs = 0 }: InvocationOptions): Promise<Ending> {
    const time = new Date(clock.nowMs() + skewMs).toISOString();
    const invocation = { run, env, now: time };
    if (!crash) return sharedLambdas().invoke(invocation);
    const ending = await sharedLambdas().invoke(invocation, (lambda) => killAt(crash, lambda, aws));
    aws.intercept = undefined;
    if (!('killed' in ending)) throw new Error(`survived the crash at ${JSON.stringify(crash)}`);
    return ending;
  }

  /** Lambda's poller: one batch; what didn't fail is deleted, the rest comes again when its visibility timeout ends. */
  async function score(messages: readonly Message[], options: InvocationOptions = {}): Promise<void> {
    const Records = messages.map((message) => sqsRecord(message, aws.sqs.queueArn(INBOX_QUEUE), aws.region));
    const ending = await invoked({ function: 'score', event: { Records } }, options);
    if (!('returned' in ending)) return;
    const failed = failedMessages(
      messages.map(({ id }) => id),
      ending.returned,
    );
    for (const { id, receiptHandle } of messages) {
      if (!failed.has(id)) aws.sqs.delete(INBOX_QUEUE, receiptHandle ?? '');
    }
  }

  const batch = (most = LARGEST_BATCH) => aws.sqs.receive(INBOX_QUEUE, { most, waitSeconds: 0 });
  const watch = (options: InvocationOptions = {}) =>
    invoked({ function: 'watch', event: { scheduledTime: now().toISOString() } }, options);

  async function minute(): Promise<void> {
    clock.advance(MINUTE_MS);
    await watch();
    for (let messages = await batch(); messages.length > 0; messages = await batch()) await score(messages);
  }

  async function callsDuring(act: () => Promise<unknown>): Promise<readonly Call[]> {
    aws.calls.length = 0;
    await act();
    return [...aws.calls];
  }

  return {
    aws,
    now,
    at: (time) => clock.advance(Date.parse(time) - clock.nowMs()),
    drop(key, body, metadata = {}) {
      const object = { key, metadata, contentHeaders: {}, checksum: null };
      return aws.s3.write(INBOX_BUCKET, object, Buffer.from(body), {}, 'ObjectCreated:Put').versionId;
    },
    score: ({ most, ...options } = {}) => callsDuring(async () => score(await batch(most), options)),
    watch: (options) => callsDuring(() => watch(options)),
    minute,
    pass: (minutes) => clock.advance(minutes * MINUTE_MS),
    close: () => aws.close(),
  };
}

/** Kills the function at one of its calls. Whatever it asks once it is doomed is not done any more. */
function killAt({ call, when }: CrashPoint, lambda: Lambda, aws: EmulatedAws): void {
  let seen = 0;
  let isDoomed = false;
  aws.intercept = () => {
    if (isDoomed) {
      lambda.kill();
      return { kind: 'drop' };
    }
    if (seen++ < call) return undefined;
    isDoomed = true;
    if (when === 'after') return { kind: 'drop-after' };
    lambda.kill();
    return { kind: 'drop' };
  };
}

/** The stack's resources, empty: S3's test event has been taken out of the queue. */
function environment(aws: EmulatedAws): Environment {
  aws.s3.createBucket(INBOX_BUCKET, { versioned: true });
  aws.s3.createBucket(RECORDS_BUCKET, { versioned: true });
  aws.sqs.createQueue(DEAD_LETTERS, { retentionSeconds: 1_209_600 });
  const inboxQueueUrl = aws.sqs.createQueue(INBOX_QUEUE, {
    visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_S,
    redrive: { deadLetterQueue: DEAD_LETTERS, maxReceiveCount: MAX_RECEIVES },
  });
  aws.s3.notify(INBOX_BUCKET, { queueUrl: inboxQueueUrl, events: ['s3:ObjectCreated:*'] });
  aws.sqs.purge(INBOX_QUEUE);
  aws.sqs.createQueue(ALERTS_HEARD);
  const topics = SEVERITIES.map((severity): [string, string] => [`TOPIC_${severity}_ARN`, heardTopic(aws, severity)]);
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    INBOX_BUCKET,
    RECORDS_BUCKET,
    INBOX_QUEUE_URL: inboxQueueUrl,
    TILLWATCH_CONFIG: '{}',
    ...Object.fromEntries(topics),
  };
}

function heardTopic(aws: EmulatedAws, severity: Severity): string {
  const arn = aws.sns.createTopic(`tillwatch-${severity}`);
  aws.sns.subscribe(arn, { protocol: 'sqs', endpoint: aws.sqs.queueArn(ALERTS_HEARD) });
  return arn;
}
