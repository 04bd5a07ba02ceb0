// What `tillwatch score` loads: two files of its own, and of Node nothing that judging a plain file has no use for.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A fifth more than today: what is added to the command has to be noticed. */
const MOST_BYTES = 600_000;

/** Tells the built-in modules at the end; Intl, whose first formatter costs more than reading the file, is gone. */
const PRELOADED = `
  Intl.DateTimeFormat = Intl.NumberFormat = class { constructor() { throw new Error('Intl was asked'); } };
  process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')));`;

interface V8Coverage {
  readonly result: readonly { readonly url: string }[];
}

describe('tillwatch score, on one file', () => {
  let folder: string;
  let builtIn: readonly string[];
  let files: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillwatch-start-up-'));
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(PRELOADED)}`,
        'dist/tillwatch.js',
        'score',
        'samples/checkout_1.csv',
      ],
      { encoding: 'utf8', env: { ...process.env, NODE_V8_COVERAGE: join(folder, 'coverage') } },
    );
    expect(status, stderr).toBe(0);
    builtIn = stderr.split('\n').map((line) => line.replace(/^NativeModule /, ''));
    const [coverage = ''] = readdirSync(join(folder, 'coverage'));
    const { result } = JSON.parse(readFileSync(join(folder, 'coverage', coverage), 'utf8')) as V8Coverage;
    files = result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => relative('.', fileURLToPath(url)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('loads the command and the subcommand, each from one file', () => {
    expect([...files].sort()).toEqual(['dist/commands/score.js', 'dist/tillwatch.js']);
    expect(files.reduce((bytes, file) => bytes + statSync(file).size, 0)).toBeLessThan(MOST_BYTES);
  });

  it.each(['crypto', 'zlib', 'child_process', 'stream/consumers', 'internal/fs/streams'])('loads no %s', (name) => {
    expect(builtIn).toContain('fs');
    expect(builtIn).not.toContain(name);
  });
});
