// docs/alerts.md shows messages as they are: each block that names a golden file is that file. UPDATE_GOLDEN=1 rewrites them.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const DOCUMENT = new URL('../../docs/alerts.md', import.meta.url);
const BLOCK = /(<!-- golden: (\S+) -->\n```\w+\n)(.*?)(```\n)/gs;

test('docs/alerts.md shows real messages', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  let blocks = 0;
  const shown = document.replace(BLOCK, (_, head: string, name: string, _text: string, foot: string) => {
    blocks += 1;
    return `${head}${readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8').trimEnd()}\n${foot}`;
  });
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(DOCUMENT, shown);
  expect(blocks).toBeGreaterThan(1);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(shown);
});
