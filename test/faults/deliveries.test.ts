// What queues and people do to us: the same event twice, in the wrong order, at the same moment, or no event at all.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aDeployment, closeLambdas, DEAD_LETTERS, type Deployment, INBOX_QUEUE } from './deployment.ts';
import { heardAlerts, leftToDo, NOTHING_LEFT, outcomesByVersion, stateLeft, untilQuiet } from './observed.ts';

const KEY = 'kiosk/2026-01-16.csv';
const outage = csvOf(aDay().quiet(15, 17).day);
const ordinary = csvOf(aDay().day);
const OPENED = 'kiosk-2026-01-16-15h/1-opened/P1';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await aDeployment('2026-01-17T03:20:00Z');
});
afterEach(() => deployment.close());
afterAll(closeLambdas);

const alertIds = () => heardAlerts(deployment).map(({ alertId }) => alertId);

const recordOfKiosk = () => stateLeft(deployment)['checkouts/kiosk.json'];

/** The events in the queue, put into it once more. */
function deliverAgain(): void {
  for (const { body } of [...deployment.aws.sqs.queue(INBOX_QUEUE).messages.values()]) {
    deployment.aws.sqs.send(INBOX_QUEUE, body);
  }
}

/** Takes the events that are in the queue out of it, for a test to deliver them as it likes. */
function eventsTaken(): readonly string[] {
  const events = [...deployment.aws.sqs.queue(INBOX_QUEUE).messages.values()].map(({ body }) => body);
  deployment.at(new Date(deployment.now().getTime() + 61_000).toISOString());
  deployment.aws.sqs.purge(INBOX_QUEUE);
  return events;
}

describe('one event, delivered several times', () => {
  it('at once to two functions and twice to each: tells once', async () => {
    deployment.drop(KEY, outage);
    deliverAgain();
    deliverAgain();
    await Promise.all([deployment.score({ most: 2 }), deployment.score({ most: 2 })]);
    await untilQuiet(deployment);
    expect(alertIds()).toEqual([OPENED]);
    expect(outcomesByVersion(deployment)).toEqual([['ok']]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it('an hour later, after a better file has been read: changes nothing', async () => {
    deployment.drop(KEY, outage);
    const [event = ''] = eventsTaken();
    deployment.aws.sqs.send(INBOX_QUEUE, event);
    await deployment.score();
    deployment.drop('kiosk.csv', ordinary, { checkout: 'kiosk', date: '2026-01-16' });
    await deployment.score();
    const before = { alerts: alertIds(), record: recordOfKiosk() };
    deployment.pass(60);
    deployment.aws.sqs.send(INBOX_QUEUE, event);
    await deployment.score();
    expect({ alerts: alertIds(), record: recordOfKiosk() }).toEqual(before);
  });

  it('while a later file of the checkout is in quarantine: the complaint stands', async () => {
    deployment.drop(KEY, ordinary);
    const [event = ''] = eventsTaken();
    deployment.aws.sqs.send(INBOX_QUEUE, event);
    await deployment.score();
    deployment.drop('kiosk/2026-01-17.csv', '');
    await deployment.score();
    const before = { alerts: alertIds(), record: recordOfKiosk() };
    expect(before.alerts).toEqual(['kiosk-2026-01-17-unreadable/1-opened/P3']);
    deployment.aws.sqs.send(INBOX_QUEUE, event);
    await deployment.score();
    expect({ alerts: alertIds(), record: recordOfKiosk() }).toEqual(before);
  });

  it.each([1, 2, 3])('of a file of which a part was refused, %d times in all: one complaint', async (times) => {
    deployment.drop('kiosk.csv', dated(['2026-01-15', 'someday']));
    const [event = ''] = eventsTaken();
    for (let i = 0; i < times; i++) {
      deployment.aws.sqs.send(INBOX_QUEUE, event);
      await deployment.score();
    }
    expect(alertIds()).toEqual([expect.stringContaining('-unreadable/1-opened/P3')]);
    expect(outcomesByVersion(deployment)).toEqual([['partial']]);
  });
});

describe('two versions of a key', () => {
  it('whose events come in the wrong order: the newer one counts, both have a receipt', async () => {
    deployment.drop(KEY, outage);
    deployment.pass(1);
    deployment.drop(KEY, ordinary);
    for (const event of [...eventsTaken()].reverse()) {
      deployment.aws.sqs.send(INBOX_QUEUE, event);
      await deployment.score();
    }
    expect(alertIds()).toEqual([]);
    expect(outcomesByVersion(deployment)).toEqual([['ok'], ['ok']]);
  });

  it('that are read at the same moment: end as if read in order', async () => {
    deployment.drop(KEY, ordinary);
    deployment.pass(1);
    deployment.drop(KEY, outage);
    await Promise.all([deployment.score({ most: 1 }), deployment.score({ most: 1 })]);
    await untilQuiet(deployment);
    expect(alertIds()).toEqual([OPENED]);
    expect(outcomesByVersion(deployment)).toEqual([['ok'], ['ok']]);
  });
});

describe('many files at once', () => {
  it('ten of one checkout in each of two functions: all are read at the first try', async () => {
    const days = Array.from({ length: 20 }, (_, i) => new Date(Date.UTC(2026, 0, 16 - i)).toISOString().slice(0, 10));
    for (const date of days) deployment.drop(`kiosk/${date}.csv`, date === '2026-01-16' ? outage : ordinary);
    await Promise.all([deployment.score(), deployment.score()]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
    expect(outcomesByVersion(deployment)).toEqual(days.map(() => ['ok']));
    expect(alertIds()).toEqual([OPENED]);
    expect(recordOfKiosk()).toMatchObject({ versions: { length: days.length } });
  });
});

describe('a batch', () => {
  it('with a message that is no event, and a file that S3 will not give: the other eight are handled', async () => {
    deployment.aws.sqs.send(INBOX_QUEUE, 'poison');
    deployment.drop('closed/2026-01-16.csv', outage);
    for (let i = 1; i <= 8; i++) deployment.drop(`shop${i}/2026-01-16.csv`, outage);
    deployment.aws.intercept = ({ operation, params }) =>
      operation === 'GetObject' && params.key === 'closed/2026-01-16.csv'
        ? { kind: 'before', status: 403, code: 'AccessDenied' }
        : undefined;
    await deployment.score();
    const told = Array.from({ length: 8 }, (_, i) => OPENED.replace('kiosk', `shop${i + 1}`));
    expect(alertIds().toSorted()).toEqual(told);

    for (let minute = 0; minute < 40; minute++) await deployment.minute();
    expect(alertIds().toSorted()).toEqual(told);
    expect(deadLetters()).toContain('poison');

    deployment.aws.intercept = undefined;
    for (let minute = 0; minute < 60; minute += 5) {
      deployment.pass(4);
      await deployment.minute();
    }
    expect(alertIds().toSorted()).toEqual([OPENED.replace('kiosk', 'closed'), ...told]);
    expect(outcomesByVersion(deployment)).toEqual(Array.from({ length: 9 }, () => ['ok']));
  });
});

describe('the watch', () => {
  it('publishes once what a dead function left, when the schedule fires twice', async () => {
    deployment.drop(KEY, outage);
    await deployment.score({ crash: { call: 3, when: 'before' } });
    deployment.pass(1);
    await Promise.all([deployment.watch(), deployment.watch()]);
    await untilQuiet(deployment);
    expect(alertIds()).toEqual([OPENED]);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it('cannot find a version whose event was lost once a newer one lies over it: that one alone is handled', async () => {
    deployment.aws.s3.isEventLost = () => true;
    deployment.drop(KEY, outage);
    deployment.pass(1);
    deployment.drop(KEY, ordinary);
    deployment.aws.s3.isEventLost = () => false;
    for (let minute = 0; minute < 10; minute++) await deployment.minute();
    expect(outcomesByVersion(deployment)).toEqual([[], ['ok']]);
    expect(alertIds()).toEqual([]);
  });

  it('is not stopped by a record that is damaged after an alert was left in it', async () => {
    for (const checkout of ['kiosk', 'shop']) deployment.drop(`${checkout}/2026-01-16.csv`, outage);
    deployment.aws.intercept = ({ operation }) =>
      operation === 'Publish' ? { kind: 'before', status: 403, code: 'AuthorizationError' } : undefined;
    await deployment.score();
    await deployment.minute();
    const damaged = { key: 'checkouts/kiosk.json', metadata: {}, contentHeaders: {}, checksum: null };
    deployment.aws.s3.write('tillwatch-records', damaged, Buffer.from('{'), {}, 'ObjectCreated:Put');
    deployment.aws.intercept = undefined;
    await deployment.minute();
    expect(alertIds()).toEqual([OPENED.replace('kiosk', 'shop')]);
  });
});

function deadLetters(): readonly string[] {
  return [...deployment.aws.sqs.queue(DEAD_LETTERS).messages.values()].map(({ body }) => body);
}

/** One file of several days, each with the date that its rows bear. */
function dated(dates: readonly string[]): string {
  const [header, ...rows] = ordinary.trimEnd().split('\n');
  return [`date,${header}`, ...dates.flatMap((date) => rows.map((row) => `${date},${row}`)), ''].join('\n');
}
