// The notebook runs: each cell is asked anew, and the page must be what comes out. `npm run docs:notebook` rewrites it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultText } from '../../bin/tillwatch/sql/result-text.ts';
import { type Engine, openEngine } from '../../local/sql/engine.ts';
import { namedQueries } from '../../local/sql/named-queries.ts';
import { sampleHistory } from './a-history.ts';

const PAGE = 'docs/notebook/two-days.md';

/** A cell that asks something, with the result that stands below it. */
const CELL =
  /(```(?:sql\n([\s\S]*?)|sh\ntillwatch sql (\S+) days\n)```\n)(?:\n<!-- result -->\n[\s\S]*?<!-- end of result -->\n)?/g;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(await sampleHistory());
});
afterAll(() => engine.close());

async function result(sql: string): Promise<string> {
  const answer = await engine.query(sql);
  const table = answer.rows.length > 0 ? resultText(answer, 'markdown') : 'No rows.\n';
  return `\n<!-- result -->\n\n${table}\n<!-- end of result -->\n`;
}

function sqlOf(cell: RegExpMatchArray): string {
  const [, , typed, named] = cell;
  const sql = typed ?? namedQueries().find(({ name }) => name === named)?.sql;
  if (sql === undefined) throw new Error(`no query ${named}`);
  return sql;
}

describe('the notebook', () => {
  it('says what its cells give', async () => {
    const text = readFileSync(PAGE, 'utf8');
    let page = '';
    let end = 0;
    for (const cell of text.matchAll(CELL)) {
      page += text.slice(end, cell.index) + cell[1] + (await result(sqlOf(cell)));
      end = cell.index + cell[0].length;
    }
    await expect(page + text.slice(end)).toMatchFileSnapshot(`../../${PAGE}`);
  });

  it('has no cell that is not run', () => {
    const text = readFileSync(PAGE, 'utf8');
    const asking = text.match(/^```sql$|^tillwatch sql /gm) ?? [];
    expect([...text.matchAll(CELL)]).toHaveLength(asking.length);
    expect(asking.length).toBeGreaterThan(8);
  });
});
