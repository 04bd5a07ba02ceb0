// docs/configuration.md has every setting with its default, and none that there isn't.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../lambda/config/config.ts';

/** Path and default of everything below `value`; lists and empty objects are values themselves. */
function leaves(value: unknown, path = ''): [string, string][] {
  const isBranch =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (!isBranch) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

it('documents every setting with its default', () => {
  const text = readFileSync('docs/configuration.md', 'utf8');
  const rows = [...text.matchAll(/^\| `([\w.]+)` \| (?:`(.*?)`|none) \|/gm)].map(([, key = '', value]) => [key, value]);
  const defaults = leaves(parseConfig('{}')).filter(([key, value]) => !(value === '{}' && key !== 'checkouts'));
  expect(rows.filter(([, value]) => value !== undefined).sort()).toEqual(defaults.sort());
  for (const [key = ''] of rows.filter(([, value]) => value === undefined)) {
    const nested = key.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), 'not valid, but known');
    expect(() => parseConfig(JSON.stringify(nested)), key).not.toThrow(/not a known key/);
  }
});
