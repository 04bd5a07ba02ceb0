// S3: a body must be what its headers say. Most of this no SDK would send, so the requests are written by hand.
import { request } from 'node:http';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulation, emulation } from './emulation.ts';

const Bucket = 'inbox';
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=X/20260116/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';

let cloud: Emulation;
beforeAll(async () => {
  cloud = await emulation();
  cloud.aws.s3.createBucket(Bucket);
});
afterAll(() => cloud.close());

/** `200`, or status and code: `400 IncompleteBody`. */
function put(headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method: 'PUT', headers: { authorization: AUTHORIZATION, ...headers } };
    const sent = request(`${cloud.aws.endpoint}/${Bucket}/a`, options, (response) => {
      let answer = '';
      response.on('data', (chunk) => {
        answer += chunk;
      });
      response.on('end', () => {
        const code = /<Code>(\w+)<\/Code>/.exec(answer)?.[1];
        resolve(code === undefined ? String(response.statusCode) : `${response.statusCode} ${code}`);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const stored = async () => (await cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body?.transformToString();

const framed = (decodedLength: number, more: Record<string, string> = {}) => ({
  'content-encoding': 'aws-chunked',
  'x-amz-decoded-content-length': String(decodedLength),
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  ...more,
});

describe('a framed body', () => {
  it('is unpacked chunk by chunk, signatures and all', async () => {
    const body = '5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\n\r\n';
    expect(await put(framed(11), body)).toBe('200');
    expect(await stored()).toBe('hello world');
  });

  it('may have bytes that look like frames', async () => {
    expect(await put(framed(5), '5\r\n0\r\n\r\n\r\n0\r\n\r\n')).toBe('200');
    expect(await stored()).toBe('0\r\n\r\n');
  });

  it.each([
    ['whose length is another than announced', 12, '5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'],
    ['that ends in the middle of a chunk', 5, '5\r\nhel'],
    ['without a last chunk', 5, '5\r\nhello\r\n'],
    ['whose chunk is longer than it says', 4, '4\r\nhello\r\n0\r\n\r\n'],
    ['whose sizes are no numbers', 5, 'x\r\nhello\r\n0\r\n\r\n'],
  ])('%s is refused', async (_, length, body) => {
    expect(await put(framed(length), body)).toBe('400 IncompleteBody');
  });

  it('has its trailing checksum verified', async () => {
    const trailer = { 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const body = (checksum: string) => `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`;
    expect(await put(framed(5, trailer), body('NhCmhg=='))).toBe('200');
    expect(await put(framed(5, trailer), body('NhCmhw=='))).toBe('400 BadDigest');
    expect(await put(framed(5, trailer), '5\r\nhello\r\n0\r\n\r\n')).toBe('400 MalformedTrailerError');
  });
});

describe('a plain body', () => {
  it('needs a length', async () => {
    expect(await put({ 'transfer-encoding': 'chunked' }, 'hello')).toBe('501 NotImplemented');
  });

  it('must have the hash it is signed with', async () => {
    const ofHello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const signed = { 'x-amz-content-sha256': ofHello };
    expect(await put({ ...signed, 'content-length': '5' }, 'hello')).toBe('200');
    expect(await put({ ...signed, 'content-length': '5' }, 'jello')).toBe('400 XAmzContentSHA256Mismatch');
  });

  it('has one checksum at most, and the one that is announced', async () => {
    const two = { 'x-amz-checksum-crc32': 'NhCmhg==', 'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' };
    expect(await put({ ...two, 'content-length': '5' }, 'hello')).toBe('400 InvalidRequest');
    expect(await put({ 'x-amz-sdk-checksum-algorithm': 'CRC32', 'content-length': '5' }, 'hello')).toBe(
      '400 InvalidRequest',
    );
    expect(await put({ 'content-md5': 'short', 'content-length': '5' }, 'hello')).toBe('400 InvalidDigest');
  });

  it('of several megabytes arrives whole', async () => {
    const Body = Buffer.alloc(3_000_000, 'time,today\n');
    await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body }));
    expect((await stored())?.length).toBe(3_000_000);
  });
});
