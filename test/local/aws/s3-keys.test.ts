// S3: keys are opaque text; none is tidied up, and each comes back from listings and events as it was.
import { connect } from 'node:net';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'inbox';

let cloud: Emulation;
beforeAll(async () => {
  cloud = await emulation();
  cloud.aws.s3.createBucket(Bucket);
  cloud.aws.sqs.createQueue('events');
  cloud.aws.s3.notify(Bucket, { queueUrl: cloud.aws.sqs.queueUrl('events'), events: ['s3:ObjectCreated:*'] });
});
afterAll(() => cloud.close());

const put = (Key: string, Body = 'x') => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const textOf = async (Key: string) =>
  (await cloud.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const listed = async () => {
  const { Contents } = await cloud.s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
  return Contents?.map(({ Key }) => decoded(Key ?? ''));
};
/** As readers of events must do it: plus first, then percent. */
const decoded = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));

async function lastEventKey(): Promise<string> {
  const queue = cloud.aws.sqs.queue('events');
  const body = [...queue.messages.values()].at(-1)?.body ?? '{}';
  return JSON.parse(body).Records[0].s3.object.key;
}

describe('a key', () => {
  const awkward = [
    '../../etc/passwd',
    'a/./b/../c',
    '//a//',
    '/leading',
    'trailing/',
    '%2F%2e%2e',
    'a+b c',
    'what?x=1&y#z',
    "100 % ção (1)!*~'.csv",
    'emoji 😀',
    'tab\tnewline\n',
    '"<&>"',
    '.',
    '..',
  ];
  it.each(awkward)('%j comes back as it was', async (key) => {
    await put(key, `content of ${key}`);
    expect(await textOf(key)).toBe(`content of ${key}`);
    expect(await listed()).toEqual([key]);
    expect(decoded(await lastEventKey())).toBe(key);
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
  });

  it('of any text comes back as it was', async () => {
    const keys = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 250 })
      .filter((key) => Buffer.byteLength(key) <= 1024);
    const survives = async (key: string) => {
      await put(key);
      expect(await textOf(key)).toBe('x');
      expect(await listed()).toEqual([key]);
      expect(decoded(await lastEventKey())).toBe(key);
      await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    };
    await fc.assert(fc.asyncProperty(keys, survives), { numRuns: 60 });
  });

  it('may have 1,024 bytes of UTF-8 and no more', async () => {
    expect(await refusal(put('é'.repeat(512)))).toBe('accepted');
    expect(await refusal(put(`${'é'.repeat(512)}x`))).toBe('400 KeyTooLongError');
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'é'.repeat(512) }));
  });

  it('that is no UTF-8 is refused', async () => {
    expect(await rawAnswer('GET /inbox/%ff HTTP/1.1')).toMatch(/^HTTP\/1.1 400[\s\S]*InvalidURI/);
  });
});

describe('an event', () => {
  it('has the key URL-encoded: plus for a blank, slashes as they are', async () => {
    await put('loja 1/vendas+ção (1).csv');
    expect(await lastEventKey()).toBe('loja+1/vendas%2B%C3%A7%C3%A3o+%281%29.csv');
  });
});

describe('a request', () => {
  it('that is not signed is refused', async () => {
    expect(await rawAnswer('GET /inbox/a HTTP/1.1', '')).toMatch(/^HTTP\/1.1 403[\s\S]*AccessDenied/);
  });

  it('that is signed for another region is refused', async () => {
    expect(await rawAnswer('GET /inbox/a HTTP/1.1', authorization('sa-east-1'))).toMatch(
      /^HTTP\/1.1 400[\s\S]*AuthorizationHeaderMalformed/,
    );
  });
});

function authorization(region: string): string {
  return `authorization: AWS4-HMAC-SHA256 Credential=X/20260116/${region}/s3/aws4_request, SignedHeaders=host, Signature=0\r\n`;
}

/** What comes back for a request that no SDK would send. */
function rawAnswer(requestLine: string, header = authorization('us-east-1')): Promise<string> {
  const { port } = new URL(cloud.aws.endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    socket.on('error', reject);
    socket.write(`${requestLine}\r\nhost: 127.0.0.1\r\nconnection: close\r\n${header}\r\n`);
  });
}
