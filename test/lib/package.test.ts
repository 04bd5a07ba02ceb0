// The package as somebody else would use it: packed, unpacked in another folder, with nothing but the CDK beside it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The peers, and what the types name; the CDK's own app brings them. */
const BESIDE_IT = ['aws-cdk-lib', 'constructs', 'valibot'];

/** How long it may take on a machine that is busy with other things. */
const PACKING_MS = 600_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwatch-package-'));
  execFileSync('npm', ['run', '-s', 'build:types']);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'tillwatch'), { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', join(modules, 'tillwatch'), '--strip-components=1']);
  for (const name of BESIDE_IT) symlinkSync(resolve('node_modules', name), join(modules, name));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
}, PACKING_MS);
afterAll(() => rmSync(folder, { recursive: true }));

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { Tillwatch } from 'tillwatch';
const app = new App({ outdir: 'out', builtinCloudFormationValidation: false });
new Tillwatch(new Stack(app, 'Shop'), 'Tillwatch', { config: { lake: { enabled: true }, view: { enabled: true } } });
app.synth();
`;

describe('the packed construct', () => {
  it('makes a stack in an app of five lines, with its functions', () => {
    writeFileSync(join(folder, 'app.js'), APP);
    execFileSync(process.execPath, ['app.js'], { cwd: folder });
    const { Resources } = JSON.parse(readFileSync(join(folder, 'out/Shop.template.json'), 'utf8'));
    const functions = Object.entries<{ Type: string; Properties: { Code: { S3Key: string } } }>(Resources).filter(
      ([, { Type }]) => Type === 'AWS::Lambda::Function',
    );
    expect(functions.map(([id]) => id.slice(0, -8)).toSorted()).toEqual(['Backfill', 'Score', 'View', 'Watch']);
    for (const [, { Properties }] of functions) {
      const asset = join(folder, 'out', `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
      expect(readdirSync(asset)).toContain('index.mjs');
    }
  });

  it('has types that know every setting', () => {
    const program = `
      import { Stack } from 'aws-cdk-lib';
      import { Tillwatch, type TillwatchProps } from 'tillwatch';
      export const good: TillwatchProps = { config: { timeZone: 'UTC' } };
      // @ts-expect-error a key that isn't known
      export const bad: TillwatchProps = { config: { timezone: 'UTC' } };
      export const queue: string = new Tillwatch(new Stack(), 'T', good).inbox.queue.queueUrl;
    `;
    writeFileSync(join(folder, 'app.ts'), program);
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', ''];
    const compiler = resolve('node_modules/.bin/tsc');
    const checked = () =>
      execFileSync(compiler, [...options, 'app.ts'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    expect(checked).not.toThrow();
  });

  it('brings neither sources nor tests nor the development files along', () => {
    const files = readdirSync(join(folder, 'node_modules/tillwatch'));
    expect(files.toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist',
        'docs',
        'package.json',
        'sql',
        'tillwatch.config.json',
      ].toSorted(),
    );
  });
});

it('names every package that what is built still imports', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const built = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) => /\.m?js$/.test(file));
  const imported = built
    .filter((file) => !file.startsWith('dashboard'))
    .flatMap((file) => [
      ...readFileSync(join('dist', file), 'utf8').matchAll(/^import .*?from\s*["']([@\w][^"']*)["'];/gm),
    ])
    .map(([, name = '']) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => !name.startsWith('node:'));
  const known = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const builtin = new Set(builtinModules);
  expect([...new Set(imported)].filter((name) => !known.has(name) && !builtin.has(name))).toEqual([]);
});
