// What the services do wrong without killing anybody: throttling, errors, cut connections, silence, refused conditions.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '../../lambda/aws/client-options.ts';
import type { Call, Fault } from '../../local/aws/interception.ts';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { aDeployment, closeLambdas, type Deployment, INBOX_QUEUE } from './deployment.ts';
import { heardAlerts, leftToDo, NOTHING_LEFT, outcomesByVersion, stateLeft, untilQuiet } from './observed.ts';

const LANDED_AT = '2026-01-17T03:20:00Z';
const KEY = 'kiosk/2026-01-16.csv';
const outage = csvOf(aDay().quiet(15, 17).day);

const open = new Set<Deployment>();
async function deployed(): Promise<Deployment> {
  const deployment = await aDeployment(LANDED_AT);
  open.add(deployment);
  return deployment;
}
afterEach(async () => {
  await Promise.all([...open].map((deployment) => deployment.close()));
  open.clear();
});
afterAll(closeLambdas);

/** Spoils one call, counted from 0, once. */
function spoil({ aws }: Deployment, call: number, faultOf: (call: Call) => Fault): void {
  let seen = 0;
  aws.intercept = (made) => (seen++ === call ? faultOf(made) : undefined);
}

async function undisturbed() {
  const deployment = await deployed();
  deployment.drop(KEY, outage);
  const calls = await deployment.score();
  const state = stateLeft(deployment);
  const [alert] = heardAlerts(deployment);
  await deployment.close();
  open.delete(deployment);
  return { calls, state, alertId: alert?.alertId ?? '' };
}

const quiet = await undisturbed();
const told = ({ service, operation, params }: Call) => `${service} ${operation} ${params.key ?? 'P1'}`;
const isPublication = ({ operation }: Call) => operation === 'Publish';
/** The mark of an alert is written whatever lies there. */
const isConditionalWrite = ({ operation, params }: Call) =>
  operation === 'PutObject' && params.key?.startsWith('storm/') !== true;

/** Error codes as each service words them. */
const throttled = ({ service }: Call): Fault =>
  service === 's3'
    ? { kind: 'before', status: 503, code: 'SlowDown' }
    : { kind: 'before', status: 400, code: 'Throttling' };

const FAULTS: readonly [string, (call: Call) => Fault][] = [
  ['is throttled', throttled],
  ['fails', () => ({ kind: 'before', status: 500, code: 'InternalError' })],
  ['is cut off', () => ({ kind: 'drop' })],
  ['is done, but answered with an error', () => ({ kind: 'after', status: 500, code: 'InternalError' })],
  ['is done, but cut off before the answer', () => ({ kind: 'drop-after' })],
];

describe.each(FAULTS)('a call that %s', (_name, fault) => {
  it.each(quiet.calls.map((made, call) => ({ call, made, said: told(made) })))(
    'delays nothing: $said',
    async ({ call, made }) => {
      const deployment = await deployed();
      deployment.drop(KEY, outage);
      spoil(deployment, call, fault);
      await deployment.score();

      const isRepeated = isPublication(made) && /after/.test(fault(made).kind);
      const once = [quiet.alertId];
      expect(heardAlerts(deployment).map(({ alertId }) => alertId)).toEqual(isRepeated ? [...once, ...once] : once);
      expect(stateLeft(deployment)).toEqual(quiet.state);
      expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
    },
  );
});

describe('a conditional write', () => {
  const writes = quiet.calls.flatMap((made, call) => (isConditionalWrite(made) ? [{ call, said: told(made) }] : []));
  it.each([
    [412, 'PreconditionFailed'],
    [409, 'ConditionalRequestConflict'],
  ])('that is refused with %d is decided again', async (status, code) => {
    for (const { call } of writes) {
      const deployment = await deployed();
      deployment.drop(KEY, outage);
      spoil(deployment, call, () => ({ kind: 'before', status, code }));
      await deployment.score();
      expect(heardAlerts(deployment).map(({ alertId }) => alertId)).toEqual([quiet.alertId]);
      expect(stateLeft(deployment)).toEqual(quiet.state);
      expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
    }
  });
});

/** A write that S3 carries out after its client has given up and tried again; anything else is lost for good. */
const silence = (call: Call): Fault =>
  isConditionalWrite(call)
    ? { kind: 'hang', ms: REQUEST_TIMEOUT_MS + 500 }
    : { kind: 'hold', until: new Promise(() => {}) };

describe('a call that is not answered in time', () => {
  it('is made again, while the function still has time; a late write of its own is no conflict', async () => {
    await Promise.all(
      quiet.calls.map(async (made, call) => {
        const deployment = await deployed();
        deployment.drop(KEY, outage);
        spoil(deployment, call, silence);
        const calls = await deployment.score();
        expect(calls.length, told(made)).toBeGreaterThan(quiet.calls.length);
        expect(heardAlerts(deployment), told(made)).toHaveLength(1);
        expect(stateLeft(deployment), told(made)).toEqual(quiet.state);
        expect(leftToDo(deployment), told(made)).toEqual(NOTHING_LEFT);
      }),
    );
  });
});

describe('a service that is down', () => {
  it.each([
    ['s3', 'GetObject'],
    ['s3', 'PutObject'],
  ])('%s %s for seven minutes: the file waits in its queue', async (service, operation) => {
    const deployment = await deployed();
    deployment.drop(KEY, outage);
    deployment.aws.intercept = (call) =>
      call.service === service && call.operation === operation
        ? { kind: 'before', status: 500, code: 'InternalError' }
        : undefined;
    await deployment.score();
    expect(heardAlerts(deployment)).toEqual([]);
    expect(deployment.aws.sqs.counts(INBOX_QUEUE).inFlight).toBe(1);
    for (let minute = 0; minute < 7; minute++) await deployment.minute();

    deployment.aws.intercept = undefined;
    await untilQuiet(deployment);
    expect(heardAlerts(deployment).map(({ alertId }) => alertId)).toEqual([quiet.alertId]);
    expect(stateLeft(deployment)).toEqual(quiet.state);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it('S3 as soon as SNS has accepted: the alert is heard again, with the same id', async () => {
    const deployment = await deployed();
    deployment.drop(KEY, outage);
    let isAccepted = false;
    deployment.aws.intercept = (call) => {
      if (isAccepted && call.service === 's3') return { kind: 'before', status: 500, code: 'InternalError' };
      isAccepted ||= isPublication(call);
      return undefined;
    };
    await deployment.score();
    deployment.aws.intercept = undefined;
    await untilQuiet(deployment);
    expect(heardAlerts(deployment).map(({ alertId }) => alertId)).toEqual([quiet.alertId, quiet.alertId]);
    expect(stateLeft(deployment)).toEqual(quiet.state);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });

  it('SNS for an hour: the file is handled, every alert goes out once when it is back, in the next minute', async () => {
    const deployment = await deployed();
    for (const checkout of ['kiosk', 'mall', 'station']) deployment.drop(`${checkout}/2026-01-16.csv`, outage);
    deployment.aws.intercept = (call) =>
      call.service === 'sns' ? { kind: 'before', status: 503, code: 'ServiceUnavailable' } : undefined;
    await deployment.score();
    expect(outcomesByVersion(deployment)).toEqual([['ok'], ['ok'], ['ok']]);
    for (let minute = 5; minute <= 60; minute += 5) {
      deployment.pass(4);
      await deployment.minute();
    }
    expect(heardAlerts(deployment)).toEqual([]);
    expect(leftToDo(deployment)).toEqual({ ...NOTHING_LEFT, pendingAlerts: 3 });

    deployment.aws.intercept = undefined;
    await deployment.minute();
    expect(heardAlerts(deployment).map(({ alertId }) => alertId)).toEqual(
      ['kiosk', 'mall', 'station'].map((checkout) => quiet.alertId.replace('kiosk', checkout)),
    );
    await untilQuiet(deployment);
    expect(heardAlerts(deployment)).toHaveLength(3);
    expect(leftToDo(deployment)).toEqual(NOTHING_LEFT);
  });
});
