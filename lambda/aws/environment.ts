// What the stack tells the functions, read once at the start and refused with a clear line when something is missing.
import { type Config, parseConfig } from '../config/config.ts';
import { SEVERITIES, type Severity } from '../config/severity.ts';
import { TillwatchError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FunctionSettings {
  readonly config: Config;
  readonly inboxBucket: string;
  readonly recordsBucket: string;
  readonly topicArns: Readonly<Record<Severity, string>>;
}

/** @throws TillwatchError `environment-incomplete` naming the variable, or `config-invalid` */
export function functionSettings(env: Environment): FunctionSettings {
  return {
    config: parseConfig(env.TILLWATCH_CONFIG ?? '', 'TILLWATCH_CONFIG'),
    inboxBucket: variable(env, 'INBOX_BUCKET'),
    recordsBucket: variable(env, 'RECORDS_BUCKET'),
    topicArns: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, variable(env, `TOPIC_${severity}_ARN`)]),
    ) as Record<Severity, string>,
  };
}

/** How this deployment is told from others in CloudWatch's metrics. */
export function deploymentName(env: Environment): string {
  return env.DEPLOYMENT ?? 'local';
}

/** @throws TillwatchError `environment-incomplete` */
export function variable(env: Environment, name: string): string {
  const value = env[name];
  if (value) return value;
  const message = `the environment variable ${name} is not set; deploy the function with the tillwatch stack`;
  throw new TillwatchError('environment-incomplete', message);
}
