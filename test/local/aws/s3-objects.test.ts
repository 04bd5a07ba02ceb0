// S3: what is put is what is got.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'inbox';
const LANDED = new Date('2026-01-16T18:04:05.678Z');

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation({ now: () => LANDED });
  cloud.aws.s3.createBucket(Bucket);
});
afterEach(() => cloud.close());

const put = (Key: string, Body: string, more: object = {}) =>
  cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more: object = {}) => cloud.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const textOf = async (Key: string, more: object = {}) => (await get(Key, more)).Body?.transformToString();

describe('an object', () => {
  it('comes back with its bytes, type, quoted MD5 and the second it landed', async () => {
    const { ETag } = await put('a.csv', 'time,today\n', { ContentType: 'text/csv' });
    const object = await get('a.csv');
    expect(await object.Body?.transformToString()).toBe('time,today\n');
    expect(ETag).toBe(`"${createHash('md5').update('time,today\n').digest('hex')}"`);
    expect(object).toMatchObject({ ETag, ContentType: 'text/csv', ContentLength: 11 });
    expect(object.LastModified).toEqual(new Date('2026-01-16T18:04:05.000Z'));
    expect(object.VersionId).toBeUndefined();
  });

  it('is binary/octet-stream unless its type is told', async () => {
    await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ContentType: '' }));
    await put('b', 'x', { ContentType: 'text/plain', ContentEncoding: 'gzip', CacheControl: 'no-cache' });
    expect(await get('b')).toMatchObject({
      ContentType: 'text/plain',
      ContentEncoding: 'gzip',
      CacheControl: 'no-cache',
    });
  });

  it('is replaced by the next one of the same key', async () => {
    await put('a.csv', 'old');
    await put('a.csv', 'new');
    expect(await textOf('a.csv')).toBe('new');
  });

  it('may be empty', async () => {
    await put('folder/', '');
    expect(await get('folder/')).toMatchObject({ ContentLength: 0 });
  });

  it('that is streamed loses its framing and keeps its bytes', async () => {
    const parts = ['time,', 'today\n', '00h,1\n'];
    const Body = Readable.from(parts.map((part) => Buffer.from(part)));
    await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a.csv', Body, ContentLength: 17 }));
    const object = await get('a.csv');
    expect(await object.Body?.transformToString()).toBe(parts.join(''));
    expect(object.ContentEncoding).toBeUndefined();
  });

  it('is told of without its bytes by HeadObject', async () => {
    await put('a.csv', 'twelve bytes', { Metadata: { checkout: 'loja-1' } });
    const head = await cloud.s3.send(new HeadObjectCommand({ Bucket, Key: 'a.csv' }));
    expect(head).toMatchObject({ ContentLength: 12, Metadata: { checkout: 'loja-1' } });
  });

  it('comes back in part where a range is asked for', async () => {
    await put('a', '0123456789');
    expect(await textOf('a', { Range: 'bytes=2-4' })).toBe('234');
    expect(await textOf('a', { Range: 'bytes=7-' })).toBe('789');
    expect(await textOf('a', { Range: 'bytes=-2' })).toBe('89');
    expect(await get('a', { Range: 'bytes=8-99' })).toMatchObject({ ContentRange: 'bytes 8-9/10', ContentLength: 2 });
    expect(await refusal(get('a', { Range: 'bytes=10-' }))).toBe('416 InvalidRange');
  });

  it('is read only if its ETag is, or is not, the one named', async () => {
    const { ETag } = await put('a', 'x');
    expect(await textOf('a', { IfMatch: ETag })).toBe('x');
    expect(await refusal(get('a', { IfMatch: '"other"' }))).toBe('412 PreconditionFailed');
    expect(await refusal(get('a', { IfNoneMatch: ETag }))).toMatch(/^304/);
    expect(await textOf('a', { IfNoneMatch: '"other"' })).toBe('x');
  });
});

describe('user metadata', () => {
  it('comes back by lower-case name', async () => {
    await put('a', 'x', { Metadata: { Checkout: 'loja 1', date: '2026-01-16' } });
    expect((await get('a')).Metadata).toEqual({ checkout: 'loja 1', date: '2026-01-16' });
  });

  // The example of https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
  it('sent as UTF-8 is taken for ISO 8859-1 and comes back as an RFC 2047 word', async () => {
    await put('a', 'Node sends headers before a text body as UTF-8', { Metadata: { nonascii: 'ÄMÄZÕÑ S3' } });
    expect((await get('a')).Metadata?.nonascii).toBe('=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=');
  });

  it('sent as ISO 8859-1 comes back right, as an RFC 2047 word', async () => {
    const Body = Buffer.from('Node sends headers before bytes as ISO 8859-1');
    await cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body, Metadata: { checkout: 'São João' } }));
    const word = (await get('a')).Metadata?.checkout ?? '';
    const [, base64 = ''] = /^=\?UTF-8\?B\?(.+)\?=$/.exec(word) ?? [];
    expect(Buffer.from(base64, 'base64').toString('utf8')).toBe('São João');
  });

  it('is limited to 2 KB of names and values', async () => {
    expect(await refusal(put('a', 'x', { Metadata: { a: 'v'.repeat(2047) } }))).toBe('accepted');
    expect(await refusal(put('a', 'x', { Metadata: { a: 'v'.repeat(2048) } }))).toBe('400 MetadataTooLarge');
  });
});

describe('checksums', () => {
  it('of the SDK are kept and given back', async () => {
    const { ChecksumCRC32 } = await put('a', 'hello');
    expect(ChecksumCRC32).toBe('NhCmhg==');
    expect(await get('a', { ChecksumMode: 'ENABLED' })).toMatchObject({ ChecksumCRC32 });
  });

  it('that are wrong refuse the object', async () => {
    expect(await refusal(put('a', 'hello', { ChecksumCRC32: 'AAAAAA==' }))).toBe('400 BadDigest');
    expect(await refusal(put('a', 'hello', { ChecksumSHA256: 'not base64' }))).toBe('400 InvalidRequest');
    expect(await refusal(put('a', 'hello', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).toBe('400 BadDigest');
    expect(await refusal(get('a'))).toBe('404 NoSuchKey');
  });

  it('of other kinds are verified as well', async () => {
    for (const ChecksumAlgorithm of ['SHA1', 'SHA256'] as const) {
      expect(await refusal(put('a', 'hello', { ChecksumAlgorithm }))).toBe('accepted');
    }
    expect(await refusal(put('a', 'hello', { ChecksumCRC32C: 'mnG7TA==' }))).toBe('501 NotImplemented');
  });
});

describe('what is not there', () => {
  it('is refused by name', async () => {
    expect(await refusal(get('nothing'))).toBe('404 NoSuchKey');
    expect(await refusal(cloud.s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' })))).toBe('404 NotFound');
    expect(await refusal(cloud.s3.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'a' })))).toBe(
      '404 NoSuchBucket',
    );
    expect(await refusal(cloud.s3.send(new HeadBucketCommand({ Bucket: 'nowhere' })))).toBe('404 NotFound');
    expect(await refusal(cloud.s3.send(new HeadBucketCommand({ Bucket })))).toBe('accepted');
  });

  it('can be deleted without complaint', async () => {
    expect(await refusal(cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' })))).toBe('accepted');
  });
});

describe('deleting', () => {
  it('takes the object away', async () => {
    await put('a', 'x');
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(await refusal(get('a'))).toBe('404 NoSuchKey');
  });

  it('only if the ETag is the one named', async () => {
    const { ETag } = await put('a', 'x');
    const remove = (IfMatch?: string) => cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch }));
    expect(await refusal(remove('"other"'))).toBe('412 PreconditionFailed');
    expect(await refusal(remove(ETag))).toBe('accepted');
  });

  it('takes several keys at once', async () => {
    for (const key of ['a&b', 'c<d>', "e'f"]) await put(key, 'x');
    const Objects = [{ Key: 'a&b' }, { Key: 'c<d>' }, { Key: 'nothing' }];
    const { Deleted } = await cloud.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a&b', 'c<d>', 'nothing']);
    expect(await textOf("e'f")).toBe('x');
    expect(await refusal(get('a&b'))).toBe('404 NoSuchKey');
  });
});

describe('copying', () => {
  const copy = (CopySource: string, Key: string, more: object = {}) =>
    cloud.s3.send(new CopyObjectCommand({ Bucket, CopySource, Key, ...more }));

  it('brings bytes, type and metadata along', async () => {
    await put('from/a b+ç.csv', 'x', { ContentType: 'text/csv', Metadata: { checkout: 'loja-1' } });
    const { CopyObjectResult } = await copy(`inbox/${encodeURIComponent('from/a b+ç.csv')}`, 'to');
    const copied = await get('to');
    expect(copied).toMatchObject({ ContentType: 'text/csv', Metadata: { checkout: 'loja-1' } });
    expect(copied.ETag).toBe(CopyObjectResult?.ETag);
    expect(await copied.Body?.transformToString()).toBe('x');
  });

  it('replaces the metadata where told to', async () => {
    await put('a', 'x', { Metadata: { checkout: 'loja-1' } });
    const more = { MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE', Metadata: { date: '2026-01-16' } };
    await copy('inbox/a', 'a', more);
    expect((await get('a')).Metadata).toEqual({ date: '2026-01-16' });
  });

  it('onto itself without changing anything is refused', async () => {
    await put('a', 'x');
    expect(await refusal(copy('inbox/a', 'a'))).toBe('400 InvalidRequest');
  });

  it('of what is not there is refused', async () => {
    expect(await refusal(copy('inbox/nothing', 'a'))).toBe('404 NoSuchKey');
    expect(await refusal(copy('nowhere/a', 'a'))).toBe('404 NoSuchBucket');
    expect(await refusal(copy('nothing', 'a'))).toBe('400 InvalidArgument');
  });

  it('may depend on the ETag of the source', async () => {
    const { ETag } = await put('a', 'x');
    expect(await refusal(copy('inbox/a', 'b', { CopySourceIfMatch: '"other"' }))).toBe('412 PreconditionFailed');
    expect(await refusal(copy('inbox/a', 'b', { CopySourceIfNoneMatch: ETag }))).toBe('412 PreconditionFailed');
    expect(await refusal(copy('inbox/a', 'b', { CopySourceIfMatch: ETag }))).toBe('accepted');
  });
});

describe('whatever the emulator does not do', () => {
  it('is refused by name, operations and parameters alike', async () => {
    const upload = cloud.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }));
    await expect(upload).rejects.toThrow(/POST on an object with \?uploads is not implemented/);
    expect(await refusal(cloud.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'a' })))).toBe('501 NotImplemented');
    await expect(put('a', 'x', { ServerSideEncryption: 'AES256' })).rejects.toThrow(/x-amz-server-side-encryption/);
    await expect(get('a', { PartNumber: 1 })).rejects.toThrow(/query parameter partNumber/);
  });
});
