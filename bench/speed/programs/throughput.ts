// Clean files through the real handler and the real SDK on the emulated services, ten at a time, and by turns the same calls
// without the handler. Arguments: how many files; `embedded`, or `apart` to have the services in a process of their own, so
// that the processor time is the function's alone (which the program then starts as itself, by `services`); `handler` to
// leave out the calls without it, for a profile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from '../../../lambda/aws/client-options.ts';
import { scorePorts } from '../../../lambda/aws/ports.ts';
import { SEVERITIES } from '../../../lambda/config/severity.ts';
import { embeddedMetrics } from '../../../lambda/metrics.ts';
import { recordPlace } from '../../../lambda/record/places.ts';
import { scoreHandler } from '../../../lambda/score.ts';
import { type EmulatedAws, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';
import { useMadeUpCredentials } from '../../../local/made-up-credentials.ts';
import { type Spent, spent } from '../rivals.ts';
import { type CheckoutFiles, checkoutFiles, type DayFile } from './clean-files.ts';
import { eventOf } from './memory-world.ts';

export interface Throughput {
  readonly files: number;
  /** Of the calls alone, … */
  readonly calls: Spent;
  /** … and of the handler; all files together. */
  readonly handler: Spent;
  /** Chance alarms now and then. */
  readonly alerts: number;
}

const INBOX = 'inbox';
const RECORDS = 'records';
/** As many as Lambda hands over at once. */
const AT_ONCE = 10;
const CHECKOUTS = 60;
/** Days that fill the records and warm everything up. */
const DAYS_BEFORE = 4;
/** A receipt weighs about as much. */
const RECEIPT = JSON.stringify({ padding: '.'.repeat(500) });
const NOTHING_SPENT: Spent = { cpuMs: 0, wallMs: 0 };

useMadeUpCredentials();
if (process.argv[2] === 'services') serve();
else measure();

async function serve(): Promise<void> {
  const aws = await emulatedBuckets();
  process.stdout.write(aws.endpoint);
  process.stdin.resume().on('end', () => aws.close());
}

async function measure(): Promise<void> {
  const services = process.argv[3] === 'apart' ? await servicesApart() : await emulatedBuckets();
  const isRace = process.argv[4] !== 'handler';
  console.log(JSON.stringify(await throughput(Number(process.argv[2]), services.endpoint, isRace)));
  await services.close();
}

async function emulatedBuckets(): Promise<EmulatedAws> {
  const aws = await startEmulatedAws();
  for (const bucket of [INBOX, RECORDS]) aws.s3.createBucket(bucket, { versioned: true });
  return aws;
}

async function servicesApart() {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'services'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    endpoint: endpoint.toString(),
    async close() {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}

async function throughput(wanted: number, endpoint: string, isRace: boolean): Promise<Throughput> {
  const env = environment(endpoint);
  const s3 = new S3Client(clientOptions(env));
  let alerts = 0;
  const publish = async () => {
    alerts++;
  };
  const measure = embeddedMetrics(() => {}, 'bench');
  const surroundings = { env, now: () => new Date(), random: Math.random, log: () => {}, measure, holdMs: 60_000 };
  const ports = { ...scorePorts(surroundings), topics: { publish } };
  const handler = scoreHandler(() => ports);
  const handled = async (batch: readonly DayFile[]) => {
    const { batchItemFailures } = await handler(eventOf(batch));
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} files failed`);
  };
  const checkouts = checkoutFiles(CHECKOUTS);
  let found: Throughput = { files: 0, calls: NOTHING_SPENT, handler: NOTHING_SPENT, alerts: 0 };
  for (let day = 0; found.files < wanted; day++) {
    const landing = cleanFiles(checkouts, day).slice(0, wanted - found.files);
    await inBatches(landing, (batch) => together(batch, (file) => put(s3, INBOX, file.key, file.bytes)));
    const racing = isRace ? landing : [];
    const calls = await spent(() => inBatches(racing, (batch) => together(batch, (file) => bareCalls(file, s3))));
    const own = await spent(() => inBatches(landing, handled));
    if (day < DAYS_BEFORE) continue;
    const files = found.files + landing.length;
    found = { files, calls: sum(found.calls, calls), handler: sum(found.handler, own), alerts };
  }
  return found;
}

function environment(endpoint: string) {
  const arn = (severity: string) => `arn:aws:sns:us-east-1:000000000000:${severity}`;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    INBOX_BUCKET: INBOX,
    RECORDS_BUCKET: RECORDS,
    TILLWATCH_CONFIG: '{}',
    ...Object.fromEntries(SEVERITIES.map((severity) => [`TOPIC_${severity}_ARN`, arn(severity)])),
  };
}

function cleanFiles(checkouts: readonly CheckoutFiles[], day: number): readonly DayFile[] {
  return checkouts
    .flatMap(({ before, after }) => [...before, ...after].slice(day, day + 1))
    .filter((file) => file.isClean);
}

/** Reads the file and its checkout's record, and writes as much beside them as the handler writes. */
async function bareCalls({ key }: DayFile, s3: S3Client): Promise<void> {
  const checkout = key.split('/')[0] ?? '';
  await get(s3, INBOX, key);
  const record = await get(s3, RECORDS, recordPlace(checkout));
  await put(s3, RECORDS, `calls/${recordPlace(checkout)}`, record);
  await put(s3, RECORDS, `calls/receipts/${key}.json`, RECEIPT);
}

async function get(s3: S3Client, bucket: string, key: string): Promise<string> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    // A checkout has no record before its first file.
    if (error instanceof NoSuchKey) return '';
    throw error;
  }
}

async function put(s3: S3Client, bucket: string, key: string, body: string | Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/json' }));
}

async function inBatches<T>(all: readonly T[], work: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE) await work(all.slice(start, start + AT_ONCE));
}

function together<T>(batch: readonly T[], work: (one: T) => Promise<void>): Promise<unknown> {
  return Promise.all(batch.map(work));
}

function sum(a: Spent, b: Spent): Spent {
  return { cpuMs: a.cpuMs + b.cpuMs, wallMs: a.wallMs + b.wallMs };
}
