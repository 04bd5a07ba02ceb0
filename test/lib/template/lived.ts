// A life in which every function does all that it can do: what a deployment's permissions have to suffice for.
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Intercept } from '../../../local/aws/interception.ts';
import { aDay, type DayBuilder } from '../../a-day.ts';
import { csvOf } from '../../csv-of.ts';
import { accessKeyOf, type InterpretedStack } from './interpreted-stack.ts';

/** Shortly after the business date 2026-01-16 has ended in São Paulo. */
export const LIFE_BEGINS = '2026-01-17T03:20:00Z';

const DATE = '2026-01-16';
const LAST_WEEK = '2026-01-09';

/** One for each severity: sales stop by day, sales stop in the morning, sales halve, and what has long been over. */
const TROUBLES: Readonly<Record<string, readonly [DayBuilder, string]>> = {
  P1: [aDay().quiet(14, 17), DATE],
  P2: [aDay().quiet(8, 9), DATE],
  P3: [aDay().at(0.4, 12, 17), DATE],
  P4: [aDay().quiet(14, 17), LAST_WEEK],
};

function has({ stacks: [deployed] }: InterpretedStack, name: string): boolean {
  return deployed?.ofType('AWS::Lambda::Function').some((id) => id.startsWith(name)) ?? false;
}

/** Variables of the function whose logical id begins so. */
function environmentOf({ stacks: [deployed] }: InterpretedStack, name: string): Readonly<Record<string, string>> {
  const id = deployed?.ofType('AWS::Lambda::Function').find((one) => one.startsWith(name));
  return id === undefined ? {} : deployed?.properties(id).Environment.Variables;
}

export function inboxOf(stack: InterpretedStack): string {
  return environmentOf(stack, 'Score').INBOX_BUCKET ?? '';
}

export async function lived(stack: InterpretedStack): Promise<void> {
  await alertsOfAllKinds(stack);
  await filesOfThePast(stack);
  await whatTheWatchTakesOver(stack);
  await eventsThatNeverCame(stack);
  await damagedRecords(stack);
  await channelsThatAreDown(stack);
  await pagesThatAreRead(stack);
  await noticesOfTheDay(stack);
}

const fileOf = (day: DayBuilder) => csvOf(day.day);

async function land(stack: InterpretedStack, name: string, body: string, date = DATE): Promise<void> {
  await stack.land(inboxOf(stack), `${name}.csv`, body, { checkout: `shop-${name}`, date });
}

async function troubles(stack: InterpretedStack, name: string): Promise<void> {
  for (const [severity, [day, date]] of Object.entries(TROUBLES)) {
    await land(stack, `${name}-${severity}`, fileOf(day), date);
  }
}

/** A file again, the same and another; and one that is no table. */
async function alertsOfAllKinds(stack: InterpretedStack): Promise<void> {
  await troubles(stack, 'told');
  await land(stack, 'told-P1', fileOf(aDay().quiet(14, 17)));
  await land(stack, 'told-P1', fileOf(aDay().quiet(14, 18)));
  await land(stack, 'no', 'this is no table');
}

/** Files that nobody was told of, read by the backfill with alerts: of each kind, one of them twice, and one that is no table. */
async function filesOfThePast(stack: InterpretedStack): Promise<void> {
  if (!has(stack, 'Backfill')) return;
  stack.at('2026-01-17T03:30:00Z');
  stack.aws.s3.isEventLost = () => true;
  await troubles(stack, 'past');
  await land(stack, 'past-no', 'this is no table');
  stack.aws.s3.isEventLost = () => false;
  const names = [...Object.keys(TROUBLES), 'no', 'P1'];
  const lastModified = Date.parse('2026-01-17T03:30:00Z') / 1000;
  const Items = names.map((name) => ({ key: `past-${name}.csv`, lastModified }));
  await stack.invoke('Backfill', { BatchInput: { alerts: true, again: false }, Items });
}

/** Alerts that the score function couldn't publish, and a storm: more in ten minutes than go out one by one. */
async function whatTheWatchTakesOver(stack: InterpretedStack): Promise<void> {
  stack.at('2026-01-17T03:40:00Z');
  stack.aws.intercept = refusing('Publish', 'Score');
  await troubles(stack, 'left');
  stack.aws.intercept = undefined;
  await minutes(stack, '2026-01-17T03:42:00Z', 2);

  stack.at('2026-01-17T04:00:00Z');
  for (let shop = 0; shop < 12; shop++) await land(stack, `storm-${shop}`, fileOf(aDay().quiet(14, 17)));
  await minutes(stack, '2026-01-17T04:01:00Z', 12);
}

/** Of a new file, and of a newer version of one that is known. */
async function eventsThatNeverCame(stack: InterpretedStack): Promise<void> {
  stack.aws.s3.isEventLost = () => true;
  await land(stack, 'lost', fileOf(aDay()));
  await land(stack, 'told-P2', fileOf(aDay()));
  stack.aws.s3.isEventLost = () => false;
  await minutes(stack, '2026-01-17T04:30:00Z', 11);
}

/** One is found by the score function, the other by the watch, as it has to remind of what is still open. */
async function damagedRecords(stack: InterpretedStack): Promise<void> {
  await damage(stack, 'shop-told-P3');
  await land(stack, 'told-P3', fileOf(aDay()));

  stack.at('2026-01-17T16:20:00Z');
  await land(stack, 'open', fileOf(aDay().quiet(10, 12).until(13)), '2026-01-17');
  await minutes(stack, '2026-01-17T16:21:00Z', 1);
  await damage(stack, 'shop-open');
  await minutes(stack, '2026-01-17T16:26:00Z', 1);
}

/** Reminders that the channels can't be told now, then some that they can, and messages that nobody can read. */
async function channelsThatAreDown(stack: InterpretedStack): Promise<void> {
  stack.at('2026-01-17T17:20:00Z');
  await land(stack, 'unheard', fileOf(aDay().quiet(10, 13).until(14)), '2026-01-17');
  stack.aws.intercept = refusing('Publish', 'Relay');
  stack.outsideIsDown(true);
  await minutes(stack, '2026-01-17T17:26:00Z', 1);
  stack.aws.intercept = undefined;
  stack.outsideIsDown(false);
  await minutes(stack, '2026-01-17T17:40:00Z', 1);

  const relayed = stack.aws.sqs.queueNames.filter((name) => /Relay.*Queue/.test(name) && !/DeadLetter/.test(name));
  for (const queue of relayed) stack.aws.sqs.send(queue, 'this is no alert');
}

/** By somebody who follows the link in an e-mail, acknowledges, and silences what is damaged just before it is written. */
async function pagesThatAreRead(stack: InterpretedStack): Promise<void> {
  if (!has(stack, 'View')) return;
  const email = stack.aws.sns.deliveries().find(({ subject }) => subject?.includes('shop-unheard'));
  const link = new URL(/https:\/\/\S+/.exec(email?.body ?? '')?.[0] ?? '');
  await asked(stack, 'POST', link, formOn(await asked(stack, 'GET', link), 'acknowledge'));
  const form = formOn(await asked(stack, 'GET', link), 'silence');
  stack.aws.intercept = ({ operation, params: { bucket = '', key = '' } }) => {
    if (operation === 'PutObject' && key.startsWith('view/spent/')) {
      const object = { key: 'checkouts/shop-unheard.json', metadata: {}, contentHeaders: {}, checksum: null };
      stack.aws.s3.write(bucket, object, Buffer.from('{"schema'), {}, 'ObjectCreated:Put');
    }
    return undefined;
  };
  await asked(stack, 'POST', link, form);
  stack.aws.intercept = undefined;
}

/** The answer of the view function, called as its URL calls it. */
async function asked(stack: InterpretedStack, method: string, { host, pathname }: URL, body = ''): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${host}` };
  const http = { method, path: pathname };
  const event = { rawPath: pathname, headers, body, requestContext: { domainName: host, http } };
  return ((await stack.invoke('View', event)) as { readonly body: string }).body;
}

/** What a browser would send of a form on the page; each page has one token, which is good for one form. */
function formOn(page: string, act: string): string {
  const token = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return new URLSearchParams({ form: token, act, by: 'Ana', minutes: '30', why: 'looking into it' }).toString();
}

/** Handoff, all-clear, and files that are overdue. */
async function noticesOfTheDay(stack: InterpretedStack): Promise<void> {
  for (const hour of ['11', '12', '16']) await minutes(stack, `2026-01-18T${hour}:00:00Z`, 1);
}

/** Refuses an operation to the function whose logical id begins so, in a way that the SDK doesn't try again. */
function refusing(operation: string, name: string): Intercept {
  return (call) =>
    call.operation === operation && call.accessKeyId.startsWith(accessKeyOf(name))
      ? { kind: 'before', status: 403, code: 'AuthorizationError' }
      : undefined;
}

async function minutes(stack: InterpretedStack, from: string, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    stack.at(new Date(Date.parse(from) + minute * 60_000).toISOString());
    await stack.tick();
  }
}

async function damage(stack: InterpretedStack, checkout: string): Promise<void> {
  const { endpoint, region } = stack.aws;
  const credentials = { accessKeyId: 'SOMEBODY', secretAccessKey: 'emulated' };
  const s3 = new S3Client({ endpoint, region, credentials });
  const Bucket = environmentOf(stack, 'Score').RECORDS_BUCKET;
  await s3.send(new PutObjectCommand({ Bucket, Key: `checkouts/${checkout}.json`, Body: '{"schema' }));
  s3.destroy();
}
