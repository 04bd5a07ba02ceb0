// What is uploaded to Lambda, really bundled, imported by the Node that runs this test. `npm run test:runtime` runs it
// on the Node that Lambda has.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { resource } from './a-stack.ts';

/** The SDK's clients with the CSV parser came to 472 KB when the design was made; more than twice that is a mistake. */
const BUNDLE_LIMIT_BYTES = 1_000_000;

/** A folder without any node_modules above it: what isn't in the bundle can't be found. */
let output: string;
let template: Template;
beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), 'tillwatch-bundle-'));
  const app = new App({ outdir: output });
  const stack = new TillwatchStack(app, 'tillwatch');
  template = Template.fromStack(stack);
  app.synth();
});
afterAll(() => rmSync(output, { recursive: true }));

describe.each(['Score', 'Watch'])('the bundle of %s', (name) => {
  const asset = () => {
    const { S3Key } = resource(template, 'AWS::Lambda::Function', name)[1].Properties.Code;
    return join(output, `asset.${S3Key.replace('.zip', '')}`);
  };
  const bundle = () => join(asset(), 'index.mjs');

  it('is one file', () => {
    expect(readdirSync(asset())).toEqual(['index.mjs']);
  });

  it('is small, and has no source map', () => {
    expect(statSync(bundle()).size).toBeLessThan(BUNDLE_LIMIT_BYTES);
    expect(readFileSync(bundle(), 'utf8')).not.toContain('sourceMappingURL');
  });

  it(`exports a handler that can be imported by Node ${process.version}, alone`, () => {
    const look = `console.log(typeof (await import(${JSON.stringify(pathToFileURL(bundle()).href)})).handler)`;
    const seen = execFileSync(process.execPath, ['--input-type=module', '--eval', look], {
      cwd: output,
      encoding: 'utf8',
      env: fakeEnvironment(name),
    });
    expect(seen.trim()).toBe('function');
  });
});

/** The variables that the template gives the function, with made-up values for what only a deployment knows. */
function fakeEnvironment(name: string): NodeJS.ProcessEnv {
  const { Variables } = resource(template, 'AWS::Lambda::Function', name)[1].Properties.Environment;
  const values = Object.entries(Variables).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : `fake-${key}`,
  ]);
  return { ...Object.fromEntries(values), AWS_REGION: 'sa-east-1' };
}
