// tillwatch demo: the smoke test of a deployed stack. It drops the samples and follows them through the records bucket.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { dayBefore } from '../../lambda/intake/calendar-date.ts';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';
import { type CheckoutRecord, parseRecord } from '../../lambda/record/checkout-record.ts';
import { receiptPlace, recordPlace } from '../../lambda/record/places.ts';
import { parseReceipt, type Receipt } from '../../lambda/record/receipt.ts';
import { sampleFile } from '../../local/sample-file.ts';
import { type Deployment, type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface DemoOptions extends DeploymentOptions {
  readonly page?: boolean;
}

export interface DemoWorld {
  readonly deployment: Deployment;
  readonly now: () => Date;
  readonly print: (line: string) => void;
}

/** A file lands and is handled within seconds; a cold start and a retry fit into this. */
const WAIT_MS = 120_000;
const POLL_MS = 500;

/** Days back at which an incident is history, whatever the configuration says: announced on P4, pages nobody. */
const HISTORY_DAYS_BACK = 60;

export async function demo(options: DemoOptions): Promise<number> {
  const print = (line: string) => console.log(line);
  return smokeTest({ deployment: await deployment(options), now: () => new Date(), print }, options);
}

/** Runs the checks one after the other; each prints one line. Gives the exit status. */
export async function smokeTest(world: DemoWorld, { page = false }: Pick<DemoOptions, 'page'>): Promise<number> {
  const { timeZone } = readConfig();
  const stamp = world.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const checkout = `tillwatch-demo-${stamp}`;
  const today = daysBefore(world.now(), 0, timeZone);
  const date = page ? pagingDate(world.now(), timeZone) : daysBefore(world.now(), HISTORY_DAYS_BACK, timeZone);
  const drops = [
    { file: 'checkout_1.csv', date: dayBefore(date) },
    { file: 'checkout_2.csv', date },
  ].map((sample) => ({ ...sample, key: `tillwatch-demo/${stamp}/${sample.file}` }));

  let failures = 0;
  const check = (isTrue: boolean, what: string) => {
    world.print(`${isTrue ? 'ok    ' : 'FAILED'} ${what}`);
    if (!isTrue) failures++;
  };

  for (const { file, key, date: day } of drops) {
    const start = world.now().getTime();
    const versionId = await drop(world, file, key, { checkout, date: day });
    const receipt = await receiptOf(world, key, versionId);
    const seconds = ((world.now().getTime() - start) / 1000).toFixed(1);
    // Of a date that isn't over the later hours are left out, whatever the file says.
    const isRead = receipt?.outcome === 'ok' || (receipt?.outcome === 'partial' && day === today);
    check(isRead, `${key} has its receipt: ${receipt?.outcome ?? 'none'}, after ${seconds} s`);
    if (!receipt)
      return refused(world, "nothing reads the inbox: look at the dead-letter queue and the function's log");
  }
  const first = await recordOf(world, checkout);
  const outage = first?.incidents.find(({ severity }) => severity === 'P1');
  check(outage !== undefined, `the outage is on record as P1: ${outage?.id ?? 'it is not'}`);
  const topic = page ? 'P1' : 'P4';
  check(
    outage?.heardOn.includes(topic) === true,
    `its alert was meant for ${topic}: ${outage?.heardOn.join(', ') ?? '-'}`,
  );
  const isPublished = await eventually(async () => (await recordOf(world, checkout))?.outbox.length === 0);
  check(isPublished, 'the outbox is empty: SNS accepted every alert');

  const [, second] = drops;
  if (second) {
    const versionId = await drop(world, second.file, second.key, { checkout, date: second.date });
    const receipt = await receiptOf(world, second.key, versionId);
    const again = await recordOf(world, checkout);
    const isUnchanged = JSON.stringify(again?.incidents) === JSON.stringify(first?.incidents);
    check(receipt !== null && isUnchanged, 'the same file dropped again changed nothing');
    check(await refusesToOverwrite(world, second.key), 'S3 refuses a conditional write over an existing object (412)');
  }
  const dead = await deadLetters(world);
  check(dead === 0, `the dead-letter queue is empty: ${dead} messages`);
  world.print(failures === 0 ? `All is well. Look at your ${topic} e-mail.` : `${failures} checks failed.`);
  return failures === 0 ? EXIT.ok : EXIT.refused;
}

function refused({ print }: DemoWorld, why: string): number {
  print(`The rest was not tried: ${why}.`);
  return EXIT.refused;
}

/** The first hour after the sample's outage, 15h-17h. */
const OUTAGE_OVER_FROM_HOUR = 18;

/** The newest date on which the sample's outage is over: less than a day ago, so that it pages. */
function pagingDate(now: Date, timeZone: string): string {
  const { date, hour } = zoneClock(timeZone).localTime(now.getTime());
  return hour >= OUTAGE_OVER_FROM_HOUR ? date : dayBefore(date);
}

function daysBefore(now: Date, days: number, timeZone: string): string {
  return zoneClock(timeZone).localTime(now.getTime() - days * 24 * 60 * 60 * 1000).date;
}

async function drop(
  { deployment: { s3, inboxBucket } }: DemoWorld,
  file: string,
  key: string,
  metadata: Record<string, string>,
): Promise<string | null> {
  const request = { Bucket: inboxBucket, Key: key, Body: readFileSync(sampleFile(file)), Metadata: metadata };
  return (await s3.send(new PutObjectCommand(request))).VersionId ?? null;
}

async function receiptOf(world: DemoWorld, key: string, versionId: string | null): Promise<Receipt | null> {
  const place = receiptPlace(key);
  let receipt: Receipt | null = null;
  await eventually(async () => {
    const text = await textAt(world, place);
    const known = text === null ? null : parseReceipt(text, place);
    receipt = known && known.versionId === versionId ? known : null;
    return receipt !== null;
  });
  return receipt;
}

async function recordOf(world: DemoWorld, checkout: string): Promise<CheckoutRecord | null> {
  const place = recordPlace(checkout);
  const text = await textAt(world, place);
  return text === null ? null : parseRecord(text, place);
}

async function textAt({ deployment: { records } }: DemoWorld, place: string): Promise<string | null> {
  return (await records.get(place))?.text ?? null;
}

async function refusesToOverwrite({ deployment: { records } }: DemoWorld, key: string): Promise<boolean> {
  return (await records.put(receiptPlace(key), '{}', { when: 'absent' })).outcome === 'conflict';
}

async function deadLetters({ deployment: { sqs, deadLetterQueueUrl } }: DemoWorld): Promise<number> {
  const answer = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: deadLetterQueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(answer.Attributes?.ApproximateNumberOfMessages ?? 0);
}

async function eventually(isTrue: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < WAIT_MS; waited += POLL_MS) {
    if (await isTrue()) return true;
    await sleep(POLL_MS);
  }
  return false;
}
