// The rules of the house that no compiler checks: which room may know which.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** In the order of the flow: a station imports only stations before it. */
const STATIONS = [
  'config',
  'intake',
  'detect',
  'incident',
  'record',
  'notify',
  'report',
  'lake',
  'watch',
  'relay',
  'view',
];

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

/** Files of the project that `file` imports, as paths from the root. */
function imports(file: string): readonly string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, path = '']) => relative('.', join(dirname(file), path)));
}

const station = (file: string) => STATIONS.indexOf(/^lambda\/(\w+)\//.exec(file)?.[1] ?? '');

const REPORT = STATIONS.indexOf('report');

/** Files that are loaded with `file`: what is imported for its types, or only when it is asked for, isn't. */
function loadedBy(file: string, loaded: Set<string> = new Set()): ReadonlySet<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const found = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+\.ts)'/gm);
  for (const [, path = ''] of found) loadedBy(relative('.', join(dirname(file), path)), loaded);
  return loaded;
}

function offenders(folder: string, isAllowed: (imported: string, file: string) => boolean): readonly string[] {
  return files(folder).flatMap((file) =>
    imports(file)
      .filter((imported) => !isAllowed(imported, file))
      .map((imported) => `${file} imports ${imported}`),
  );
}

describe('the house', () => {
  it('lets a station import only stations before it', () => {
    const isEarlier = (imported: string, file: string) => station(file) < 0 || station(imported) <= station(file);
    expect(offenders('lambda', isEarlier)).toEqual([]);
  });

  it('lets nothing that is deployed know of the local run, the stack or the command', () => {
    expect(offenders('lambda', (imported) => imported.startsWith('lambda/'))).toEqual([]);
  });

  it('lets the stack know nothing of what runs but its configuration', () => {
    const isOwn = (imported: string) => imported.startsWith('lib/') || imported.startsWith('lambda/config/');
    expect(offenders('lib', (imported) => isOwn(imported) || imported === 'lambda/errors.ts')).toEqual([]);
  });

  it('lets the local run know only what is deployed, and the samples', () => {
    expect(offenders('local', (imported) => /^(local|lambda|samples)\//.test(imported))).toEqual([]);
  });

  it('loads the database only where a question is asked', () => {
    const engine = 'local/sql/';
    const others = [...files('bin'), ...files('local'), ...files('lambda')].filter((file) => !file.startsWith(engine));
    const loading = others.filter((file) => {
      const text = readFileSync(file, 'utf8');
      return /^import (?!type)[^;]*(?:@duckdb|sql\/(?:engine|create-tables)\.ts)/m.test(text);
    });
    expect(loading).toEqual([]);
  });

  it('keeps charts and reports out of what must start quickly', () => {
    expect(
      [...loadedBy('lambda/score.ts'), ...loadedBy('lambda/watch.ts')].filter((file) => station(file) === REPORT),
    ).toEqual([]);
    expect([...loadedBy('lambda/report/report.ts')]).toContain('lambda/report/chart/day-chart.ts');
  });

  it('keeps the AWS SDK at the edges', () => {
    const core = files('lambda').filter((file) => station(file) >= 0);
    const touching = core.filter((file) => readFileSync(file, 'utf8').includes('@aws-sdk'));
    expect(touching).toEqual([]);
  });

  it('keeps the clock and chance out of the core', () => {
    const core = files('lambda').filter((file) => station(file) >= 0);
    const impure = core.filter((file) => /Date\.now\(|new Date\(\)|Math\.random/.test(readFileSync(file, 'utf8')));
    expect(impure).toEqual([]);
  });
});
