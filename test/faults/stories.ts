// The stories in which a function dies: what was there before, and the invocation that is struck.
import { parseRecord } from '../../lambda/record/checkout-record.ts';
import { CHECKOUTS } from '../../lambda/record/places.ts';
import { RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aDeployment, type Deployment } from './deployment.ts';

export interface Story {
  readonly name: string;
  readonly startsAt: string;
  /** Brings about what the struck invocation finds. */
  prepare(deployment: Deployment): Promise<unknown> | unknown;
  readonly struck: 'score' | 'watch';
  /** Every alert that is to be heard, from the beginning, as `transition topic`. */
  readonly tells: readonly string[];
  /** Outcome of each version that landed. */
  readonly outcomes: readonly string[];
}

const YESTERDAY = 'kiosk/2026-01-16.csv';
const AFTER_MIDNIGHT = '2026-01-17T03:20:00Z';
const outage = csvOf(aDay().quiet(15, 17).day);

/** Outside business hours at first, so that it is heard on P2 before it is heard on P1. */
const morning = aDay().quiet(8, 11);
const SHOP = 'shop/2026-01-16.csv';

async function landed(deployment: Deployment, time: string, key: string, body: string): Promise<void> {
  deployment.at(time);
  deployment.drop(key, body);
  await deployment.score();
}

/** Somebody is on every incident so far, without anybody being told: what comes after is the story's, not a reminder. */
function onIt({ aws, now }: Deployment): void {
  const bucket = aws.s3.bucket(RECORDS_BUCKET);
  for (const key of bucket.keys.filter((place) => place.startsWith(CHECKOUTS))) {
    const version = bucket.current(key);
    if (!version) continue;
    const record = parseRecord(aws.s3.read(version).toString(), key);
    const acknowledgement = { by: 'ana', at: now().toISOString(), until: null, why: null };
    const incidents = record.incidents.map((incident) => ({ ...incident, acknowledgement }));
    const object = { key, metadata: {}, contentHeaders: {}, checksum: null };
    aws.s3.write(
      RECORDS_BUCKET,
      object,
      Buffer.from(JSON.stringify({ ...record, incidents })),
      {},
      'ObjectCreated:Put',
    );
  }
}

export const STORIES: readonly Story[] = [
  {
    name: 'a clean new file',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop(YESTERDAY, csvOf(aDay().day)),
    struck: 'score',
    tells: [],
    outcomes: ['ok'],
  },
  {
    name: 'a file with an outage',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop(YESTERDAY, outage),
    struck: 'score',
    tells: ['opened P1'],
    outcomes: ['ok'],
  },
  {
    name: 'a file with two incidents',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop(YESTERDAY, csvOf(aDay().quiet(10, 12).at(4, 18, 20).day)),
    struck: 'score',
    tells: ['opened P1', 'opened P3'],
    outcomes: ['ok'],
  },
  {
    name: 'a file that goes to quarantine',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop('kiosk.csv', 'hour;count\n00h;7\n01h;8\n'),
    struck: 'score',
    tells: ['opened P3'],
    outcomes: ['quarantine'],
  },
  {
    name: 'a file of which one day is refused',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop('kiosk.csv', csvOfTwo('date', ['2026-01-16', 'someday'])),
    struck: 'score',
    tells: ['opened P1', 'opened P3'],
    outcomes: ['partial'],
  },
  {
    name: 'a file of two checkouts, both with an outage',
    startsAt: AFTER_MIDNIGHT,
    prepare: (deployment) => deployment.drop('2026-01-16.csv', csvOfTwo('checkout', ['mall', 'station'])),
    struck: 'score',
    tells: ['opened P1', 'opened P1'],
    outcomes: ['ok'],
  },
  {
    name: 'a re-export in which the outage has grown',
    startsAt: '2026-01-16T19:20:00Z',
    async prepare(deployment) {
      await landed(deployment, '2026-01-16T19:20:00Z', YESTERDAY, csvOf(aDay().quiet(15, 17).until(16).day));
      onIt(deployment);
      deployment.at('2026-01-16T20:25:00Z');
      deployment.drop(YESTERDAY, csvOf(aDay().quiet(15, 17).until(17).day));
    },
    struck: 'score',
    tells: ['opened P1', 'updated P1'],
    outcomes: ['ok', 'ok'],
  },
  {
    name: 'the end of an outage that two topics heard of',
    startsAt: '2026-01-16T13:20:00Z',
    async prepare(deployment) {
      await landed(deployment, '2026-01-16T13:20:00Z', SHOP, csvOf(morning.until(10).day));
      await landed(deployment, '2026-01-16T15:20:00Z', SHOP, csvOf(morning.until(12).day));
      onIt(deployment);
      deployment.at('2026-01-16T17:20:00Z');
      deployment.drop(SHOP, csvOf(morning.until(14).day));
    },
    struck: 'score',
    tells: ['opened P2', 'escalated P1', 'resolved P1', 'resolved P2'],
    outcomes: ['ok', 'ok', 'ok'],
  },
  {
    name: 'the watch publishes what a dead function left in its outbox',
    startsAt: AFTER_MIDNIGHT,
    async prepare(deployment) {
      deployment.drop(YESTERDAY, outage);
      await deployment.score({ crash: beforePublish });
      deployment.at('2026-01-17T03:21:00Z');
    },
    struck: 'watch',
    tells: ['opened P1'],
    outcomes: ['ok'],
  },
  {
    name: 'the watch finds a file whose event was lost',
    startsAt: AFTER_MIDNIGHT,
    prepare(deployment) {
      deployment.aws.s3.isEventLost = () => true;
      deployment.drop(YESTERDAY, outage);
      deployment.aws.s3.isEventLost = () => false;
      deployment.at('2026-01-17T03:25:00Z');
    },
    struck: 'watch',
    tells: ['opened P1'],
    outcomes: ['ok'],
  },
];

/** Get file, get record, put record: then the first alert is due. */
const beforePublish = { call: 3, when: 'before' } as const;

/** A story up to the invocation that is to be struck. */
export async function upToTheBlow(story: Story): Promise<Deployment> {
  const deployment = await aDeployment(story.startsAt);
  await story.prepare(deployment);
  return deployment;
}

/** The outage twice in one file, told apart by a column. */
function csvOfTwo(column: string, cells: readonly [string, string]): string {
  const [header, ...rows] = outage.trimEnd().split('\n');
  return [`${column},${header}`, ...cells.flatMap((cell) => rows.map((row) => `${cell},${row}`)), ''].join('\n');
}
