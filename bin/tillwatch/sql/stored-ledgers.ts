// Where the ledger may lie: in a bucket (deployed, or of the local run), in the state of a run that has ended, or in a
// folder with a copy of the records bucket.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { s3Listing } from '../../../lambda/aws/s3-records.ts';
import { CHECKOUTS, LAKE, RECEIPTS } from '../../../lambda/record/places.ts';
import { startEmulatedAws } from '../../../local/aws/emulated-aws.ts';
import { RECORDS_BUCKET } from '../../../local/emulated-stack.ts';
import { emulatedLedger } from '../../../local/sql/emulated-ledger.ts';
import type { StoredLedger } from '../../../local/sql/ledger.ts';

export function bucketLedger(s3: S3Client, bucket: string): StoredLedger {
  return {
    async *places(prefix) {
      const listing = s3Listing(s3, bucket);
      for (let startAfter: string | null = null; ; ) {
        const { objects, isLast } = await listing.page(prefix, startAfter);
        yield* objects.map(({ key }) => key);
        const last = objects.at(-1);
        if (isLast || !last) return;
        startAfter = last.key;
      }
    },
    async bytes(place) {
      const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: place }));
      return (await answer.Body?.transformToByteArray()) ?? null;
    },
  };
}

/** Is `path` a folder that holds a records bucket's objects, as `aws s3 sync` copies them? */
export function isLedgerFolder(path: string): boolean {
  return [CHECKOUTS, RECEIPTS, LAKE].some((prefix) => existsSync(join(path, prefix)));
}

export function folderLedger(path: string): StoredLedger {
  return {
    places(prefix) {
      const folder = join(path, prefix);
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(folder, name)).isFile())
        .map((name) => prefix + name.replaceAll('\\', '/'));
    },
    bytes: async (place) => readFileSync(join(path, place)),
  };
}

/** Reads the state that a local run left behind in `state`; null when there is none. */
export async function endedRun<T>(state: string, read: (ledger: StoredLedger) => Promise<T>): Promise<T | null> {
  const dataFolder = join(state, 'aws');
  if (!existsSync(dataFolder)) return null;
  const aws = await startEmulatedAws({ dataFolder });
  try {
    return await read(emulatedLedger(aws.s3, RECORDS_BUCKET));
  } finally {
    await aws.close();
  }
}
