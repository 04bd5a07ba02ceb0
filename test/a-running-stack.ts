// The emulated stack for tests: a clock that the test sets, everybody subscribed to everything, and a look into records.
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Fetch } from '../lambda/aws/https-post.ts';
import { landingEvent } from '../lambda/aws/s3-events.ts';
import { s3Records } from '../lambda/aws/s3-records.ts';
import type { ConfigInput } from '../lambda/config/config.ts';
import type { Log, LogLevel } from '../lambda/log.ts';
import { embeddedMetrics } from '../lambda/metrics.ts';
import { type CheckoutRecord, parseRecord } from '../lambda/record/checkout-record.ts';
import type { CommitPorts } from '../lambda/record/commit.ts';
import { receiptPlace, recordPlace } from '../lambda/record/places.ts';
import { parseReceipt, type ReceiptOnRecord } from '../lambda/record/receipt.ts';
import { type EmulatedStack, INBOX_BUCKET, RECORDS_BUCKET, startEmulatedStack } from '../local/emulated-stack.ts';

export interface RunningStack extends EmulatedStack {
  /** Sets the clock; it stands still until it is set again. */
  at(time: string): void;
  /** Drops a file and waits until it has been handled. */
  land(key: string, body: string | Uint8Array, metadata?: Readonly<Record<string, string>>): Promise<void>;
  /** Subjects of the e-mails so far, oldest first. */
  subjects(): readonly string[];
  record(checkout: string): Promise<CheckoutRecord | null>;
  receipt(key: string): Promise<ReceiptOnRecord | null>;
  text(place: string): Promise<string | null>;
  /** Has S3's event for a version of a key, by default the newest, come once more, and waits until it was handled. */
  repeatLanding(key: string, versionId?: string | null): Promise<void>;
  /** What the functions measured, as their log has it. */
  readonly metricLines: readonly string[];
  readonly logged: readonly { readonly level: LogLevel; readonly message: string }[];
  /** For changing records as people do. */
  readonly ports: Pick<CommitPorts, 'records' | 'log'>;
}

const EVERYTHING: ConfigInput = {
  subscriptions: [
    { protocol: 'email', endpoint: 'analyst@example.com', severities: ['P1', 'P2', 'P3', 'P4', 'P5'] },
    { protocol: 'sms', endpoint: '+5511900000000', severities: ['P1', 'P2'] },
  ],
};

interface Extras {
  /** Its name in metrics. */
  readonly deployment?: string;
  /** Where Slack and PagerDuty are played; without it nobody relays. */
  readonly relay?: { readonly fetch: Fetch };
  readonly hasView?: boolean;
}

/**
 * @param startsAt the clock's first time, ISO 8601
 */
export async function aRunningStack(
  startsAt: string,
  config: ConfigInput = {},
  { deployment = 'test', relay, hasView = false }: Extras = {},
): Promise<RunningStack> {
  let now = new Date(startsAt);
  const logged: { level: LogLevel; message: string }[] = [];
  const log: Log = (level, message, fields) => logged.push({ level, message, ...fields });
  const metricLines: string[] = [];
  const stack = await startEmulatedStack({
    config: { ...EVERYTHING, ...config },
    now: () => now,
    log,
    measure: embeddedMetrics((line) => metricLines.push(line), deployment),
    retryDelaySeconds: 0,
    hasView,
    ...(relay && { relay }),
  });
  await stack.idle();
  const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
  const sqs = new SQSClient({ endpoint: stack.aws.endpoint, region: stack.aws.region });
  const text = async (place: string): Promise<string | null> => {
    try {
      const answer = await s3.send(new GetObjectCommand({ Bucket: RECORDS_BUCKET, Key: place }));
      return (await answer.Body?.transformToString()) ?? '';
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return null;
      throw error;
    }
  };
  return {
    ...stack,
    at(time) {
      now = new Date(time);
    },
    async land(key, body, metadata) {
      await stack.drop(key, body, metadata);
      await stack.idle();
    },
    async repeatLanding(key, versionId = null) {
      const event = landingEvent({ key, versionId, sequencer: null, landedAt: now }, INBOX_BUCKET);
      await sqs.send(new SendMessageCommand({ QueueUrl: stack.inboxQueueUrl, MessageBody: event }));
      await stack.idle();
    },
    subjects: () =>
      stack.aws.sns
        .deliveries()
        .filter(({ protocol }) => protocol === 'email')
        .map(({ subject }) => subject ?? ''),
    async record(checkout) {
      const stored = await text(recordPlace(checkout));
      return stored === null ? null : parseRecord(stored, recordPlace(checkout));
    },
    async receipt(key) {
      const stored = await text(receiptPlace(key));
      return stored === null ? null : parseReceipt(stored, receiptPlace(key));
    },
    text,
    metricLines,
    logged,
    ports: { records: s3Records(s3, RECORDS_BUCKET), log },
  };
}
