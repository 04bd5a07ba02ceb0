import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder, tillwatch } from './a-command.ts';

const folder = temporaryFolder();
const file = join(folder, 'kiosk.csv');
const config = join(folder, 'tillwatch.config.json');
writeFileSync(file, csvOf(aDay().unknown(0, 7).day));
writeFileSync(config, '{"openingHours":{"mon-sat":"8-23","sun":"closed"}}');

const gaps = (...options: string[]) => {
  const { stdout } = tillwatch(['score', file, '--format', 'jsonl', '--config', config, ...options]);
  const { incidents } = JSON.parse(stdout) as { incidents: { kind: string; why: string }[] };
  return incidents.filter(({ kind, why }) => kind === 'data' && why.startsWith('No count for'));
};

describe('tillwatch score', () => {
  it('knows the opening hours of a day whose date is named', () => {
    expect(gaps('--date', '2026-01-16')).toEqual([]);
  });

  it('makes nothing of opening hours where the date is a guess', () => {
    expect(gaps()).toMatchObject([{ why: expect.stringContaining('00h-07h') }]);
  });
});
