// The documents show messages as they are: each block that names a golden file is that file. UPDATE_GOLDEN=1 rewrites them.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const BLOCK = /(<!-- golden: (\S+) -->\n```\w+\n)(.*?)(```\n)/gs;

test.each(['alerts.md', 'command.md'])('docs/%s shows real messages', (name) => {
  const file = new URL(`../../docs/${name}`, import.meta.url);
  const document = readFileSync(file, 'utf8');
  let blocks = 0;
  const shown = document.replace(BLOCK, (_, head: string, golden: string, _text: string, foot: string) => {
    blocks += 1;
    return `${head}${readFileSync(new URL(`golden/${golden}`, import.meta.url), 'utf8').trimEnd()}\n${foot}`;
  });
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, shown);
  expect(blocks).toBeGreaterThan(0);
  expect(readFileSync(file, 'utf8')).toBe(shown);
});
