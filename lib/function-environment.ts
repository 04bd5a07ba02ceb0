// What the functions are told about their deployment: names of buckets, topics and the queue, and the configuration.
import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Config, parseConfig } from '../lambda/config/config.ts';
import { SEVERITIES } from '../lambda/config/severity.ts';
import { TillwatchError } from '../lambda/errors.ts';
import type { AlertTopics } from './alert-topics.ts';
import type { Inbox } from './inbox.ts';
import type { Records } from './records.ts';

export type FunctionEnvironment = Readonly<Record<string, string>>;

/** For all variables of a function together (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const ENVIRONMENT_LIMIT_BYTES = 4096;

/**
 * Longest value that is known only at deployment, without the stack's name in it: a topic's ARN has 47 bytes up to
 * its name, the name adds a logical id and a random part; a queue's URL is shorter, a bucket's name much shorter.
 */
const DEPLOYED_VALUE_BYTES = 100;

/**
 * The variables that every function gets.
 *
 * @param deployment how its metrics are told from those of others
 */
export function functionEnvironment(
  deployment: string,
  config: Config,
  { inbox, records, topics }: { readonly inbox: Inbox; readonly records: Records; readonly topics: AlertTopics },
): FunctionEnvironment {
  const topicArns = SEVERITIES.map((severity) => [`TOPIC_${severity}_ARN`, topics.bySeverity[severity].topicArn]);
  return {
    DEPLOYMENT: deployment,
    INBOX_BUCKET: inbox.bucket.bucketName,
    RECORDS_BUCKET: records.bucket.bucketName,
    ...Object.fromEntries(topicArns),
    TILLWATCH_CONFIG: JSON.stringify(ownSettings(config)),
  };
}

/**
 * What `config` says beyond the defaults. The subscriptions and what is for operations are left out: they are the
 * topics' business, and addresses of people don't belong in a function's environment. `parseConfig` makes the same configuration of it again.
 */
export function ownSettings(config: Config): object {
  const { subscriptions: _topics, operations: _operations, ...settings } = config;
  return difference(settings, parseConfig('{}'));
}

/**
 * Ends the synthesis, rather than the deployment, when `environment` is too large for Lambda.
 *
 * @throws TillwatchError `environment-too-large`
 */
export function checkEnvironmentSize(scope: Construct, environment: FunctionEnvironment): void {
  const { stackName } = Stack.of(scope);
  const deployedBytes = DEPLOYED_VALUE_BYTES + stackName.length;
  const bytes = Object.entries(environment).reduce(
    (sum, [name, value]) => sum + name.length + (Token.isUnresolved(value) ? deployedBytes : Buffer.byteLength(value)),
    0,
  );
  if (bytes <= ENVIRONMENT_LIMIT_BYTES) return;
  const configBytes = Buffer.byteLength(environment.TILLWATCH_CONFIG ?? '');
  throw new TillwatchError(
    'environment-too-large',
    `the configuration is ${bytes - ENVIRONMENT_LIMIT_BYTES} bytes too large (it has ${configBytes}) for the 4 KB that ` +
      'Lambda gives a function: keep settings of single checkouts in their records, with `tillwatch set CHECKOUT key=value`',
  );
}

/** The parts of `settings` that differ from `defaults`, key by key. */
function difference(settings: object, defaults: object): object {
  const known: Record<string, unknown> = { ...defaults };
  const differing = Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
    const usual = known[key];
    if (JSON.stringify(value) === JSON.stringify(usual)) return [];
    return [[key, isObject(value) && isObject(usual) ? difference(value, usual) : value]];
  });
  return Object.fromEntries(differing);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
