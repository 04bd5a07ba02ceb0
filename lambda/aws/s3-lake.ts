// The history's files in the records bucket on S3.
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LakeStore } from '../lake/lake-store.ts';

export function s3Lake(s3: S3Client, bucket: string): LakeStore {
  return {
    async put({ place, bytes }) {
      const content = { Body: bytes, ContentType: 'application/gzip' };
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: place, ...content }));
    },
  };
}
