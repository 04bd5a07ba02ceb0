// State on disk: a restart finds all that was acknowledged, even if the process was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../local/aws/monotonic.ts';
import { CREDENTIALS, type Emulation, emulation, refusal } from './emulation.ts';

let dataFolder: string;
let cloud: Emulation | undefined;
const clock = manualClock();
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'emulated-aws-'));
});
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Closes what runs, if anything does, and starts on the same folder. */
async function restarted(): Promise<Emulation> {
  await cloud?.close();
  cloud = await emulation({ dataFolder, monotonic: clock });
  return cloud;
}

const Bucket = 'inbox';
const put = ({ s3 }: Emulation, Key: string, Body: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const textOf = async ({ s3 }: Emulation, Key: string, VersionId?: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
const receive = async ({ aws, sqs }: Emulation, queue: string) => {
  const question = { QueueUrl: aws.sqs.queueUrl(queue), MaxNumberOfMessages: 10 };
  const all = { ...question, MessageSystemAttributeNames: ['All' as const] };
  return (await sqs.send(new ReceiveMessageCommand(all))).Messages ?? [];
};
const journal = () => join(dataFolder, 'journal.jsonl');
const journalLines = () => readFileSync(journal(), 'utf8').split('\n').slice(0, -1);

describe('after a restart', () => {
  it('objects are there with versions, metadata and checksums', async () => {
    const before = await restarted();
    before.aws.s3.createBucket(Bucket, { versioned: true });
    const more = { ContentType: 'text/csv', Metadata: { checkout: 'loja-1' } };
    const { VersionId: first } = await put(before, 'a/../b.csv', 'first', more);
    await put(before, 'a/../b.csv', 'second', more);
    await put(before, 'deleted', 'x');
    await before.s3.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
    const seen = await before.s3.send(new GetObjectCommand({ Bucket, Key: 'a/../b.csv', ChecksumMode: 'ENABLED' }));

    const after = await restarted();
    const again = await after.s3.send(new GetObjectCommand({ Bucket, Key: 'a/../b.csv', ChecksumMode: 'ENABLED' }));
    const { ETag, LastModified, Metadata, ContentType, VersionId, ChecksumCRC32 } = seen;
    expect(again).toMatchObject({ ETag, LastModified, Metadata, ContentType, VersionId, ChecksumCRC32 });
    expect(await again.Body?.transformToString()).toBe('second');
    expect(await textOf(after, 'a/../b.csv', first)).toBe('first');
    expect(await refusal(textOf(after, 'deleted'))).toBe('404 NoSuchKey');
  });

  it('buckets still tell their queues, with sequencers that go on growing', async () => {
    const before = await restarted();
    before.aws.s3.createBucket(Bucket);
    const queueUrl = before.aws.sqs.createQueue('events');
    before.aws.s3.notify(Bucket, { queueUrl, events: ['s3:ObjectCreated:*'] });
    await put(before, 'a', 'first');

    const after = await restarted();
    after.aws.s3.createBucket(Bucket);
    after.aws.s3.notify(Bucket, { queueUrl: after.aws.sqs.createQueue('events'), events: ['s3:ObjectCreated:*'] });
    await put(after, 'a', 'second');
    const bodies = (await receive(after, 'events')).map(({ Body }) => JSON.parse(Body ?? ''));
    expect(bodies.filter(({ Event }) => Event === 's3:TestEvent')).toHaveLength(1);
    const [first, second] = bodies.flatMap(({ Records }) => Records ?? []).map(({ s3 }) => s3.object.sequencer);
    expect(second.padEnd(16, '0') > first.padEnd(16, '0')).toBe(true);
  });

  it('messages in flight stay hidden until their timeout, and keep their count', async () => {
    const before = await restarted();
    const redrive = { deadLetterQueue: 'dead', maxReceiveCount: 2 };
    before.aws.sqs.createQueue('dead');
    const QueueUrl = before.aws.sqs.createQueue('work', { visibilityTimeoutSeconds: 30, redrive });
    await before.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await receive(before, 'work');

    const after = await restarted();
    expect(await receive(after, 'work')).toEqual([]);
    clock.advance(30_000);
    const [again] = await receive(after, 'work');
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    clock.advance(30_000);
    await receive(after, 'work');

    expect(await receive(await restarted(), 'dead')).toMatchObject([{ Body: 'x' }]);
  });

  it('topics, subscriptions and outboxes are there', async () => {
    const before = await restarted();
    const TopicArn = before.aws.sns.createTopic('P1', { displayName: 'tillwatch' });
    const filterPolicy = { severity: ['P1'] };
    const arn = before.aws.sns.subscribe(TopicArn, { protocol: 'sms', endpoint: '+5511987654321', filterPolicy });
    const MessageAttributes = { severity: { DataType: 'String', StringValue: 'P1' } };
    const alert = new PublishCommand({ TopicArn, Message: 'x', MessageAttributes });
    await before.sns.send(alert);
    const delivered = before.aws.sns.deliveries();

    const after = await restarted();
    expect(after.aws.sns.deliveries()).toEqual(delivered);
    expect(after.aws.sns.subscribe(TopicArn, { protocol: 'sms', endpoint: '+5511987654321', filterPolicy })).toBe(arn);
    await after.sns.send(alert);
    await after.sns.send(new PublishCommand({ TopicArn, Message: 'not for them' }));
    expect(after.aws.sns.deliveries().map(({ body }) => body)).toEqual(['tillwatch> x', 'tillwatch> x']);
  });

  it('a long history has been written anew, short, and bytes nobody refers to are gone', async () => {
    const before = await restarted();
    before.aws.s3.createBucket(Bucket);
    for (let i = 0; i < 300; i++) await put(before, 'a', String(i));
    expect(journalLines().length).toBeGreaterThan(300);
    writeFileSync(join(dataFolder, 'objects', 'orphan'), 'written, never recorded');

    const after = await restarted();
    expect(journalLines()).toHaveLength(2);
    expect(readdirSync(join(dataFolder, 'objects'))).toHaveLength(1);
    expect(await textOf(after, 'a')).toBe('299');
    await put(after, 'a', '300');
    expect(await textOf(await restarted(), 'a')).toBe('300');
  });
});

describe('a damaged journal', () => {
  async function withOneObject(): Promise<void> {
    const before = await restarted();
    before.aws.s3.createBucket(Bucket);
    await put(before, 'a', 'x');
    await before.close();
    cloud = undefined;
  }

  it('whose last line was cut short loses that line only, and can be written on', async () => {
    await withOneObject();
    appendFileSync(journal(), '{"of":"s3","change":{"type":"added","buck');
    const after = await restarted();
    expect(await textOf(after, 'a')).toBe('x');
    await put(after, 'b', 'y');
    expect(await textOf(await restarted(), 'b')).toBe('y');
  });

  it('in the middle is refused by line, not guessed', async () => {
    await withOneObject();
    const [first = '', ...others] = journalLines();
    writeFileSync(journal(), `${[first, 'garbage', ...others].join('\n')}\n`);
    await expect(restarted()).rejects.toMatchObject({ code: 'journal-corrupt', place: { line: 2 } });
  });
});

describe('the folder', () => {
  it('is one emulator’s at a time', async () => {
    await restarted();
    await expect(emulation({ dataFolder })).rejects.toMatchObject({ code: 'state-in-use' });
  });

  it('can be taken over from one that died', async () => {
    writeFileSync(join(dataFolder, 'lock'), String(2 ** 30));
    expect((await restarted()).aws.s3.bucketNames).toEqual([]);
  });
});

describe('a closed emulator', () => {
  it('takes no more changes, lest they be lost or written elsewhere', async () => {
    const { aws } = await restarted();
    await aws.close();
    expect(() => aws.s3.createBucket(Bucket)).toThrow(/closed/);
    expect(aws.s3.bucketNames).toEqual([]);
  });
});

describe('kill -9 in the middle of writing', () => {
  const SCRIPT = fileURLToPath(new URL('./emulator-process.ts', import.meta.url));

  it('loses nothing that was acknowledged, neither objects nor their events', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const dead = once(child, 'exit');
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    const endpoint = output.toString('utf8').trim();
    const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials: CREDENTIALS, maxAttempts: 1 });
    const acknowledged: string[] = [];
    const writer = async (name: string) => {
      for (let i = 0; ; i++) {
        const Key = `${name}/${i}`;
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: `content of ${Key}` }));
        acknowledged.push(Key);
        if (acknowledged.length === 100) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled(['w1', 'w2', 'w3', 'w4'].map(writer));
    s3.destroy();
    await dead;
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);

    const after = await restarted();
    for (const Key of acknowledged) expect(await textOf(after, Key)).toBe(`content of ${Key}`);
    const events = [...after.aws.sqs.queue('events').messages.values()].map(({ body }) => JSON.parse(body));
    const told = events.flatMap(({ Records }) => Records ?? []).map(({ s3: { object } }) => object.key);
    expect(told).toEqual(expect.arrayContaining(acknowledged));
  });
});
