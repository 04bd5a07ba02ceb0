// Reminders on the embedded services: who hears which, and that they are sent once, whatever the ticks do.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';

const IDENTITY = { checkout: 'kiosk', date: '2026-01-16' };
const outageUntil = (hour: number) => csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).until(hour).day);

let stack: RunningStack;
beforeEach(async () => {
  stack = await aRunningStack('2026-01-16T20:20:00Z');
  for (const [person, step] of [
    ['oncall', 2],
    ['executive', 4],
  ] as const) {
    stack.aws.sns.subscribe(stack.topicArns.P1, {
      protocol: 'email',
      endpoint: `${person}@example.com`,
      filterPolicy: { escalation: [{ numeric: ['>=', step] }] },
    });
  }
  await stack.land('kiosk.csv', outageUntil(17), IDENTITY);
});
afterEach(() => stack.close());

/** Lets the schedule fire at `time` of 2026-01-16, UTC. */
async function tickAt(time: string) {
  stack.at(`2026-01-16T${time}:00Z`);
  return stack.tick(new Date(`2026-01-16T${time}:00Z`));
}

/** What one person got, without the checkout and the fact. */
const heardBy = (person: string) =>
  stack.aws.sns
    .deliveries()
    .filter(({ endpoint }) => endpoint === `${person}@example.com`)
    .map(({ subject }) => /(reminder \d|over|lost)/.exec(subject?.split(', ').at(-1) ?? '')?.[0]);

describe('an outage that nobody acknowledges', () => {
  it('is repeated to each person from the step on that they chose', async () => {
    for (const time of ['20:21', '20:25', '20:35', '20:50', '21:20', '21:30']) await tickAt(time);
    expect(heardBy('analyst')).toEqual(['lost', 'reminder 1']);
    expect(heardBy('oncall')).toEqual(['reminder 2', 'reminder 3', 'reminder 4']);
    expect(heardBy('executive')).toEqual(['reminder 4']);
    expect((await stack.record('kiosk'))?.outbox).toEqual([]);
  });

  it('is repeated once when a tick runs twice, and when two run at once', async () => {
    stack.at('2026-01-16T20:35:00Z');
    const at = new Date('2026-01-16T20:35:00Z');
    await Promise.all([stack.tick(at), stack.tick(at)]);
    await stack.tick(at);
    expect(heardBy('oncall')).toEqual(['reminder 2']);
  });

  it('is repeated after the watch came back, and by a watch that lost its index', async () => {
    expect(await tickAt('21:05')).toMatchObject({ reminders: 1 });
    expect(heardBy('oncall')).toEqual(['reminder 3']);
    expect(await tickAt('21:06')).toMatchObject({ reminders: 0 });
  });

  it('is not repeated once it is over', async () => {
    stack.at('2026-01-16T23:20:00Z');
    await stack.land('kiosk.csv', outageUntil(20), IDENTITY);
    for (const time of ['23:21', '23:50']) expect(await tickAt(time)).toMatchObject({ reminders: 0 });
  });

  it('has its reminder sent later when SNS refuses it, under the same id', async () => {
    stack.aws.intercept = ({ operation }) =>
      operation === 'Publish' ? { kind: 'before', status: 403, code: 'AuthorizationError' } : undefined;
    await tickAt('20:35');
    const [pending] = (await stack.record('kiosk'))?.outbox ?? [];
    stack.aws.intercept = undefined;
    await tickAt('20:36');
    expect(heardBy('oncall')).toEqual(['reminder 2']);
    expect(stack.aws.sns.deliveries().at(-1)?.body).toContain(pending?.alert.incident.id);
  });
});

describe('a tick while an incident is open', () => {
  it('reads its record only when something is due', async () => {
    await tickAt('20:22');
    stack.aws.calls.length = 0;
    await tickAt('20:23');
    expect(stack.aws.calls.map(({ operation }) => operation)).toEqual(['GetObject', 'ListObjectsV2']);
  });
});
