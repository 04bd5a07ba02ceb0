// The very bundles that are uploaded, at work on the emulated services: what the build left out of the SDK isn't missed.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { landingEvent } from '../../lambda/aws/s3-events.ts';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { receiptPlace } from '../../lambda/record/places.ts';
import type { TickReport } from '../../lambda/watch/tick.ts';
import { type EmulatedAws, startEmulatedAws } from '../../local/aws/emulated-aws.ts';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let aws: EmulatedAws;
let s3: S3Client;
let score: (event: SQSEvent) => Promise<SQSBatchResponse>;
let watch: (event: { scheduledTime: string }) => Promise<TickReport>;
const written: string[] = [];

/** Nothing tells the queue of new objects: the tests hand each event to the bundle themselves. */
beforeAll(async () => {
  // As if all had landed an hour ago, so that the watch takes what has no receipt for lost.
  aws = await startEmulatedAws({ now: () => new Date(Date.now() - HOUR_MS) });
  for (const bucket of ['inbox', 'records']) aws.s3.createBucket(bucket, { versioned: true });
  const topics = SEVERITIES.map((severity) => [`TOPIC_${severity}_ARN`, aws.sns.createTopic(severity)] as const);
  for (const [, topic] of topics) aws.sns.subscribe(topic, { protocol: 'email', endpoint: 'ana@example.com' });
  const env = {
    ...Object.fromEntries(topics),
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'EMULATED',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    DEPLOYMENT: 'bundled',
    INBOX_BUCKET: 'inbox',
    RECORDS_BUCKET: 'records',
    INBOX_QUEUE_URL: aws.sqs.createQueue('inbox', {}),
    TILLWATCH_CONFIG: '{"handoffAt":[],"allClearAt":null}',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  s3 = new S3Client({ endpoint: aws.endpoint, region: aws.region });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const handlerOf = async (name: string) =>
    (await import(pathToFileURL(resolve(`dist/functions/${name}/index.mjs`)).href)).handler;
  score = await handlerOf('score');
  watch = await handlerOf('watch');
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await aws.close();
});
beforeEach(() => {
  aws.calls.length = 0;
  written.length = 0;
});

async function drop(key: string, text: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: 'inbox', Key: key, Body: text }));
  aws.calls.length = 0;
}

async function judged(key: string): Promise<SQSBatchResponse> {
  const body = landingEvent({ key, versionId: null, sequencer: null, landedAt: new Date() }, 'inbox');
  return score({ Records: [{ messageId: 'm', body }] } as unknown as SQSEvent);
}

const operations = () => [...new Set(aws.calls.map(({ operation }) => operation))].sort();
const lineOf = (message: string) => JSON.parse(written.find((text) => text.includes(message)) ?? '{}');

async function receiptOf(key: string): Promise<unknown> {
  const stored = await s3.send(new GetObjectCommand({ Bucket: 'records', Key: receiptPlace(key) }));
  return JSON.parse((await stored.Body?.transformToString()) ?? '');
}

describe('the bundle of Score', () => {
  it('judges a file, publishes its alert and measures it', async () => {
    await drop('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
    expect(await judged('kiosk/2026-01-16.csv')).toEqual({ batchItemFailures: [] });
    expect(aws.sns.deliveries()).toHaveLength(1);
    expect(operations()).toEqual(['GetObject', 'ListObjectsV2', 'Publish', 'PutObject']);
    expect(lineOf('file handled')).toMatchObject({ Deployment: 'bundled', Files: 1, Rows: 24, OpenedP1: 1 });
  });

  it('understands that a conditional write was refused', async () => {
    expect(await judged('kiosk/2026-01-16.csv')).toEqual({ batchItemFailures: [] });
    expect(aws.sns.deliveries()).toHaveLength(1);
    expect(lineOf('file handled')).toMatchObject({ isRepeat: true });
  });

  it('keeps a broken file aside', async () => {
    await drop('terminal/2026-01-16.csv', 'nonsense');
    expect(await judged('terminal/2026-01-16.csv')).toEqual({ batchItemFailures: [] });
    expect(operations()).toContain('CopyObject');
    expect(await receiptOf('terminal/2026-01-16.csv')).toMatchObject({ outcome: 'quarantine' });
  });

  it('understands that an object is gone', async () => {
    expect(await judged('never/2026-01-16.csv')).toEqual({ batchItemFailures: [] });
    expect(await receiptOf('never/2026-01-16.csv')).toMatchObject({ outcome: 'ignore' });
  });
});

describe('the bundle of Watch', () => {
  it('ticks, and sends a file without a receipt to the queue', async () => {
    await drop('late/2026-01-16.csv', 'nonsense');
    const fifthMinute = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS;
    expect(await watch({ scheduledTime: new Date(fifthMinute).toISOString() })).toMatchObject({ objectsSentAgain: 1 });
    expect(operations()).toEqual(['GetObject', 'ListObjectsV2', 'PutObject', 'SendMessage']);
    expect(lineOf('watch ticked')).toMatchObject({ Heartbeat: 1, OldestUnpublished: 0 });
  });
});
