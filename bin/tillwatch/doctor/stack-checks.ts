// Is the stack there, whole and in reach, and do the clocks agree?
import type { Account, DeployedStack } from './account.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/**
 * A signature is refused when it is older than 5 minutes
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html); S3 gives it 15. What is
 * compared with `now` here, such as the age of a heartbeat, is wrong long before that.
 */
const SKEW_TO_MENTION_MS = 30_000;
const SKEW_THAT_FAILS_MS = 300_000;

export function stackStatus({ name, status }: DeployedStack): Finding {
  const says = `${name} is in state ${status}`;
  const look = `aws cloudformation describe-stack-events --stack-name ${name} --max-items 20`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok('stack', says);
  if (status.endsWith('_IN_PROGRESS')) return warn('stack', says, 'wait until it is done, and ask again');
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    return warn('stack', `${says}: the last deployment failed, the one before it runs`, `see why: ${look}`);
  }
  return fail('stack', says, `see why: ${look}`);
}

export function clock({ answeredAt }: DeployedStack, now: Date): Finding {
  if (answeredAt === null) return ok('clock', "AWS didn't say what time it is");
  const skewMs = now.getTime() - answeredAt.getTime();
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const says = `this machine's clock is ${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} AWS's`;
  const next = 'set the clock by the network (timedatectl set-ntp true); ages below are wrong by as much';
  if (Math.abs(skewMs) > SKEW_THAT_FAILS_MS) return fail('clock', says, next);
  return Math.abs(skewMs) > SKEW_TO_MENTION_MS ? warn('clock', says, next) : ok('clock', says);
}

/** Both can be listed; the receipts, records and quarantine that other commands read are there. */
export async function buckets(stack: DeployedStack, account: Account): Promise<Finding> {
  const names = ['InboxBucketName', 'RecordsBucketName'].map((output) => stack.outputs.get(output) ?? '');
  for (const name of names) {
    try {
      await account.look(name);
    } catch (error) {
      if ((error as Error).name !== 'NoSuchBucket') throw error;
      return fail(
        'buckets',
        `${name} was deleted`,
        'deploy into a new stack: a bucket with what it held is gone for good',
      );
    }
  }
  return ok('buckets', `inbox ${names[0]}, records ${names[1]}`);
}
