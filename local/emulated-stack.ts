// The deployed stack in this process: the same wiring as lib/, on the emulated services, with the real handlers.
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Environment } from '../lambda/aws/environment.ts';
import type { Fetch } from '../lambda/aws/https-post.ts';
import { scorePorts } from '../lambda/aws/ports.ts';
import { type Config, type ConfigInput, parseConfig } from '../lambda/config/config.ts';
import { SEVERITIES, type Severity } from '../lambda/config/severity.ts';
import { filterPolicy, heardDirectlyOn } from '../lambda/config/subscriptions.ts';
import { SCORE_TIMEOUT_S, WATCH_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { TOPIC_DISPLAY_NAMES } from '../lambda/config/topic-names.ts';
import type { Log } from '../lambda/log.ts';
import type { Measure } from '../lambda/metrics.ts';
import { scoreHandler } from '../lambda/score.ts';
import type { TickReport } from '../lambda/watch/tick.ts';
import { watchHandler, watchPorts } from '../lambda/watch.ts';
import { type EmulatedAws, startEmulatedAws } from './aws/emulated-aws.ts';
import { startEventSourceMapping } from './aws/event-source-mapping.ts';
import type { Intercept } from './aws/interception.ts';
import { startEmulatedRelay } from './emulated-relay.ts';
import { viewEnvironment } from './emulated-view.ts';
import { useMadeUpCredentials } from './made-up-credentials.ts';

export const INBOX_BUCKET = 'tillwatch-inbox';
export const RECORDS_BUCKET = 'tillwatch-records';
const INBOX_QUEUE = 'tillwatch-inbox';
const DEAD_LETTER_QUEUE = 'tillwatch-dead-letters';

/** As in lib/inbox.ts. */
const VISIBILITY_TIMEOUT_S = 6 * SCORE_TIMEOUT_S;
const MAX_RECEIVES = 5;

export interface EmulatedStackOptions {
  readonly config?: ConfigInput;
  readonly port?: number;
  /** Where the services keep their state; null keeps it in memory. */
  readonly dataFolder?: string | null;
  readonly now: () => Date;
  readonly log: Log;
  /** Told of every file and tick; by default nobody is. */
  readonly measure?: Measure;
  /** After how long, in s, a message that failed comes again; AWS waits for the visibility timeout. */
  readonly retryDelaySeconds?: number;
  readonly intercept?: Intercept;
  /**
   * Where the services of relayed channels (Slack, PagerDuty, chat) are played. Without it those channels aren't there: a
   * run on a laptop pages nobody.
   */
  readonly relay?: { readonly fetch: Fetch };
  /** Whether there is a view, whose links alerts then carry; by default there is none: a laptop has the dashboard. */
  readonly hasView?: boolean;
}

export interface EmulatedStack {
  readonly aws: EmulatedAws;
  readonly topicArns: Readonly<Record<Severity, string>>;
  readonly inboxQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** The environment that the stack gives its functions. */
  readonly env: Environment;
  /** Drops an object into the inbox, as a person with the AWS command line would. Gives its version. */
  drop(key: string, body: string | Uint8Array, metadata?: Readonly<Record<string, string>>): Promise<string>;
  /** Runs the watch function as the schedule would at `at`. */
  tick(at: Date): Promise<TickReport>;
  /** Resolves when every file that landed has been handled, and every channel told. */
  idle(): Promise<void>;
  /** Lets the running functions end, then closes the services. */
  close(): Promise<void>;
}

export async function startEmulatedStack(options: EmulatedStackOptions): Promise<EmulatedStack> {
  const { config = {}, now, log, measure = () => {} } = options;
  useMadeUpCredentials();
  const aws = await startEmulatedAws({
    port: options.port ?? 0,
    dataFolder: options.dataFolder ?? null,
    now,
    ...(options.intercept && { intercept: options.intercept }),
  });
  aws.s3.createBucket(INBOX_BUCKET, { versioned: true });
  aws.s3.createBucket(RECORDS_BUCKET, { versioned: true });
  const deadLetterQueueUrl = aws.sqs.createQueue(DEAD_LETTER_QUEUE, { retentionSeconds: 1_209_600 });
  const inboxQueueUrl = aws.sqs.createQueue(INBOX_QUEUE, {
    visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_S,
    redrive: { deadLetterQueue: DEAD_LETTER_QUEUE, maxReceiveCount: MAX_RECEIVES },
  });
  aws.s3.notify(INBOX_BUCKET, { queueUrl: inboxQueueUrl, events: ['s3:ObjectCreated:*'] });
  const parsed = parseConfig(JSON.stringify(config));
  const topicArns = alertTopics(aws, parsed);
  const env = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    INBOX_BUCKET,
    RECORDS_BUCKET,
    INBOX_QUEUE_URL: inboxQueueUrl,
    TILLWATCH_CONFIG: JSON.stringify({ ...config, subscriptions: undefined }),
    ...(options.hasView && viewEnvironment(aws)),
    ...Object.fromEntries(SEVERITIES.map((severity) => [`TOPIC_${severity}_ARN`, topicArns[severity]])),
  };

  const surroundings = { env, now, log, measure, random: Math.random };
  const ports = scorePorts({ ...surroundings, holdMs: SCORE_TIMEOUT_S * 1000 });
  const watching = watchPorts({ ...surroundings, holdMs: WATCH_TIMEOUT_S * 1000 });
  const watch = watchHandler(() => watching);
  const mapping = startEventSourceMapping({
    sqs: aws.sqs,
    queue: INBOX_QUEUE,
    region: aws.region,
    functionName: 'Score',
    handler: scoreHandler(() => ports),
    timeoutSeconds: SCORE_TIMEOUT_S,
    ...(options.retryDelaySeconds !== undefined && { retryDelaySeconds: options.retryDelaySeconds }),
  });
  const { subscriptions } = parsed;
  const relays = options.relay
    ? startEmulatedRelay(aws, { ...options, ...options.relay, subscriptions, topicArns, env })
    : [];
  const mappings = [mapping, ...relays];
  const uploads = new S3Client({ endpoint: aws.endpoint, region: aws.region });
  return {
    aws,
    topicArns,
    inboxQueueUrl,
    deadLetterQueueUrl,
    env,
    async drop(key, body, metadata = {}) {
      const request = {
        Bucket: INBOX_BUCKET,
        Key: key,
        Body: body,
        // Without it the client warns about an empty body.
        ContentLength: Buffer.byteLength(body),
        Metadata: { ...metadata },
      };
      return (await uploads.send(new PutObjectCommand(request))).VersionId ?? '';
    },
    tick: (at) => watch({ scheduledTime: at.toISOString() }),
    async idle() {
      // In the order of the flow: what one has handled may be work for the next.
      for (const each of mappings) await each.idle();
    },
    async close() {
      await Promise.all(mappings.map((each) => each.stop()));
      await aws.close();
    },
  };
}

/**
 * Five topics; the configuration's subscriptions by e-mail and SMS are confirmed at once and filtered as the stack filters
 * them. What lies elsewhere, an HTTPS address or somebody's queue, isn't there on this machine.
 */
function alertTopics(aws: EmulatedAws, { subscriptions }: Config): Readonly<Record<Severity, string>> {
  const arns = Object.fromEntries(
    SEVERITIES.map((severity) => [
      severity,
      aws.sns.createTopic(`tillwatch-${severity}`, { displayName: TOPIC_DISPLAY_NAMES[severity] }),
    ]),
  ) as Record<Severity, string>;
  for (const severity of SEVERITIES) {
    for (const { protocol, endpoint, ...heard } of heardDirectlyOn(severity, subscriptions)) {
      if (protocol !== 'email' && protocol !== 'sms') continue;
      aws.sns.subscribe(arns[severity], { protocol, endpoint, filterPolicy: filterPolicy(heard) });
    }
  }
  return arns;
}
