// One file of lambda/ as a function: how it is bundled, what it logs, and a role that may do only what it is told.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { TillwatchError } from '../lambda/errors.ts';
import { checkEnvironmentSize, type FunctionEnvironment } from './function-environment.ts';

/** Long enough to look into last month's incident. */
const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** Where `npm run build` puts the functions; beside this file in the package, one folder up in the repository. */
const FUNCTIONS = new URL('../dist/functions/', import.meta.url);

export interface BundledFunctionProps {
  /** How the function's logical id begins: outside tools find the function by it. */
  readonly name: string;
  readonly description: string;
  /** File of lambda/ that exports `handler`, without its ending: `score`. */
  readonly entry: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  readonly environment: FunctionEnvironment;
  /** All that the function may do besides writing its own log. */
  readonly permissions: readonly PolicyStatement[];
}

/**
 * A function on Lambda's newest Node runtime, on arm64, as `npm run build` bundled it.
 *
 * @throws TillwatchError `environment-too-large` when the configuration doesn't fit, `functions-not-built`
 */
export function bundledFunction(scope: Construct, props: BundledFunctionProps): LambdaFunction {
  checkEnvironmentSize(scope, props.environment);
  const logGroup = new LogGroup(scope, 'Logs', { retention: LOG_RETENTION, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const mayLog = new PolicyStatement({
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  for (const permission of [mayLog, ...props.permissions]) role.addToPolicy(permission);

  const bundled = new LambdaFunction(scope, 'Function', {
    description: props.description,
    code: Code.fromAsset(bundleFolder(props.entry)),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMegabytes,
    timeout: props.timeout,
    environment: props.environment,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.DISABLED,
  });
  beginLogicalIdWith(props.name, bundled);
  return bundled;
}

/** @throws TillwatchError `functions-not-built` */
function bundleFolder(entry: string): string {
  const folder = fileURLToPath(new URL(`${entry}/`, FUNCTIONS));
  if (existsSync(folder)) return folder;
  throw new TillwatchError('functions-not-built', `there is no ${folder}: run npm run build before the synthesis`);
}

/** Constructs around the function would otherwise come first in its logical id; the hash at its end stays. */
function beginLogicalIdWith(name: string, bundled: LambdaFunction): void {
  const resource = bundled.node.defaultChild as CfnFunction;
  const hash = Stack.of(resource).getLogicalId(resource).slice(-8);
  resource.overrideLogicalId(`${name}${hash}`);
}
