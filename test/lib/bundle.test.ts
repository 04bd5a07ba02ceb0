// What is uploaded to Lambda, really bundled, imported by the Node that runs this test. `npm run test:runtime` runs it
// on the Node that Lambda has.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { resource } from './a-stack.ts';
import { EVERYTHING } from './configurations.ts';

/** The SDK's clients with the CSV parser came to 472 KB when the design was made; more than twice that is a mistake. */
const BUNDLE_LIMIT_BYTES = 1_000_000;

/** A folder without any node_modules above it: what isn't in the bundle can't be found. */
let output: string;
let template: Template;
beforeAll(() => {
  // Were Docker ever asked for, this command would be missed.
  vi.stubEnv('CDK_DOCKER', 'there-is-no-docker');
  output = mkdtempSync(join(tmpdir(), 'tillwatch-bundle-'));
  const app = new App({ outdir: output, builtinCloudFormationValidation: false });
  const stack = new TillwatchStack(app, 'tillwatch', { config: EVERYTHING });
  template = Template.fromStack(stack);
  app.synth();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(output, { recursive: true });
});

describe.each(['Score', 'Watch', 'Relay', 'View'])('the bundle of %s', (name) => {
  it('is one file', () => {
    expect(readdirSync(asset(name))).toEqual(['index.mjs']);
  });

  it('is small, and has no source map', () => {
    expect(statSync(bundle(name)).size).toBeLessThan(BUNDLE_LIMIT_BYTES);
    expect(readFileSync(bundle(name), 'utf8')).not.toContain('sourceMappingURL');
  });

  it(`exports a handler that can be imported by Node ${process.version}, alone`, () => {
    expect(run(name, 'typeof handler')).toBe('function');
  });
});

describe('the bundles of Score and Watch', () => {
  it.each(['Score', 'Watch'])('of %s has nothing of Slack and PagerDuty in it', (name) => {
    const told = /slack\.com|pagerduty\.com|mrkdwn|dedup_key/;
    expect(readFileSync(bundle('Relay'), 'utf8')).toMatch(told);
    expect(readFileSync(bundle(name), 'utf8')).not.toMatch(told);
  });
});

describe('the bundles of Score, Watch and Relay', () => {
  it.each(['Score', 'Watch', 'Relay'])('of %s has no page and no chart in it', (name) => {
    const shown = /<svg|viewBox|frame-ancestors|prefers-color-scheme/;
    expect(readFileSync(bundle('View'), 'utf8')).toMatch(shown);
    expect(readFileSync(bundle(name), 'utf8')).not.toMatch(shown);
  });
});

describe('the bundle of Score', () => {
  it("wakes up with what the stack tells it, and lets S3's test event pass", () => {
    const testEvent = { messageId: 'a', body: JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent' }) };
    const answer = run('Score', `await handler(${JSON.stringify({ Records: [testEvent] })})`);
    expect(answer).toEqual({ batchItemFailures: [] });
  });
});

function asset(name: string): string {
  const { S3Key } = resource(template, 'AWS::Lambda::Function', name)[1].Properties.Code;
  return join(output, `asset.${S3Key.replace('.zip', '')}`);
}

function bundle(name: string): string {
  return join(asset(name), 'index.mjs');
}

/** Value of an expression with the bundle's `handler`, in a process that knows nothing else. */
function run(name: string, expression: string): unknown {
  const program = `
    const { handler } = await import(${JSON.stringify(pathToFileURL(bundle(name)).href)});
    process.stdout.write(JSON.stringify(${expression}));`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: output,
    encoding: 'utf8',
    env: fakeEnvironment(name),
  });
  return JSON.parse(answer);
}

/** The variables that the template gives the function, with made-up values for what only a deployment knows. */
function fakeEnvironment(name: string): NodeJS.ProcessEnv {
  const { Variables } = resource(template, 'AWS::Lambda::Function', name)[1].Properties.Environment;
  const values = Object.entries(Variables).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : `fake-${key}`,
  ]);
  return { ...Object.fromEntries(values), AWS_REGION: 'sa-east-1' };
}
