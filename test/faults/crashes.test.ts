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
  stateLeft,
  untilQuiet,
} from './observed.ts';
import { STORIES, type Story, upToTheBlow } from './stories.ts';

interface Ending {
  readonly alerts: ReturnType<typeof heardAlerts>;
  readonly state: ReturnType<typeof stateLeft>;
  readonly left: ReturnType<typeof leftToDo>;
  readonly outcomes: readonly (readonly string[])[];
  readonly struckAtMs: number;
  readonly receiptAtMs: number;
}

/** The story with its blow, and what came of it once production has had its time. */
async function ending(story: Story, blow?: CrashPoint): Promise<Ending & { readonly calls: readonly Call[] }> {
  const deployment = await upToTheBlow(story);
  open.add(deployment);
  const struckAtMs = deployment.now().getTime();
  const calls = await deployment[story.struck](blow && { crash: blow });
  await untilQuiet(deployment);
  return {
    calls,
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

/** Positions, among the alerts of the struck invocation, of those that SNS had accepted and the record still called pending. */
function acceptedButNotRecorded(calls: readonly Call[], { call, when }: CrashPoint): readonly number[] {
  const done = calls.slice(0, when === 'after' ? call + 1 : call);
  const lastWrite = done.findLastIndex(isRecordWrite);
  const publications = done.flatMap(({ operation }, i) => (operation === 'Publish' ? [i] : []));
  return publications.flatMap((i, position) => (i > lastWrite ? [position] : []));
}

const isRecordWrite = ({ operation, params }: Call) =>
  operation === 'PutObject' && params.key?.startsWith('checkouts/') === true;

const undisturbed = new Map<Story, Awaited<ReturnType<typeof ending>>>();
for (const story of STORIES) undisturbed.set(story, await ending(story));

const rows: CrashRow[] = [];

describe.each(STORIES)('$name', (story) => {
  const quiet = undisturbed.get(story) as Awaited<ReturnType<typeof ending>>;

  it('undisturbed tells what it should, once', () => {
    expect(quiet.alerts.map(({ transition, topic }) => `${transition} ${topic}`)).toEqual(story.tells);
    expect(new Set(quiet.alerts.map(({ alertId }) => alertId)).size).toBe(story.tells.length);
    expect(quiet.outcomes).toEqual(story.outcomes.map((outcome) => [outcome]));
    expect(quiet.left).toEqual(NOTHING_LEFT);
  });

  const points = quiet.calls.flatMap((made, call) =>
    (['before', 'after'] as const).map((when) => ({ call, when, made, said: described(made) })),
  );
  it.each(points)('survives a crash $when call $call, $said', async ({ call, when, made }) => {
    const crashed = await ending(story, { call, when });

    expect(crashed.state).toEqual(quiet.state);
    expect(crashed.outcomes).toEqual(quiet.outcomes);
    expect(crashed.left).toEqual(NOTHING_LEFT);

    const toldWhenStruck = quiet.alerts.filter(({ atMs }) => atMs === quiet.struckAtMs);
    const repeated = acceptedButNotRecorded(quiet.calls, { call, when }).flatMap((i) => toldWhenStruck[i] ?? []);
    const expected = [...quiet.alerts, ...repeated].map(({ alertId }) => alertId);
    expect(crashed.alerts.map(({ alertId }) => alertId).sort()).toEqual(expected.sort());

    rows.push({ story: story.name, call, when, said: described(made), ...crashed });
  });
});

it('is told in docs/guarantees.md', () => {
  expectKeptTable(crashTable(rows));
});

function described({ service, operation, params }: Call): string {
  const bucket = params.bucket === INBOX_BUCKET ? 'inbox' : params.bucket === RECORDS_BUCKET ? 'records' : '';
  const where = params.key ?? params.queue ?? params.topic?.slice(-2) ?? `${bucket} ${params.prefix ?? ''}`;
  return `${service} ${operation} ${where}`.trim();
}
