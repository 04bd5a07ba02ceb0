// S3: If-Match and If-None-Match decide who writes, also when two meet.
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulation, emulation, refusal } from './emulation.ts';

const Bucket = 'records';
const Key = 'checkouts/loja-1.json';

let cloud: Emulation;
beforeEach(async () => {
  cloud = await emulation();
  cloud.aws.s3.createBucket(Bucket, { versioned: true });
});
afterEach(() => cloud.close());

const put = (Body: string, conditions: object = {}) =>
  cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...conditions }));
const remove = () => cloud.s3.send(new DeleteObjectCommand({ Bucket, Key }));
const text = async () => (await cloud.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe('If-None-Match: *', () => {
  it('writes where there is nothing, also behind a delete marker', async () => {
    expect(await refusal(put('first', { IfNoneMatch: '*' }))).toBe('accepted');
    await remove();
    expect(await refusal(put('again', { IfNoneMatch: '*' }))).toBe('accepted');
  });

  it('refuses to overwrite', async () => {
    await put('first');
    expect(await refusal(put('second', { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
    expect(await text()).toBe('first');
  });

  it('is the only form S3 knows', async () => {
    expect(await refusal(put('first', { IfNoneMatch: '"etag"' }))).toBe('501 NotImplemented');
  });
});

describe('If-Match', () => {
  it('replaces exactly the version with that ETag', async () => {
    const { ETag } = await put('first');
    expect(await refusal(put('second', { IfMatch: ETag }))).toBe('accepted');
    expect(await refusal(put('third', { IfMatch: ETag }))).toBe('412 PreconditionFailed');
    expect(await text()).toBe('second');
  });

  it('on a missing key is 404, also behind a delete marker', async () => {
    expect(await refusal(put('x', { IfMatch: '"etag"' }))).toBe('404 NoSuchKey');
    const { ETag } = await put('first');
    await remove();
    expect(await refusal(put('x', { IfMatch: ETag }))).toBe('404 NoSuchKey');
  });

  it('guards copies as well', async () => {
    const { ETag } = await put('first');
    const copy = (conditions: object) =>
      cloud.s3.send(new CopyObjectCommand({ Bucket, CopySource: `${Bucket}/${Key}`, Key: 'copy', ...conditions }));
    expect(await refusal(copy({ IfNoneMatch: '*' }))).toBe('accepted');
    expect(await refusal(copy({ IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
    expect(await refusal(copy({ IfMatch: ETag }))).toBe('accepted');
  });
});

describe('of two conditional writes at the same time', () => {
  /** The first PutObject stays under way until the result is called. */
  function holdFirstPut(): () => void {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    let puts = 0;
    cloud.aws.intercept = ({ operation }) =>
      operation === 'PutObject' && ++puts === 1 ? { kind: 'hold', until } : undefined;
    return release;
  }
  const arrived = async (calls: number) => {
    while (cloud.aws.calls.length < calls) await new Promise(setImmediate);
  };

  it('on one key all later ones are told of the conflict, and nothing of theirs is written', async () => {
    const { ETag } = await put('first');
    const release = holdFirstPut();
    const earlier = put('second', { IfMatch: ETag });
    await arrived(2);
    for (const later of ['third', 'fourth']) {
      expect(await refusal(put(later, { IfMatch: ETag }))).toBe('409 ConditionalRequestConflict');
    }
    release();
    expect(await refusal(earlier)).toBe('accepted');
    expect(await text()).toBe('second');
  });

  it('on different keys both are done', async () => {
    const release = holdFirstPut();
    const earlier = put('first', { IfNoneMatch: '*' });
    await arrived(1);
    const other = cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x', IfNoneMatch: '*' }));
    expect(await refusal(other)).toBe('accepted');
    release();
    expect(await refusal(earlier)).toBe('accepted');
  });

  it('a conflict ends with the write that caused it', async () => {
    const { ETag } = await put('first');
    expect(await refusal(put('second', { IfMatch: '"other"' }))).toBe('412 PreconditionFailed');
    expect(await refusal(put('second', { IfMatch: ETag }))).toBe('accepted');
  });

  it('an unconditional one in between makes the other fail its condition', async () => {
    const { ETag } = await put('first');
    const release = holdFirstPut();
    const earlier = put('second', { IfMatch: ETag });
    await arrived(2);
    await put('third');
    release();
    expect(await refusal(earlier)).toBe('412 PreconditionFailed');
    expect(await text()).toBe('third');
  });

  it('a delete in between is a conflict', async () => {
    await put('first');
    await remove();
    const release = holdFirstPut();
    const earlier = put('second', { IfNoneMatch: '*' });
    await arrived(3);
    await remove();
    release();
    expect(await refusal(earlier)).toBe('409 ConditionalRequestConflict');
  });

  it('exactly one of many wins', async () => {
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((body) => refusal(put(body, { IfNoneMatch: '*' }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome !== 'accepted')).toSatisfy((losers: readonly string[]) =>
      losers.every((loser) => loser === '409 ConditionalRequestConflict' || loser === '412 PreconditionFailed'),
    );
  });
});
