// The CDK app as the CDK's command line runs it: a process of its own, with its settings in the environment.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const TSX = import.meta.resolve('tsx');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwatch-app-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @param cwd where the app finds its configuration */
function synth(name: string, context: Record<string, string>, cwd = PROJECT) {
  const output = join(folder, name);
  const { status, stderr } = spawnSync(process.execPath, ['--import', TSX, join(PROJECT, 'bin/app.ts')], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: output,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
  });
  const templates = existsSync(output) ? readdirSync(output).filter((file) => file.endsWith('.template.json')) : [];
  const [template] = templates.map((file) => readFileSync(join(output, file), 'utf8'));
  const text = template === undefined ? '' : JSON.stringify(JSON.parse(template));
  return { status, stderr, templates, text };
}

/** A folder with these files, for the app to run in. */
function aFolder(files: Record<string, object>): string {
  const made = mkdtempSync(join(folder, 'project-'));
  for (const [file, content] of Object.entries(files)) writeFileSync(join(made, file), JSON.stringify(content));
  return made;
}

function aConfig(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('the app', () => {
  it('makes the stack `tillwatch` of tillwatch.config.json', () => {
    expect(synth('plain', {})).toMatchObject({ status: 0, stderr: '', templates: ['tillwatch.template.json'] });
  });

  it('makes a stack of its own for each environment', () => {
    const { templates, text } = synth('staging', { env: 'staging' });
    expect(templates).toEqual(['tillwatch-staging.template.json']);
    expect(text).toContain('{"Key":"environment","Value":"staging"}');
  });

  it("takes an environment's own configuration, or else the one that all share", () => {
    const project = aFolder({
      'tillwatch.config.json': { settleMinutes: 20 },
      'tillwatch.config.prod.json': { settleMinutes: 30 },
    });
    const settleMinutes = (context: Record<string, string>) =>
      /settleMinutes[^0-9]+(\d+)/.exec(synth(`of-${context.env}`, context, project).text)?.[1];
    expect(settleMinutes({ env: 'prod' })).toBe('30');
    expect(settleMinutes({ env: 'test' })).toBe('20');
    expect(settleMinutes({ env: 'prod', config: 'tillwatch.config.json' })).toBe('20');
  });

  it('ends with one line when the configuration is wrong', () => {
    const file = aConfig('typo.json', '{"timezone": "UTC"}');
    expect(synth('typo.out', { config: file })).toMatchObject({
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
