// The CDK app as the CDK's command line runs it: a process of its own, with its settings in the environment.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwatch-app-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function synth(name: string, context: Record<string, string>) {
  const output = join(folder, name);
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: output,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
  });
  const templates = existsSync(output) ? readdirSync(output).filter((file) => file.endsWith('.template.json')) : [];
  return { status, stderr, templates };
}

function aConfig(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the app', () => {
  it('makes the stack `tillwatch` of tillwatch.config.json', () => {
    expect(synth('plain', {})).toEqual({ status: 0, stderr: '', templates: ['tillwatch.template.json'] });
  });

  it('makes a stack of its own for each environment', () => {
    const { templates } = synth('staging', { env: 'staging' });
    expect(templates).toEqual(['tillwatch-staging.template.json']);
  });

  it('ends with one line when the configuration is wrong', () => {
    const file = aConfig('typo.json', '{"timezone": "UTC"}');
    expect(synth('typo.out', { config: file })).toEqual({
      status: 1,
      stderr: `${file}: timezone is not a known key; did you mean timeZone?\n`,
      templates: [],
    });
  });

  it('ends with one line when the configuration is missing', () => {
    const { status, stderr } = synth('missing.out', { config: 'no-such-file.json' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^no-such-file\.json can't be read: .*\n$/)]);
  });

  it('ends with one line when the environment is no name', () => {
    const { status, stderr } = synth('wrong.out', { env: 'my prod' });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^-c env=my prod is no name for an environment: .*\n$/),
    ]);
  });
});
