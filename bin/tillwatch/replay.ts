// tillwatch replay: has a file that landed earlier read again, for example after the configuration was corrected.

import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { inboxQueue } from '../../lambda/aws/inbox-queue.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { receiptPlace } from '../../lambda/record/places.ts';
import { parseReceipt } from '../../lambda/record/receipt.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

/** Time for the new receipt to appear before the command gives up waiting; the file is read all the same. */
const WAIT_MS = 60_000;
const POLL_MS = 300;

/** Sends the newest version of `key` through the pipeline again and says what became of it. Gives the exit status. */
export async function replay(key: string, options: DeploymentOptions): Promise<number> {
  const place = await deployment(options);
  const { sqs, inboxBucket, inboxQueueUrl } = place;
  const newest = await landed(place, key);
  if (!newest) {
    console.error(`tillwatch: there is no object ${escapedText(key)} in the inbox; drop it again`);
    return EXIT.refused;
  }
  const before = await processedAt(place, key);
  await inboxQueue(sqs, inboxQueueUrl, inboxBucket).send({ key, sequencer: null, ...newest });
  for (let waited = 0; waited < WAIT_MS; waited += POLL_MS) {
    await sleep(POLL_MS);
    const now = await processedAt(place, key);
    if (now && now.at !== before?.at) {
      console.log(`${escapedText(key)} was read again: ${now.outcome}`);
      return now.outcome === 'quarantine' ? EXIT.refused : EXIT.ok;
    }
  }
  console.log(`${escapedText(key)} is in the queue; see tillwatch receipt later`);
  return EXIT.ok;
}

async function landed(
  { s3, inboxBucket }: Deployment,
  key: string,
): Promise<{ versionId: string | null; landedAt: Date } | null> {
  try {
    const head = await s3.send(new HeadObjectCommand({ Bucket: inboxBucket, Key: key }));
    return { versionId: head.VersionId ?? null, landedAt: head.LastModified ?? new Date(0) };
  } catch (error) {
    if ((error as Error).name === 'NotFound') return null;
    throw error;
  }
}

async function processedAt({ records }: Deployment, key: string): Promise<{ at: string; outcome: string } | null> {
  const place = receiptPlace(key);
  const stored = await records.get(place);
  if (!stored) return null;
  const { processedAt: at, outcome } = parseReceipt(stored.text, place);
  return { at, outcome };
}
