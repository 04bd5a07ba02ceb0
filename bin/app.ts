// The CDK app: one stack, from tillwatch.config.json. `-c config=FILE` reads another file, `-c env=NAME` makes another
// stack, `tillwatch-NAME`, beside the others.
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { type Config, parseConfig } from '../lambda/config/config.ts';
import { TillwatchError } from '../lambda/errors.ts';
import { TillwatchStack } from '../lib/tillwatch-stack.ts';

const DEFAULT_CONFIG_FILE = 'tillwatch.config.json';

try {
  const app = new App();
  const config = configIn(app.node.tryGetContext('config') ?? DEFAULT_CONFIG_FILE);
  new TillwatchStack(app, stackName(app.node.tryGetContext('env')), {
    description: 'tillwatch: watches hourly checkout sales and alerts the people on call',
    config,
  });
  app.synth();
} catch (error) {
  if (!(error instanceof TillwatchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @throws TillwatchError `config-missing`, `config-invalid` */
function configIn(file: string): Config {
  return parseConfig(text(file), file);
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const cure = 'an empty file is enough, and -c config=FILE names another';
    throw new TillwatchError('config-missing', `${file} can't be read: ${cure}`, { file }, cause);
  }
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
