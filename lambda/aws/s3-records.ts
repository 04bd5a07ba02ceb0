// The records bucket on S3: small JSON objects, conditional writes, sorted listings.
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ListedStore, StoredText, WriteCondition, WriteResult } from '../record/object-store.ts';
import type { Listing, ListingPage } from '../watch/listing.ts';
import { isConflict, isMissing } from './service-answers.ts';

export function s3Records(s3: S3Client, bucket: string): ListedStore {
  return {
    async get(place: string): Promise<StoredText | null> {
      try {
        const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: place }));
        return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async put(place: string, text: string, condition: WriteCondition): Promise<WriteResult> {
      const request = { Bucket: bucket, Key: place, Body: text, ContentType: 'application/json' };
      try {
        const answer = await s3.send(new PutObjectCommand({ ...request, ...header(condition) }));
        return { outcome: 'written', etag: answer.ETag ?? '' };
      } catch (error) {
        if (condition.when !== 'any' && isConflict(error)) return { outcome: 'conflict' };
        throw error;
      }
    },

    async placesAfter(prefix: string, startAfter: string): Promise<readonly string[]> {
      const answer = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: startAfter }),
      );
      return (answer.Contents ?? []).map(({ Key = '' }) => Key);
    },
  };
}

/** Listings of either bucket, in S3's order: by the bytes of the key. */
export function s3Listing(s3: S3Client, bucket: string): Listing {
  return {
    async page(prefix: string, startAfter: string | null): Promise<ListingPage> {
      const answer = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(startAfter !== null && { StartAfter: startAfter }),
        }),
      );
      const objects = (answer.Contents ?? []).map(({ Key = '', ETag = '', LastModified = new Date(0) }) => ({
        key: Key,
        etag: ETag,
        lastModified: LastModified,
      }));
      return { objects, isLast: answer.IsTruncated !== true };
    },
  };
}

function header(condition: WriteCondition): { IfMatch?: string; IfNoneMatch?: string } {
  if (condition.when === 'etag') return { IfMatch: condition.etag };
  return condition.when === 'absent' ? { IfNoneMatch: '*' } : {};
}
