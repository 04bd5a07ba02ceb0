// Every function, killed before and after every call it makes: nothing is lost, and nothing is told twice without need.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../../local/aws/interception.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { type CrashRow, crashTable, expectKeptTable } from './crash-table.ts';
import { type CrashPoint, closeLambdas, type Deployment } from './deployment.ts';
import {
  firstReceiptMs,
  heardAlerts,
  leftToDo,
  NOTHING_LEFT,
  outcomesByVersion,
  pendingAlerts,
  stateLeft,
  untilQuiet,
} from './observed.ts';
import { STORIES, type Story, upToTheBlow } from './stories.ts';

interface Ending {
  readonly calls: readonly Call[];
  /** What stood there right after the blow. */
  readonly atOnce: {
    readonly outcomes: Ending['outcomes'];
    readonly heard: readonly string[];
    /** In an outbox. */
    readonly pending: readonly string[];
  };
  readonly alerts: ReturnType<typeof heardAlerts>;
  readonly state: ReturnType<typeof stateLeft>;
  readonly left: ReturnType<typeof leftToDo>;
  readonly outcomes: readonly (readonly string[])[];
  readonly struckAtMs: number;
  readonly receiptAtMs: number;
}

/** The story with its blow, and what came of it once production has had its time. */
async function ending(story: Story, blow?: CrashPoint): Promise<Ending> {
  const deployment = await upToTheBlow(story);
  open.add(deployment);
  const struckAtMs = deployment.now().getTime();
  const calls = await deployment[story.struck](blow && { crash: blow });
  const atOnce = {
    outcomes: outcomesByVersion(deployment),
    heard: idsOf(heardAlerts(deployment)),
    pending: pendingAlerts(deployment),
  };
  await untilQuiet(deployment);
  return {
    calls,
    atOnce,
    alerts: heardAlerts(deployment),
    state: stateLeft(deployment),
    left: leftToDo(deployment),
    outcomes: outcomesByVersion(deployment),
    struckAtMs,
    receiptAtMs: firstReceiptMs(deployment),
  };
}

const open = new Set<Deployment>();
afterEach(async () => {
  await Promise.all([...open].map((deployment) => deployment.close()));
  open.clear();
});
afterAll(closeLambdas);

const undisturbed = new Map<Story, Ending>();
for (const story of STORIES) undisturbed.set(story, await ending(story));

const rows: CrashRow[] = [];

describe.each(STORIES)('$name', (story) => {
  const quiet = undisturbed.get(story) as Ending;

  it('undisturbed tells what it should, once', () => {
    expect(quiet.alerts.map(({ transition, topic }) => `${transition} ${topic}`)).toEqual(story.tells);
    expect(new Set(idsOf(quiet.alerts)).size).toBe(story.tells.length);
    expect(quiet.outcomes).toEqual(story.outcomes.map((outcome) => [outcome]));
    expect(quiet.left).toEqual(NOTHING_LEFT);
  });

  const points = quiet.calls.flatMap((made, call) =>
    (['before', 'after'] as const).map((when) => ({ call, when, nth: call + 1, said: described(made) })),
  );
  it.each(points)('survives a crash $when call $nth, $said', async ({ call, when, said }) => {
    const crashed = await ending(story, { call, when });

    const { outcomes, heard, pending } = crashed.atOnce;
    const hasReceipts = outcomes.every(({ length }) => length > 0);
    if (hasReceipts) expect([...heard, ...pending]).toEqual(expect.arrayContaining([...idsOf(quiet.alerts)]));

    expect(crashed.state).toEqual(quiet.state);
    expect(crashed.outcomes).toEqual(quiet.outcomes);
    expect(crashed.left).toEqual(NOTHING_LEFT);

    const acceptedButNotRecorded = heard.filter((id) => pending.includes(id));
    const expected = [...idsOf(quiet.alerts), ...acceptedButNotRecorded];
    expect(idsOf(crashed.alerts).toSorted()).toEqual(expected.toSorted());

    rows.push({ story: story.name, call, when, said, ...crashed });
  });
});

it('is told in docs/guarantees.md', () => {
  expectKeptTable(crashTable(rows));
});

function idsOf(alerts: Ending['alerts']): readonly string[] {
  return alerts.map(({ alertId }) => alertId);
}

function described({ service, operation, params }: Call): string {
  const bucket = params.bucket === INBOX_BUCKET ? 'inbox' : params.bucket === RECORDS_BUCKET ? 'records' : '';
  const where = params.key ?? params.queue ?? params.topic?.slice(-2) ?? `${bucket} ${params.prefix ?? ''}`;
  return `${service} ${operation} ${where}`.trim();
}
