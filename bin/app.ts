// The CDK app: one stack, from tillwatch.config.json. `-c config=FILE` reads another file, `-c env=NAME` makes another
// stack, `tillwatch-NAME`, beside the others.
import { App } from 'aws-cdk-lib';
import { TillwatchError } from '../lambda/errors.ts';
import { TillwatchStack } from '../lib/tillwatch-stack.ts';
import { readConfig } from './tillwatch/read-config.ts';

try {
  const app = new App();
  new TillwatchStack(app, stackName(app.node.tryGetContext('env')), {
    description: 'tillwatch: watches hourly checkout sales and alerts the people on call',
    config: readConfig(app.node.tryGetContext('config')),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof TillwatchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @throws TillwatchError `environment-name-invalid` */
function stackName(environment: string | undefined): string {
  if (environment === undefined) return 'tillwatch';
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,30}$/.test(environment)) return `tillwatch-${environment}`;
  throw new TillwatchError(
    'environment-name-invalid',
    `-c env=${environment} is no name for an environment: up to 31 letters, digits and hyphens, such as staging`,
  );
}
