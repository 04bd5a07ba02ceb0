// The CDK app: one stack, from tillwatch.config.json. `-c env=NAME` makes another stack, `tillwatch-NAME`, beside the
// others, from tillwatch.config.NAME.json where there is one; `-c config=FILE` reads another file.
import { existsSync } from 'node:fs';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { TillwatchError } from '../lambda/errors.ts';
import { TillwatchStack } from '../lib/tillwatch-stack.ts';
import { readConfig } from './tillwatch/read-config.ts';

/** Not every region's resource schema lets dashboards have tags (cfn-lint E3002). */
const UNTAGGED = { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] };

try {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const environment = environmentName(app.node.tryGetContext('env'));
  const stack = new TillwatchStack(app, environment === null ? 'tillwatch' : `tillwatch-${environment}`, {
    description: 'tillwatch: watches hourly checkout sales and alerts the people on call',
    config: readConfig(app.node.tryGetContext('config') ?? configOf(environment)),
  });
  Tags.of(stack).add('application', 'tillwatch', UNTAGGED);
  if (environment !== null) Tags.of(stack).add('environment', environment, UNTAGGED);
  app.synth();
} catch (error) {
  if (!(error instanceof TillwatchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @throws TillwatchError `environment-name-invalid` */
function environmentName(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,30}$/.test(name)) return name;
  throw new TillwatchError(
    'environment-name-invalid',
    `-c env=${name} is no name for an environment: up to 31 letters, digits and hyphens, such as staging`,
  );
}

/** The file of an environment that has one of its own; the others share tillwatch.config.json. */
function configOf(environment: string | null): string | undefined {
  const own = `tillwatch.config.${environment}.json`;
  return environment !== null && existsSync(own) ? own : undefined;
}
