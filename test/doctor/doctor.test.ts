// tillwatch doctor against a deployed stack: each illness is named, with what to do, and nothing else is.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsAccount } from '../../bin/tillwatch/doctor/aws-account.ts';
import { examination } from '../../bin/tillwatch/doctor/examination.ts';
import type { Finding } from '../../bin/tillwatch/doctor/finding.ts';
import { type ConfigInput, parseConfig } from '../../lambda/config/config.ts';
import { startTillwatch } from '../command/a-command.ts';
import { aDeployedStack, type DeployedHere, HEARTBEAT, OLDEST_UNPUBLISHED, SPENT, STACK } from './a-deployed-stack.ts';

let here: DeployedHere;
beforeEach(async () => {
  here = await aDeployedStack();
  for (const [name, value] of Object.entries(here.env)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await here.close();
});

async function findings(config: ConfigInput = {}, now = new Date()): Promise<readonly Finding[]> {
  return examination(
    STACK,
    awsAccount(() => now),
    parseConfig(JSON.stringify(config)),
    now,
  );
}

/** All that isn't well. */
async function illnesses(config: ConfigInput = {}, now = new Date()): Promise<readonly string[]> {
  const ill = (await findings(config, now)).filter(({ verdict }) => verdict !== 'ok');
  for (const { next } of ill) expect(next).toMatch(/\w{3,}/);
  return ill.map(({ check, verdict, says }) => `${verdict} ${check}: ${says}`);
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('a healthy stack', () => {
  it('has nothing wrong with it', async () => {
    expect(await illnesses()).toEqual([]);
    expect((await findings()).map(({ check, says }) => `${check}: ${says}`)).toEqual([
      `stack: ${STACK} is in state UPDATE_COMPLETE`,
      expect.stringMatching(/^clock: this machine's clock is \d s (behind|ahead of) AWS's$/),
      'buckets: inbox tillwatch-inbox, records tillwatch-records',
      'heartbeat: the watch ticked 1 min ago',
      'alarms: 3 watch, none is raised',
      'inbox queue: 0 waiting',
      'dead letters: none',
      'outboxes: no alert waits',
      'topic P1: 1 confirmed',
      'topic P2: 1 confirmed',
      'topic P3: 1 confirmed',
      'topic P4: 1 confirmed',
      'topic P5: nobody is subscribed',
      'operations: 1 hear the alarms',
      'text messages: nobody gets any',
      'permissions: you may see all that was looked at',
    ]);
  });
});

describe('an ill one', () => {
  it('has a deployment that failed', async () => {
    const stack = here.state.stacks[STACK];
    if (stack) here.state.stacks = { [STACK]: { ...stack, status: 'UPDATE_ROLLBACK_FAILED' } };
    expect(await illnesses()).toEqual([`fail stack: ${STACK} is in state UPDATE_ROLLBACK_FAILED`]);
  });

  it('is looked at from a machine whose clock is wrong', async () => {
    here.state.now = () => minutesAgo(10);
    expect(await illnesses()).toEqual([expect.stringMatching(/^fail clock: .* 60\d s ahead of AWS's$/)]);
  });

  it('has a watch that stopped', async () => {
    here.state.values = { ...here.state.values, [HEARTBEAT]: [{ at: minutesAgo(12), value: 1 }] };
    expect(await illnesses()).toEqual(['fail heartbeat: the watch ticked 12 min ago']);
    here.state.values = {};
    expect(await illnesses()).toEqual([
      'fail heartbeat: the watch has done nothing for an hour',
      'warn outboxes: nothing is known of them',
    ]);
  });

  it('has an alarm raised, whose description is the next step, and one that was muted', async () => {
    const actions = [here.operationsTopicArn];
    here.state.alarms = [
      { name: `${STACK}-a`, state: 'OK', actions },
      { name: `${STACK}-b`, state: 'OK', actions, actionsEnabled: false },
      { name: `${STACK}-c`, state: 'ALARM', description: 'Look at the log.', actions, isComposite: true },
    ];
    expect(await illnesses()).toEqual([`fail alarms: ${STACK}-c is raised`, `warn alarms: ${STACK}-b tells nobody`]);
    expect(await findings()).toContainEqual(
      expect.objectContaining({ says: `${STACK}-c is raised`, next: 'Look at the log.' }),
    );
  });

  it('has lost its alarms', async () => {
    here.state.alarms = [];
    expect(await illnesses()).toEqual(['fail alarms: there are none']);
  });

  it('has dead letters', async () => {
    await new SQSClient().send(new SendMessageCommand({ QueueUrl: here.stack.deadLetterQueueUrl, MessageBody: '{}' }));
    expect(await illnesses()).toEqual(['fail dead letters: 1 message was given up after five tries']);
  });

  it('has an alert that nobody can publish', async () => {
    here.state.values = { ...here.state.values, [OLDEST_UNPUBLISHED]: [{ at: minutesAgo(1), value: 1_260 }] };
    expect(await illnesses()).toEqual(['fail outboxes: an alert has waited for 21 min']);
  });

  it('has lost a bucket', async () => {
    const stack = here.state.stacks[STACK];
    if (stack) {
      const outputs = { ...stack.outputs, RecordsBucketName: 'gone-records' };
      here.state.stacks = { [STACK]: { ...stack, outputs } };
    }
    expect(await illnesses()).toEqual(['fail buckets: gone-records was deleted']);
  });
});

describe('a stack that nobody hears', () => {
  it('has an address that has not been confirmed', async () => {
    const { sns } = here.stack.aws;
    sns.subscribe(here.stack.topicArns.P1, { protocol: 'email', endpoint: 'bea@example.com', isPending: true });
    expect(await illnesses()).toEqual(['warn topic P1: 1 confirmed, not yet: bea@example.com (email)']);
    for (const { arn } of sns.subscriptions(here.stack.topicArns.P1)) {
      if (sns.subscriptionOf(here.stack.topicArns.P1, 'email', 'ana@example.com')?.arn === arn) sns.unsubscribe(arn);
    }
    expect(await illnesses()).toEqual(['fail topic P1: nobody has confirmed yet: bea@example.com (email)']);
  });

  it('has nobody for pages, which is wrong, and nobody for the rest, which is worth a look', async () => {
    const { sns } = here.stack.aws;
    for (const topic of Object.values(here.stack.topicArns)) {
      for (const { arn } of sns.subscriptions(topic)) sns.unsubscribe(arn);
    }
    expect(await illnesses()).toEqual([
      'fail topic P1: nobody is subscribed',
      'fail topic P2: nobody is subscribed',
      'warn topic P3: nobody is subscribed',
      'warn topic P4: nobody is subscribed',
    ]);
  });

  it('misses an address of the configuration, which unsubscribed or was never deployed', async () => {
    const subscriptions = [{ protocol: 'email', endpoint: 'caio@example.com', severities: ['P2'] }] as const;
    expect(
      await illnesses({ subscriptions: [...subscriptions.map((one) => ({ ...one, severities: ['P2' as const] }))] }),
    ).toEqual(['warn topic P2: caio@example.com is in the configuration, and not subscribed']);
  });

  it('has nobody who hears the alarms', async () => {
    const { sns } = here.stack.aws;
    for (const { arn } of sns.subscriptions(here.operationsTopicArn)) sns.unsubscribe(arn);
    expect(await illnesses()).toEqual(['warn operations: nobody hears the alarms about the machinery']);
  });
});

describe('text messages', () => {
  beforeEach(() => {
    here.stack.aws.sns.subscribe(here.stack.topicArns.P1, { protocol: 'sms', endpoint: '+5511987654321' });
  });

  it('reach only verified numbers in the sandbox', async () => {
    here.stack.aws.sns.textMessages = { isInSandbox: true, attributes: {} };
    expect(await illnesses()).toEqual([
      'warn text messages: the account is in the SMS sandbox: only verified numbers are reached',
    ]);
  });

  it.each([
    [3, []],
    [16, ['warn text messages: 16.00 of 20.00 USD are spent this month']],
    [20, ['fail text messages: 20.00 of 20.00 USD are spent this month: SNS sends no more']],
  ])('cost: after %d of 20 USD', async (value, expected) => {
    here.stack.aws.sns.textMessages = { isInSandbox: false, attributes: { MonthlySpendLimit: '20' } };
    here.state.values = { ...here.state.values, [SPENT]: [{ at: minutesAgo(90), value }] };
    expect(await illnesses()).toEqual(expected);
  });
});

describe('somebody with few permissions', () => {
  it('is told what could not be looked at, and all the rest', async () => {
    here.state.denied = ['cloudwatch:DescribeAlarms'];
    expect(await illnesses()).toEqual([
      'warn alarms: you may not look: cloudwatch:DescribeAlarms',
      'warn permissions: 1 of the checks could not be made with your permissions',
    ]);
  });
});

describe('tillwatch doctor', () => {
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    startTillwatch(['doctor', '--stack', STACK, ...args], { ...here.env, ...env }).finished;

  it('prints a line each, and exits with 0 when nothing is wrong', async () => {
    const { status, stdout, stderr } = await run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {4}heartbeat {5}the watch ticked 1 min ago$/m);
    expect(stdout).toMatch(/\nAll is well\.\n$/);
  });

  it('prints the next step under what is wrong, and exits with 1', async () => {
    here.state.alarms = [];
    const { status, stdout } = await run([]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fail {2}alarms {8}there are none\n {20}-> deploy again: /m);
    expect(stdout).toMatch(/\n1 wrong\.\n$/);
  });

  it('exits with 1 for what is only worth a look when it is to be strict', async () => {
    here.state.denied = ['cloudwatch:DescribeAlarms'];
    expect(await run([])).toMatchObject({ status: 0 });
    expect(await run(['--strict'])).toMatchObject({ status: 1 });
  });

  it('prints JSON for scripts', async () => {
    const { stdout } = await run(['--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      stack: STACK,
      verdict: 'ok',
      checks: expect.arrayContaining([{ check: 'dead letters', verdict: 'ok', says: 'none', next: null }]),
    });
  });

  it('says in one line that there are no credentials, no region, or no such stack', async () => {
    const nobody = {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nonexistent',
    };
    expect(await run([], nobody)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tillwatch: no AWS credentials: .*\n$/),
    });
    const nowhere = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined, HOME: '/nonexistent' };
    expect(await run([], nowhere)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tillwatch: no AWS region: .*\n$/),
    });
    here.state.stacks = {};
    expect(await run([])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tillwatch: there is no stack .*\n$/),
    });
  });
});
