// Does the machinery run: the queue and what it gave up, the alarms, the watch, the outboxes?
import type { Account, DeployedStack } from './account.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** CloudWatch shows a minute's value some two minutes later; a tick or two may be made good by the next. */
const HEARTBEAT_MS = 5 * 60_000;
/** As long as until the alarm. */
const HEARTBEAT_STOPPED_MS = 10 * 60_000;

/** As the alarm has it (lib/alarms.ts). */
const UNPUBLISHED_S = 600;

/** More than the five functions that run at once are reading. */
const FILES_TO_MENTION = 50;

export async function deadLetters(stack: DeployedStack, account: Account): Promise<Finding> {
  const url = stack.outputs.get('DeadLetterQueueUrl') ?? '';
  const dead = await account.waitingIn(url);
  if (dead === 0) return ok('dead letters', 'none');
  return fail(
    'dead letters',
    `${dead} ${dead === 1 ? 'message was' : 'messages were'} given up after five tries`,
    'find why in the log of the score function (level = "error"), mend it, then: aws sqs start-message-move-task --source-arn ARN_OF_THE_DEAD_LETTER_QUEUE',
  );
}

export async function waitingFiles(stack: DeployedStack, account: Account): Promise<Finding> {
  const waiting = await account.waitingIn(stack.outputs.get('InboxQueueUrl') ?? '');
  const says = `${waiting} waiting`;
  if (waiting < FILES_TO_MENTION) return ok('inbox queue', says);
  return warn(
    'inbox queue',
    says,
    'ask again in a minute; if they do not become fewer, look at ScoreErrors and ScoreThrottles',
  );
}

export async function alarms(stack: DeployedStack, account: Account): Promise<readonly Finding[]> {
  const all = await account.alarms(stack.name, stack.outputs.get('OperationsTopicArn') ?? '');
  if (all.length === 0)
    return [fail('alarms', 'there are none', 'deploy again: they were deleted, or lost their action')];
  const raised = all.filter(({ state }) => state === 'ALARM');
  const muted = all.filter(({ isActing }) => !isActing);
  const findings = [
    ...raised.map(({ name, description }) => fail('alarms', `${name} is raised`, description)),
    ...muted.map(({ name }) =>
      warn('alarms', `${name} tells nobody`, `aws cloudwatch enable-alarm-actions --alarm-names ${name}`),
    ),
  ];
  return findings.length > 0 ? findings : [ok('alarms', `${all.length} watch, none is raised`)];
}

export async function heartbeat(stack: DeployedStack, account: Account, now: Date): Promise<Finding> {
  const last = await account.newest('Heartbeat', deploymentOf(stack));
  const next = `see whether the schedule is enabled (EventBridge, Schedules), then the log of the watch function`;
  if (last === null) return fail('heartbeat', 'the watch has done nothing for an hour', next);
  const ageMs = now.getTime() - last.at.getTime();
  const says = `the watch ticked ${Math.max(0, Math.round(ageMs / 60_000))} min ago`;
  if (ageMs <= HEARTBEAT_MS) return ok('heartbeat', says);
  return ageMs <= HEARTBEAT_STOPPED_MS ? warn('heartbeat', says, next) : fail('heartbeat', says, next);
}

export async function outboxes(stack: DeployedStack, account: Account): Promise<Finding> {
  const oldest = await account.newest('OldestUnpublished', deploymentOf(stack));
  if (oldest === null) return warn('outboxes', 'nothing is known of them', 'mend the heartbeat first');
  if (oldest.value <= UNPUBLISHED_S) return ok('outboxes', 'no alert waits');
  return fail(
    'outboxes',
    `an alert has waited for ${Math.round(oldest.value / 60)} min`,
    'find what SNS refuses in the log of the watch function ("alert not published yet")',
  );
}

function deploymentOf({ outputs }: DeployedStack): string {
  return outputs.get('MetricsDeployment') ?? '';
}
