// All the doctor looks at, in the order in which it is told. What may not be seen is said, and the rest looked at.

import type { Config } from '../../../lambda/config/config.ts';
import { TillwatchError } from '../../../lambda/errors.ts';
import type { Account } from './account.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { alarms, deadLetters, heartbeat, outboxes, waitingFiles } from './machinery-checks.ts';
import { type ByTopic, subscriptions, subscriptionsByTopic, textMessages } from './reach-checks.ts';
import { buckets, clock, stackStatus } from './stack-checks.ts';

/**
 * @throws TillwatchError `stack-unknown`; the SDK's error where there are no credentials
 */
export async function examination(
  stackName: string,
  account: Account,
  { subscriptions: configured }: Pick<Config, 'subscriptions'>,
  now: Date,
): Promise<readonly Finding[]> {
  const stack = await account.stack(stackName);
  if (stack === null) {
    const cure = 'is it called otherwise, or in another region? aws cloudformation list-stacks, AWS_REGION';
    throw new TillwatchError('stack-unknown', `there is no stack ${stackName} here: ${cure}`);
  }
  if (!stack.outputs.has('OperationsTopicArn')) {
    const cure = 'deploy it with this version, or name another stack';
    throw new TillwatchError('stack-unknown', `${stackName} is no tillwatch stack of this version: ${cure}`);
  }
  let topics: Promise<ByTopic> | undefined;
  const byTopic = () => {
    topics ??= subscriptionsByTopic(stack, account);
    return topics;
  };
  const looks: readonly Look[] = [
    ['stack', () => stackStatus(stack)],
    ['clock', () => clock(stack, now)],
    ['buckets', () => buckets(stack, account)],
    ['heartbeat', () => heartbeat(stack, account, now)],
    ['alarms', () => alarms(stack, account)],
    ['inbox queue', () => waitingFiles(stack, account)],
    ['dead letters', () => deadLetters(stack, account)],
    ['outboxes', () => outboxes(stack, account)],
    ['subscriptions', async () => subscriptions(await byTopic(), configured)],
    ['text messages', async () => textMessages(await byTopic(), account)],
  ];
  const findings: Finding[] = [];
  let denied = 0;
  for (const [check, look] of looks) {
    try {
      findings.push(...[await look()].flat());
    } catch (error) {
      const refusal = refused(check, error);
      if (refusal === null) throw error;
      if (refusal.verdict === 'warn') denied++;
      findings.push(refusal);
    }
  }
  return [...findings, permissions(denied)];
}

type Look = readonly [check: string, look: () => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>];

function permissions(denied: number): Finding {
  if (denied === 0) return ok('permissions', 'you may see all that was looked at');
  const says = `${denied} of the checks could not be made with your permissions`;
  return warn('permissions', says, 'ask for the actions in docs/command.md, "tillwatch doctor"');
}

interface ServiceError {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** A service's refusal as a finding; null for anything else, missing credentials among it. */
function refused(check: string, error: unknown): Finding | null {
  const { name = '', message = '', $metadata } = error as ServiceError;
  if ($metadata?.httpStatusCode === undefined) return null;
  if (/^(AccessDenied|AuthorizationError)/.test(name)) {
    const action = /perform: ([\w-]+:\w+)/.exec(message)?.[1];
    return warn(check, `you may not look: ${action ?? message}`, 'ask for that action, or somebody who has it');
  }
  return fail(check, `AWS says ${name}: ${message}`, 'was it deleted? Deploy again; else ask once more in a minute');
}
