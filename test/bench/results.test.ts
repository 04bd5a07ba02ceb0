// The page of results: a row is reached or it isn't, whatever one would like, and every topic is on the page that is kept.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markdownTable, resultsPage } from '../../bench/speed/results.ts';
import { amount, type Goal, isReached, type Row } from '../../bench/speed/topic.ts';
import { TOPICS } from '../../bench/speed/topics.ts';

const aRow = (value: number, floor: number | null, goal: Goal | null): Row => ({
  what: 'a thing',
  measured: amount(value, 'ms', 1),
  floor: floor === null ? null : amount(floor, 'ms', 1),
  goal,
});
const ratio = (is: Goal['is'], limit: number): Goal => ({ of: 'ratio', is, limit });

describe('a goal', () => {
  it('is met at its limit, and missed beyond it', () => {
    expect(isReached(aRow(20, 10, ratio('at most', 2)))).toBe(true);
    expect(isReached(aRow(20.1, 10, ratio('at most', 2)))).toBe(false);
    expect(isReached(aRow(8, 10, ratio('at least', 0.8)))).toBe(true);
    expect(isReached(aRow(7.9, 10, ratio('at least', 0.8)))).toBe(false);
    expect(isReached(aRow(4, 4, ratio('exactly', 1)))).toBe(true);
    expect(isReached(aRow(5, 4, ratio('exactly', 1)))).toBe(false);
    expect(isReached(aRow(250, null, { of: 'value', is: 'below', limit: 250 }))).toBe(false);
  });

  it('is missed where nothing could be measured', () => {
    expect(isReached(aRow(Number.NaN, 10, ratio('at most', 2)))).toBe(false);
  });

  it('is nobody else’s where there is none', () => {
    expect(isReached(aRow(20, 10, null))).toBeNull();
  });
});

describe('the page', () => {
  const machine = {
    processor: 'Abacus',
    cores: 2,
    node: 'v20',
    versions: ['csv-parse 7'],
    date: '2026-01-16',
    load: 0.25,
  };
  const topic = { name: 'things', title: 'Things', about: 'All of them.', measure: async () => findings };
  const findings = { rows: [aRow(30, 10, ratio('at most', 2))], tables: [] };

  it('says on what was measured, and what falls short', () => {
    const page = resultsPage([{ topic, findings }], machine);
    expect(page).toContain('2026-01-16. 2 × Abacus, Node v20; csv-parse 7. Load average when it began: 0.3.');
    expect(page).toMatch(/\| a thing \| +30\.0 ms \| 10\.0 ms \| 3\.00× \| +≤ 2 × \| +\*\*no\*\* \|/);
  });

  it('has tables that read in a terminal as well', () => {
    expect(
      markdownTable({
        header: ['', 'ms'],
        rows: [
          ['one', '1'],
          ['thirteen', '13'],
        ],
      }).split('\n'),
    ).toEqual(['|          |  ms |', '| -------- | --: |', '| one      |   1 |', '| thirteen |  13 |']);
  });
});

it('bench/RESULTS.md has every topic', () => {
  const page = readFileSync('bench/RESULTS.md', 'utf8');
  for (const { title } of TOPICS) expect(page).toContain(`\n## ${title}\n`);
});
