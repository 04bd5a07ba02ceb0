// What docs/channels.md and docs/view.md show can be pasted, and no option goes without its row.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseConfig } from '../../lambda/config/config.ts';
import { SUBSCRIPTION_KEYS } from '../../lambda/config/subscriptions.ts';

const page = (name: string) => readFileSync(`docs/${name}.md`, 'utf8');
const examples = (text: string) => [...text.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, json = '']) => json);

it.each(['channels', 'view'])('the configuration in docs/%s.md is valid', (name) => {
  expect(examples(page(name)).length).toBeGreaterThan(0);
  for (const example of examples(page(name))) expect(() => parseConfig(example)).not.toThrow();
});

it('every option of a channel has a row', () => {
  const text = page('channels');
  const options = [...new Set(SUBSCRIPTION_KEYS), 'senderId', 'originationNumber', 'maxPriceUsd'];
  for (const option of options.filter((key) => key !== 'protocol')) expect(text).toContain(`| \`${option}\` |`);
});

it('every option of the view has a row, with its default', () => {
  const { view } = parseConfig('{}');
  for (const [option, value] of Object.entries(view))
    expect(page('view')).toContain(`| \`${option}\` | \`${value}\` |`);
});
