// The inbox bucket on S3: read by version, copied from on the server's side, never written to.
import { CopyObjectCommand, GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import type { Inbox, InboxObject, ObjectRef } from '../inbox.ts';
import { type ByteSource, bytesInMemory, type Drop } from '../intake/drop.ts';
import { isMissing } from './service-answers.ts';

/** Objects up to this size are read once and kept; larger ones are streamed, once for each pass of intake. */
const IN_MEMORY_BYTES = 8 * 1024 * 1024;

export interface S3InboxOptions {
  readonly s3: S3Client;
  readonly inboxBucket: string;
  readonly recordsBucket: string;
}

export function s3Inbox({ s3, inboxBucket, recordsBucket }: S3InboxOptions): Inbox {
  async function get(key: string, versionId: string | null): Promise<GetObjectCommandOutput | null> {
    const version = versionId === null ? {} : { VersionId: versionId };
    try {
      return await s3.send(new GetObjectCommand({ Bucket: inboxBucket, Key: key, ...version }));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function sourceOf(answer: GetObjectCommandOutput, drop: Drop): Promise<ByteSource> {
    const size = answer.ContentLength ?? Number.POSITIVE_INFINITY;
    if (size <= IN_MEMORY_BYTES) return bytesInMemory(await bodyOf(answer).transformToByteArray());
    (answer.Body as { destroy?: () => void }).destroy?.();
    return {
      size,
      async *open() {
        const again = await get(drop.key, drop.versionId);
        if (again) yield* bodyOf(again) as unknown as AsyncIterable<Uint8Array>;
      },
    };
  }

  return {
    async read(ref: ObjectRef): Promise<InboxObject | null> {
      const answer = await get(ref.key, ref.versionId);
      if (!answer) return null;
      const drop: Drop = {
        key: ref.key,
        versionId: knownVersion(answer.VersionId) ?? ref.versionId,
        sequencer: ref.sequencer,
        landedAt: answer.LastModified ?? ref.landedAt,
        metadata: Object.fromEntries(Object.entries(answer.Metadata ?? {}).map(([k, v]) => [k, decodedWords(v)])),
        isDayOver: false,
      };
      return { drop, source: await sourceOf(answer, drop) };
    },

    async copyToRecords(drop: Drop, place: string): Promise<void> {
      const version = drop.versionId === null ? '' : `?versionId=${encodeURIComponent(drop.versionId)}`;
      const path = drop.key.toWellFormed().split('/').map(encodeURIComponent).join('/');
      await s3.send(
        new CopyObjectCommand({
          Bucket: recordsBucket,
          Key: place,
          CopySource: `${inboxBucket}/${path}${version}`,
          // Without it the copy would need s3:GetObjectTagging on the inbox as well.
          TaggingDirective: 'REPLACE',
        }),
      );
    },
  };
}

/** An unversioned bucket answers with the version "null", which can't be asked for where versioning was never on. */
function knownVersion(versionId: string | undefined): string | null {
  return versionId === undefined || versionId === 'null' ? null : versionId;
}

function bodyOf(answer: GetObjectCommandOutput): NonNullable<GetObjectCommandOutput['Body']> {
  if (!answer.Body) throw new TypeError('GetObject answered without a body');
  return answer.Body;
}

/**
 * S3 hands out metadata that isn't ASCII as an RFC 2047 encoded word (S3 user guide, "Working with object metadata"),
 * and the client's headers arrive as Latin-1.
 */
function decodedWords(value: string): string {
  return value.replace(/=\?utf-8\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi, (_whole, encoding: string, text: string) => {
    if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64').toString('utf8');
    const bytes = text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_m, hex: string) => {
      return String.fromCharCode(Number.parseInt(hex, 16));
    });
    return Buffer.from(bytes, 'latin1').toString('utf8');
  });
}
