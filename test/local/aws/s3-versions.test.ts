// S3: a versioned bucket keeps every version, and delete markers hide without erasing.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'inbox';
const Key = 'loja-1.csv';

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation();
  cloud.aws.s3.createBucket(Bucket, { versioned: true });
});
afterEach(() => cloud.close());

const put = async (Body: string) => (await cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
const get = (VersionId?: string) => cloud.s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
const text = async (VersionId?: string) => (await get(VersionId)).Body?.transformToString();
const remove = (VersionId?: string) => cloud.s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

describe('a version', () => {
  it('stays readable by its id when a newer one came', async () => {
    const first = await put('first');
    const second = await put('second');
    expect(first).not.toBe(second);
    expect(await text()).toBe('second');
    expect(await text(first)).toBe('first');
    expect(await get(first)).toMatchObject({ VersionId: first });
  });

  it('that never was is refused', async () => {
    await put('first');
    expect(await refusal(get('never'))).toBe('404 NoSuchVersion');
    expect(await refusal(get(''))).toBe('400 InvalidArgument');
  });

  it('that is removed by its id is gone, and the one before is current again', async () => {
    const first = await put('first');
    const second = await put('second');
    expect(await remove(second)).toMatchObject({ VersionId: second });
    expect(await text()).toBe('first');
    expect(await refusal(get(second))).toBe('404 NoSuchVersion');
    await remove(first);
    expect(await refusal(get())).toBe('404 NoSuchKey');
  });

  it('can be copied by its id', async () => {
    const first = await put('first');
    await put('second');
    const CopySource = `${Bucket}/${Key}?versionId=${first}`;
    const copy = await cloud.s3.send(new CopyObjectCommand({ Bucket, CopySource, Key }));
    expect(copy.CopySourceVersionId).toBe(first);
    expect(await text()).toBe('first');
    expect(await text(copy.VersionId)).toBe('first');
  });
});

describe('a delete marker', () => {
  it('hides the object, whose versions stay', async () => {
    const first = await put('first');
    const { DeleteMarker, VersionId: marker } = await remove();
    expect(DeleteMarker).toBe(true);
    expect(await refusal(get())).toBe('404 NoSuchKey');
    expect(await text(first)).toBe('first');
    expect(await refusal(get(marker))).toBe('405 MethodNotAllowed');
    expect(await refusal(cloud.s3.send(new HeadObjectCommand({ Bucket, Key, VersionId: marker })))).toMatch(/^405/);
  });

  it('is made even where there was nothing', async () => {
    expect(await remove()).toMatchObject({ DeleteMarker: true });
  });

  it('that is removed lets the object be seen again', async () => {
    await put('first');
    const { VersionId: marker } = await remove();
    expect(await remove(marker)).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect(await text()).toBe('first');
  });

  it('is told of by DeleteObjects', async () => {
    const first = await put('first');
    const Objects = [{ Key }, { Key, VersionId: first }];
    const { Deleted } = await cloud.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toMatchObject([
      { Key, DeleteMarker: true },
      { Key, VersionId: first },
    ]);
  });
});

describe('a bucket without versions', () => {
  it('knows one version called null', async () => {
    cloud.aws.s3.createBucket('plain');
    await cloud.s3.send(new PutObjectCommand({ Bucket: 'plain', Key, Body: 'x' }));
    const read = (VersionId: string) => cloud.s3.send(new GetObjectCommand({ Bucket: 'plain', Key, VersionId }));
    expect(await refusal(read('null'))).toBe('accepted');
    expect(await refusal(read('other'))).toBe('404 NoSuchVersion');
  });

  it('keeps nothing of what was replaced or deleted', async () => {
    cloud.aws.s3.createBucket('plain');
    const plain = { Bucket: 'plain', Key };
    for (const Body of ['first', 'second']) await cloud.s3.send(new PutObjectCommand({ ...plain, Body }));
    const { Versions } = await cloud.s3.send(new ListObjectVersionsCommand({ Bucket: 'plain' }));
    expect(Versions).toMatchObject([{ VersionId: 'null', IsLatest: true, Size: 6 }]);
    await cloud.s3.send(new DeleteObjectCommand(plain));
    expect(await refusal(cloud.s3.send(new GetObjectCommand(plain)))).toBe('404 NoSuchKey');
  });
});
