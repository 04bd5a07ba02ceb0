// Every alert names the runbook of its kind.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../lambda/config/config.ts';
import { alertLinks, runbookFile } from '../../lambda/notify/links.ts';

const KINDS = ['outage', 'drop', 'spike', 'level', 'data'] as const;

describe('the runbook of an alert', () => {
  it('is where the configuration says', () => {
    const config = parseConfig('{"runbookUrl": "https://wiki.example.com/checkout/{kind}#start"}');
    expect(alertLinks('outage', config)).toEqual({ runbook: 'https://wiki.example.com/checkout/outage#start' });
    expect(alertLinks('outage', parseConfig('{}'))).toEqual({});
  });

  it.each(KINDS)('is there for %s', (kind) => {
    expect(existsSync(runbookFile(kind))).toBe(true);
  });

  it.each(['ftp://x/{kind}', 'https://wiki.example.com/runbook'])('is refused as %s', (runbookUrl) => {
    expect(() => parseConfig(JSON.stringify({ runbookUrl }))).toThrow(/runbookUrl/);
  });
});
