// One file of lambda/ as a function: how it is bundled, what it logs, and a role that may do only what it is told.
import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { checkEnvironmentSize, type FunctionEnvironment } from './function-environment.ts';

/** Long enough to look into last month's incident. */
const LOG_RETENTION = RetentionDays.ONE_MONTH;

/**
 * Only the folder and the name of this file matter: the folder is where the bundler works, the name says that it is
 * npm's. Nothing is installed from it. Unlike a lock file it is also there where tillwatch is itself a dependency.
 */
const PACKAGE_FILE = fileURLToPath(new URL('../package.json', import.meta.url));

/**
 * The SDK goes into the bundle: the one that the runtime brings changes without notice. No source map, because Node
 * reads it at every cold start; no metafile, because it would be uploaded with the code.
 */
const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  target: 'node24',
  minify: true,
  sourceMap: false,
  metafile: false,
  bundleAwsSDK: true,
  externalModules: [],
  forceDockerBundling: false,
};

export interface BundledFunctionProps {
  /** How the function's logical id begins: outside tools find the function by it. */
  readonly name: string;
  readonly description: string;
  /** File of lambda/ that exports `handler`, for example `score.ts`. */
  readonly entry: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  readonly environment: FunctionEnvironment;
  /** All that the function may do besides writing its own log. */
  readonly permissions: readonly PolicyStatement[];
}

/**
 * A function on Lambda's newest Node runtime, on arm64, bundled on this machine by esbuild.
 *
 * @throws TillwatchError `environment-too-large` when the configuration doesn't fit
 */
export function bundledFunction(scope: Construct, props: BundledFunctionProps): NodejsFunction {
  checkEnvironmentSize(scope, props.environment);
  const logGroup = new LogGroup(scope, 'Logs', { retention: LOG_RETENTION, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const mayLog = new PolicyStatement({
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  for (const permission of [mayLog, ...props.permissions]) role.addToPolicy(permission);

  const bundled = new NodejsFunction(scope, 'Function', {
    description: props.description,
    entry: fileURLToPath(new URL(`../lambda/${props.entry}`, import.meta.url)),
    depsLockFilePath: PACKAGE_FILE,
    bundling: BUNDLING,
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

/** Constructs around the function would otherwise come first in its logical id; the hash at its end stays. */
function beginLogicalIdWith(name: string, bundled: NodejsFunction): void {
  const resource = bundled.node.defaultChild as CfnFunction;
  const hash = Stack.of(resource).getLogicalId(resource).slice(-8);
  resource.overrideLogicalId(`${name}${hash}`);
}
