// S3: listings come in UTF-8 order, page by page.
import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareKeys } from '../../../local/aws/s3/key-order.ts';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'records';

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation({ now: () => new Date('2026-01-16T18:04:05.678Z') });
  cloud.aws.s3.createBucket(Bucket);
});
afterEach(() => cloud.close());

const put = (...keys: readonly string[]) =>
  Promise.all(keys.map((Key) => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
const list = (question: object = {}) => cloud.s3.send(new ListObjectsV2Command({ Bucket, ...question }));

/** Keys and, with a star, common prefixes of all pages, in the order they came. */
async function pages(question: object): Promise<readonly string[][]> {
  const found: string[][] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await list({ ...question, ContinuationToken });
    const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix}*`);
    found.push([...(page.Contents ?? []).map(({ Key }) => Key ?? ''), ...prefixes]);
    ContinuationToken = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
    expect(page.KeyCount).toBe(found.at(-1)?.length);
  } while (ContinuationToken);
  return found;
}

describe('a listing', () => {
  it('is in the order of UTF-8 bytes, not of UTF-16', async () => {
    await put('😀', '\uffee', 'é', 'z', 'Z', 'a/b', 'a-b', 'a');
    expect(await pages({})).toEqual([['Z', 'a', 'a-b', 'a/b', 'z', 'é', '\uffee', '😀']]);
  });

  it('tells size, ETag and the second of the last change', async () => {
    await put('four');
    const [object] = (await list()).Contents ?? [];
    expect(object).toMatchObject({ Key: 'four', Size: 4, ETag: '"8cbad96aced40b3838dd9f07f6ef5772"' });
    expect(object?.LastModified).toEqual(new Date('2026-01-16T18:04:05.000Z'));
  });

  it('shows what begins with the prefix', async () => {
    await put('a', 'b/1', 'b/2', 'c');
    expect(await pages({ Prefix: 'b/' })).toEqual([['b/1', 'b/2']]);
  });

  it('begins behind start-after, whether or not that key is there', async () => {
    await put('a', 'b', 'c');
    expect(await pages({ StartAfter: 'a' })).toEqual([['b', 'c']]);
    expect(await pages({ StartAfter: 'aa' })).toEqual([['b', 'c']]);
    expect(await pages({ Prefix: 'b', StartAfter: 'a' })).toEqual([['b']]);
  });

  it('goes on from page to page', async () => {
    await put('a', 'b', 'c', 'd', 'e');
    expect(await pages({ MaxKeys: 2 })).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(await pages({ MaxKeys: 5 })).toHaveLength(1);
  });

  it('rolls up what has a delimiter behind the prefix, each once over all pages', async () => {
    await put('a', 'b/1', 'b/2', 'c/1', 'd');
    expect(await pages({ Delimiter: '/' })).toEqual([['a', 'd', 'b/*', 'c/*']]);
    expect(await pages({ Delimiter: '/', MaxKeys: 2 })).toEqual([
      ['a', 'b/*'],
      ['d', 'c/*'],
    ]);
    expect(await pages({ Delimiter: '/', Prefix: 'b/' })).toEqual([['b/1', 'b/2']]);
  });

  it('shows at most 1,000 keys a page, however many are asked for', async () => {
    const keys = Array.from({ length: 1001 }, (_, i) => String(i).padStart(4, '0'));
    for (const key of keys) {
      const object = { key, metadata: {}, contentHeaders: {}, checksum: null };
      cloud.aws.s3.write(Bucket, object, Buffer.from('x'), {}, 'ObjectCreated:Put');
    }
    expect((await pages({ MaxKeys: 5000 })).map((page) => page.length)).toEqual([1000, 1]);
  });

  it('of no keys at all is not truncated', async () => {
    await put('a');
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('leaves out what was deleted', async () => {
    cloud.aws.s3.createBucket(Bucket, { versioned: true });
    await put('a', 'b');
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(await pages({})).toEqual([['b']]);
  });

  it('encodes keys where asked to', async () => {
    await put('test_file(3) ção.png');
    const { Contents } = await list({ EncodingType: 'url' });
    expect(Contents?.[0]?.Key).toBe('test_file%283%29+%C3%A7%C3%A3o.png');
  });

  it('refuses what it can not read', async () => {
    expect(await refusal(list({ ContinuationToken: 'mine' }))).toBe('400 InvalidArgument');
    expect(await refusal(list({ MaxKeys: -1 }))).toBe('400 InvalidArgument');
    expect(await refusal(list({ EncodingType: 'base64' }))).toBe('400 InvalidArgument');
    expect(await refusal(list({ Bucket: 'nowhere' }))).toBe('404 NoSuchBucket');
    expect(await refusal(cloud.s3.send(new ListObjectsCommand({ Bucket })))).toBe('501 NotImplemented');
  });
});

describe('a listing of versions', () => {
  it('shows the newest of each key first, delete markers too, page by page', async () => {
    cloud.aws.s3.createBucket(Bucket, { versioned: true });
    await put('a');
    await put('a');
    await cloud.s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await put('b');
    const versions = (more: object) => cloud.s3.send(new ListObjectVersionsCommand({ Bucket, ...more }));
    const first = await versions({ MaxKeys: 2 });
    expect(first.DeleteMarkers).toMatchObject([{ Key: 'a', IsLatest: true }]);
    expect(first.Versions).toMatchObject([{ Key: 'a', IsLatest: false, Size: 1 }]);
    const { NextKeyMarker, NextVersionIdMarker } = first;
    const second = await versions({ KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker });
    expect(second.Versions).toMatchObject([
      { Key: 'a', IsLatest: false },
      { Key: 'b', IsLatest: true },
    ]);
    expect(second.IsTruncated).toBe(false);
  });
});

describe('the order of keys', () => {
  it('is that of their bytes', () => {
    const key = fc.string({ unit: 'binary', maxLength: 5 });
    fc.assert(
      fc.property(key, key, (a, b) => {
        const byBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareKeys(a, b))).toBe(byBytes);
      }),
    );
  });
});
