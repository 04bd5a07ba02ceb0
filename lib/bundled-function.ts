// One file of lambda/ as a function: how it is bundled, what it logs, and a role that may do only what it is told.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  type CfnFunction,
  Code,
  type FunctionOptions,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { TillwatchError } from '../lambda/errors.ts';
import { acknowledge, acknowledgeObjects, acknowledgeWildcards } from './acknowledged.ts';
import { useOfKeys } from './customer-key.ts';
import { checkEnvironmentSize, type FunctionEnvironment } from './function-environment.ts';
import { type Network, networkPermissions } from './network.ts';

/** Long enough to look into last month's incident. */
const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** What all functions of a deployment have in common. */
export interface FunctionSurroundings {
  readonly environment: FunctionEnvironment;
  /** Keys that encrypt what the functions read and write. */
  readonly keys: readonly IKey[];
  /** Traced by X-Ray. */
  readonly isTraced: boolean;
  /** Encrypts the logs. */
  readonly logKey?: IKey;
  /** Default: one month. */
  readonly logRetention?: RetentionDays;
  /** With security groups. Default: Lambda's own. */
  readonly network?: Network;
}

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
  readonly surroundings: FunctionSurroundings;
  /** Variables besides those that all functions get. */
  readonly environment?: FunctionEnvironment;
  /** All that the function may do besides writing its own log and using the keys. */
  readonly permissions: readonly PolicyStatement[];
}

/**
 * A function on Lambda's newest Node runtime, on arm64, as `npm run build` bundled it.
 *
 * @throws TillwatchError `environment-too-large` when the configuration doesn't fit, `functions-not-built`
 */
export function bundledFunction(scope: Construct, props: BundledFunctionProps): LambdaFunction {
  const { keys, isTraced, logKey, logRetention = LOG_RETENTION, network } = props.surroundings;
  const environment = { ...props.surroundings.environment, ...props.environment };
  checkEnvironmentSize(scope, environment);
  const logGroup = new LogGroup(scope, 'Logs', {
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
    ...(logKey && { encryptionKey: logKey }),
  });
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const mayLog = new PolicyStatement({
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  const mayEnter = network ? networkPermissions(scope, network) : [];
  const statements = [mayLog, ...useOfKeys(keys), ...mayEnter, ...props.permissions];
  for (const statement of statements) role.addToPolicy(statement);
  acknowledgeObjects(role, props.permissions);
  acknowledgeWildcards(role, mayEnter, 'As narrow as EC2 allows for what Lambda does to enter a network');

  const bundled = new LambdaFunction(scope, 'Function', {
    description: props.description,
    code: Code.fromAsset(bundleFolder(props.entry)),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memoryMegabytes,
    timeout: props.timeout,
    environment,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: isTraced ? Tracing.ACTIVE : Tracing.DISABLED,
    ...(network && inNetwork(network)),
  });
  beginLogicalIdWith(props.name, bundled);
  acknowledge(bundled, {
    'Serverless::Serverless-LambdaDLQ':
      'What it reads from is made again or kept: a queue with dead letters, a schedule',
    ...(!isTraced && { 'Serverless::Serverless-LambdaTracing': 'Tracing costs and is an option of those who use it' }),
  });
  if (isTraced)
    acknowledge(role, {
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resources that a permission to trace could name',
    });
  return bundled;
}

function inNetwork({ vpc, subnets, securityGroups = [] }: Network): FunctionOptions {
  return { vpc, securityGroups: [...securityGroups], ...(subnets && { vpcSubnets: subnets }) };
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
