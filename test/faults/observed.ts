// What a run left behind, told so that two runs of one story can be compared: times and random ids apart.
import { parseRecord } from '../../lambda/record/checkout-record.ts';
import { CHECKOUTS, QUARANTINE, RECEIPTS, receiptPlace } from '../../lambda/record/places.ts';
import { parseReceipt, type Receipt } from '../../lambda/record/receipt.ts';
import type { ObjectVersion } from '../../local/aws/s3/object-version.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { ALERTS_HEARD, DEAD_LETTERS, type Deployment, INBOX_QUEUE } from './deployment.ts';

/** One delivery by SNS. */
export interface HeardAlert {
  readonly alertId: string;
  readonly topic: string;
  readonly transition: string;
  readonly atMs: number;
}

/** Every alert that was delivered, oldest first. */
export function heardAlerts({ aws }: Deployment): readonly HeardAlert[] {
  return [...aws.sqs.queue(ALERTS_HEARD).messages.values()].map(({ body, sentMs }) => {
    const { Message } = JSON.parse(body) as { readonly Message: string };
    const { alert_id, topic, transition } = JSON.parse(Message) as Record<string, string>;
    return { alertId: alert_id ?? '', topic: topic ?? '', transition: transition ?? '', atMs: sentMs };
  });
}

/** All receipts there are, of newest and earlier versions. */
export function receiptsWritten(deployment: Deployment): readonly Receipt[] {
  return records(deployment, RECEIPTS).flatMap(({ text, place }) => {
    const { earlier, schemaVersion: _outer, ...newest } = parseReceipt(text, place);
    return [newest, ...earlier];
  });
}

/** Outcomes of the receipts that each landed version has: exactly one is the promise. */
export function outcomesByVersion(deployment: Deployment): readonly (readonly string[])[] {
  const receipts = receiptsWritten(deployment);
  return landedVersions(deployment).map(({ versionId }) =>
    receipts.filter((receipt) => receipt.versionId === versionId).map(({ outcome }) => outcome),
  );
}

/** Versions in the inbox, oldest first, called `key#1`, `key#2`, … */
export function landedVersions({ aws }: Deployment): readonly { readonly versionId: string; readonly name: string }[] {
  const inbox = aws.s3.bucket(INBOX_BUCKET);
  return inbox.keys.flatMap((key) =>
    inbox.versions(key).map(({ versionId }, i) => ({ versionId, name: `${key}#${i + 1}` })),
  );
}

/** Records, receipts and quarantine by place, without times; ids of versions replaced by their names. */
export function stateLeft(deployment: Deployment): Readonly<Record<string, unknown>> {
  const names = landedVersions(deployment);
  const named = (text: string) => names.reduce((all, { versionId, name }) => all.replaceAll(versionId, name), text);
  const kept = [CHECKOUTS, RECEIPTS, QUARANTINE].flatMap((prefix) => records(deployment, prefix));
  return Object.fromEntries(
    kept.map(({ place, text }) => [place, place.endsWith('.json') ? JSON.parse(named(text), withoutPassing) : text]),
  );
}

/** Ids of the alerts that stand in an outbox. */
export function pendingAlerts(deployment: Deployment): readonly string[] {
  return records(deployment, CHECKOUTS).flatMap(({ text, place }) =>
    parseRecord(text, place).outbox.map(({ alert }) => alert.id),
  );
}

/** What should be empty when all is quiet. */
export function leftToDo(deployment: Deployment) {
  const { visible, inFlight, delayed } = deployment.aws.sqs.counts(INBOX_QUEUE);
  return {
    messages: visible + inFlight + delayed,
    pendingAlerts: pendingAlerts(deployment).length,
    deadLetters: deployment.aws.sqs.counts(DEAD_LETTERS).visible,
  };
}

export const NOTHING_LEFT: ReturnType<typeof leftToDo> = { messages: 0, pendingAlerts: 0, deadLetters: 0 };

/** When the version that landed last got its receipt for the first time, in ms since 1970. */
export function firstReceiptMs({ aws }: Deployment): number {
  const inbox = aws.s3.bucket(INBOX_BUCKET);
  const records = aws.s3.bucket(RECORDS_BUCKET);
  const times = inbox.keys.map((key) => {
    const landed = inbox.newest(key)?.versionId ?? '';
    const receipts = records.versions(receiptPlace(key)).filter((version) => version.kind === 'object');
    return receipts.find((version) => aws.s3.read(version).includes(landed))?.lastModified ?? Number.NaN;
  });
  return Math.max(...times);
}

/**
 * Lets production do its work until nothing is left to do and every file has its receipt, then through one more search
 * for lost events, in which nothing may happen any more.
 */
export async function untilQuiet(deployment: Deployment): Promise<void> {
  for (let minute = 0; minute < LONGEST_RECOVERY_MIN && !isQuiet(deployment); minute++) await deployment.minute();
  deployment.pass(SEARCH_EVERY_MIN - 1 - (deployment.now().getUTCMinutes() % SEARCH_EVERY_MIN));
  await deployment.minute();
  await deployment.minute();
}

/** Past the hold (1 min), the visibility timeout (6 min) and two searches for lost events. */
const LONGEST_RECOVERY_MIN = 16;

const SEARCH_EVERY_MIN = 5;

function isQuiet(deployment: Deployment): boolean {
  const { messages, pendingAlerts } = leftToDo(deployment);
  return messages + pendingAlerts === 0 && outcomesByVersion(deployment).every(({ length }) => length > 0);
}

/** Fields that two runs of one story may differ in. */
const PASSING = ['at', 'openedAt', 'createdAt', 'processedAt', 'heldUntil', 'sequencer', 'writeId'];

function withoutPassing(key: string, value: unknown): unknown {
  return PASSING.includes(key) ? undefined : value;
}

function records({ aws }: Deployment, prefix: string): readonly { readonly place: string; readonly text: string }[] {
  const bucket = aws.s3.bucket(RECORDS_BUCKET);
  return bucket.keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => bucket.current(key))
    .filter((version): version is ObjectVersion => version !== undefined)
    .map((version) => ({ place: version.key, text: aws.s3.read(version).toString() }));
}
