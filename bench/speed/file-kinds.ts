// Every kind of file that lands, taken through the embedded stack: which calls to AWS the score function makes for it.
import { parseConfig } from '../../lambda/config/config.ts';
import { INBOX_BUCKET } from '../../local/emulated-stack.ts';
import { aDay, type DayBuilder } from '../../test/a-day.ts';
import { aRunningStack, type RunningStack } from '../../test/a-running-stack.ts';
import { csvOf } from '../../test/csv-of.ts';

export const OPERATIONS = ['GetObject', 'PutObject', 'CopyObject', 'ListObjectsV2', 'Publish'] as const;

export interface FileCalls {
  readonly what: string;
  /** In their order, as `PutObject receipts`: the operation, and where. */
  readonly calls: readonly string[];
  /** Topics that an alert went to. */
  readonly topics: readonly string[];
}

/** What most files are, and all are measured by. */
export const CLEAN_NEW = 'clean, new';

interface FileKind {
  readonly what: string;
  /** What has happened before; its calls aren't counted. */
  readonly before?: (stack: RunningStack) => Promise<unknown>;
  readonly lands: (stack: RunningStack) => Promise<void>;
}

const KEY = 'kiosk/2026-01-16.csv';
const EVENING = '2026-01-17T03:20:00Z';

const csv = (day: DayBuilder) => csvOf(day.of('kiosk', '2026-01-16').day);
const lands =
  (day: DayBuilder, key = KEY) =>
  (stack: RunningStack) =>
    stack.land(key, csv(day));
/** Local times of the day; São Paulo is three hours behind. */
const instant = (time: string) => new Date(`2026-01-16T${time}:00-03:00`).toISOString();
const landsAt = (time: string, day: DayBuilder) => async (stack: RunningStack) => {
  stack.at(instant(time));
  await stack.land(KEY, csv(day));
};
const outage = aDay().quiet(15, 17);

const FILE_KINDS: readonly FileKind[] = [
  {
    what: CLEAN_NEW,
    before: (stack) => stack.land('kiosk/2026-01-15.csv', csv(aDay())),
    lands: lands(aDay()),
  },
  { what: 'clean, the first of its checkout', lands: lands(aDay()) },
  {
    what: 'clean, exported again with another hour',
    before: landsAt('18:20', aDay().until(18)),
    lands: landsAt('19:20', aDay().until(19)),
  },
  { what: 'the same bytes dropped again', before: lands(aDay()), lands: lands(aDay()) },
  {
    what: 'the same bytes under another name',
    before: lands(aDay()),
    lands: lands(aDay(), 'kiosk/copy 2026-01-16.csv'),
  },
  { what: 'its event delivered again', before: lands(aDay()), lands: (stack) => stack.repeatLanding(KEY) },
  { what: 'an older version, its event late', before: newerFirst, lands: olderAfter },
  {
    what: 'two checkouts in one file',
    lands: (stack) => stack.land('all/2026-01-16.csv', ofCheckouts('kiosk', 'shop')),
  },
  { what: 'P1: an outage in business hours', lands: lands(outage) },
  { what: 'P2: most sales lost', lands: lands(aDay().at(0.15, 15, 17)) },
  { what: 'P3: half the sales lost', lands: lands(aDay().at(0.4, 14, 19)) },
  { what: 'P4: a smaller drop', lands: lands(aDay().at(0.6, 10, 21)) },
  { what: 'P4: doubtful cells', lands: (stack) => stack.land(KEY, csv(aDay()).replace('10h,35,', '10h,3S,')) },
  { what: 'P2: blind in business hours, a partial file', lands: lands(aDay().unknown(12, 15)) },
  { what: 'P4: night hours missing, a partial file', lands: lands(aDay().unknown(2, 3)) },
  {
    what: 'P3: one of two checkouts refused, a partial file',
    lands: (stack) =>
      stack.land('all/2026-01-16.csv', ofCheckouts('kiosk', 'shop').replaceAll(/^shop,\d\dh/gm, 'shop,?')),
  },
  {
    what: 'an incident goes on and has grown',
    before: landsAt('17:20', outage.until(17)),
    lands: landsAt('18:20', outage.until(18)),
  },
  {
    what: 'an incident goes on, nothing worth a message',
    before: landsAt('17:20', outage.until(17)),
    lands: landsAt('17:40', corrected(outage.until(17))),
  },
  { what: 'an incident rises from P2 to P1', before: aDrop, lands: landsAt('18:20', outage.until(18)) },
  {
    what: 'an incident is over',
    before: landsAt('18:20', outage.until(18)),
    lands: landsAt('21:20', outage.until(21)),
  },
  {
    what: 'an incident is over that had risen to P1',
    before: aRisingIncident,
    lands: landsAt('21:20', outage.until(21)),
  },
  {
    what: 'an incident is taken back',
    before: landsAt('18:20', outage.until(18)),
    lands: landsAt('18:40', aDay().until(18)),
  },
  { what: 'an alert in a storm, left for the watch', before: aStorm, lands: lands(outage) },
  { what: 'refused', lands: (stack) => stack.land(KEY, 'nonsense') },
  {
    what: 'refused again, the same bytes',
    before: (stack) => stack.land(KEY, 'nonsense'),
    lands: (stack) => stack.land(KEY, 'nonsense'),
  },
  { what: 'in order after it was refused', before: (stack) => stack.land(KEY, 'nonsense'), lands: lands(aDay()) },
  { what: 'no CSV at all, ignored', lands: (stack) => stack.land('readme.txt', 'hello') },
];

/** All kinds, each on a stack of its own. */
export async function callsOfFiles(): Promise<readonly FileCalls[]> {
  const found: FileCalls[] = [];
  for (const kind of FILE_KINDS) found.push(await callsOf(kind));
  return found;
}

async function callsOf({ what, before, lands }: FileKind): Promise<FileCalls> {
  const stack = await aRunningStack(EVENING);
  try {
    await before?.(stack);
    stack.aws.calls.length = 0;
    await lands(stack);
    const made = stack.aws.calls.filter(isOfFunction);
    return {
      what,
      calls: made.map(({ operation, params: { key, prefix, topic } }) =>
        `${operation} ${topic?.split('-').at(-1) ?? (key ?? prefix)?.split('/')[0] ?? ''}`.trim(),
      ),
      topics: made.flatMap(({ params: { topic } }) => topic?.split('-').at(-1) ?? []),
    };
  } finally {
    await stack.close();
  }
}

type Call = RunningStack['aws']['calls'][number];

/** Whoever drops the file makes a call too, and so does a test that sends an event. */
function isOfFunction({ operation, params: { bucket } }: Call): boolean {
  return operation !== 'SendMessage' && !(operation === 'PutObject' && bucket === INBOX_BUCKET);
}

/** The event of the first version stays away, and the second version is handled. */
async function newerFirst(stack: RunningStack): Promise<void> {
  stack.at(instant('18:20'));
  stack.aws.s3.isEventLost = () => true;
  await stack.drop(KEY, csv(aDay().until(18)));
  stack.aws.s3.isEventLost = () => false;
  await landsAt('18:40', corrected(aDay().until(18)))(stack);
}

async function olderAfter(stack: RunningStack): Promise<void> {
  const [older] = stack.aws.s3.bucket(INBOX_BUCKET).versions(KEY);
  await stack.repeatLanding(KEY, older?.versionId);
}

async function aDrop(stack: RunningStack): Promise<void> {
  await landsAt('16:20', aDay().at(0.15, 15, 15).until(16))(stack);
}

async function aRisingIncident(stack: RunningStack): Promise<void> {
  await aDrop(stack);
  await landsAt('18:20', outage.until(18))(stack);
}

/** As many alerts of other checkouts as go out one by one. */
async function aStorm(stack: RunningStack): Promise<void> {
  for (let i = 0; i < parseConfig('{}').stormAlerts; i++) await stack.land(`shop-${i}/2026-01-16.csv`, csv(outage));
}

function ofCheckouts(...checkouts: readonly string[]): string {
  const [header, ...rows] = csv(aDay()).trim().split('\n');
  const lines = checkouts.flatMap((checkout) => rows.map((row) => `${checkout},${row}`));
  return [`checkout,${header}`, ...lines, ''].join('\n');
}

/** One count more, long before anything else. */
function corrected(day: DayBuilder): DayBuilder {
  return day.at(1.1, 9, 9);
}
