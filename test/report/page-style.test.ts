// The page's stylesheet is let in by its hash alone, so the two must belong together.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { PAGE_STYLE, PAGE_STYLE_HASH } from '../../lambda/report/page-style.ts';

it('has the hash that the content security policy names', () => {
  expect(PAGE_STYLE_HASH).toBe(createHash('sha256').update(PAGE_STYLE).digest('base64'));
});
