// The SQL explorer: over everything that the run has on record or in its inbox, reading only, within limits.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFile } from '../../../local/sample-file.ts';
import { aDay } from '../../a-day.ts';
import { csvOf } from '../../csv-of.ts';
import { aDashboard, type RunningDashboard } from './a-dashboard.ts';

let running: RunningDashboard;
beforeAll(async () => {
  running = await aDashboard('2026-01-17T03:20:00Z');
  const { stack } = running;
  await stack.land('checkout_1.csv', readFileSync(sampleFile('checkout_1.csv')), { checkout: 'c', date: '2026-01-15' });
  await stack.land('checkout_2.csv', readFileSync(sampleFile('checkout_2.csv')), { checkout: 'c', date: '2026-01-16' });
  await stack.land('broken.csv', 'nonsense');
});
afterAll(() => running.close());

const run = (sql: unknown) => running.ask('/api/sql', { method: 'POST', body: JSON.stringify({ sql }) });
const rows = async (sql: string) => JSON.parse((await run(sql)).body).rows;

describe('the SQL explorer', () => {
  it('has the ready queries, and each of them runs', async () => {
    const ready: readonly { readonly name: string; readonly title: string; readonly sql: string }[] = JSON.parse(
      (await running.ask('/api/queries')).body,
    );
    expect(ready.map(({ name }) => name)).toContain('anomalies');
    for (const { name, sql } of ready) {
      const { status, body } = await run(sql);
      expect({ name, status, columns: JSON.parse(body).columns?.length > 0 }).toEqual({
        name,
        status: 200,
        columns: true,
      });
    }
  });

  it('answers from the records', async () => {
    const today = "SELECT sum(today) FROM readings WHERE checkout = 'c' GROUP BY business_date ORDER BY business_date";
    expect(await rows(today)).toEqual([[526], [427]]);
    expect(await rows("SELECT object_key FROM receipts WHERE outcome = 'quarantine'")).toEqual([['broken.csv']]);
  });

  it('answers from files in the inbox whose days the record has let go', async () => {
    const { stack } = running;
    const dates = Array.from({ length: 10 }, (_, i) => `2025-12-${String(i + 1).padStart(2, '0')}`);
    for (const date of dates) await stack.land(`old/${date}.csv`, csvOf(aDay().of('old', date).day));
    expect(Object.keys((await stack.record('old'))?.days ?? {})).toHaveLength(8);
    const told = "SELECT DISTINCT CAST(business_date AS varchar) FROM readings WHERE checkout = 'old' ORDER BY 1";
    expect(await rows(told)).toEqual(dates.map((date) => [date]));
  });

  it('cuts what a page could not show, and says so', async () => {
    const { body } = await run('SELECT * FROM range(5000)');
    const { rows: shown, isCut } = JSON.parse(body);
    expect({ shown: shown.length, isCut }).toEqual({ shown: 1000, isCut: true });
  });

  it.each([
    ['a change', 'DROP TABLE readings_written', 'sql-not-one-query'],
    ['two statements', 'SELECT 1; SELECT 2', 'sql-not-one-query'],
    ['a file', "SELECT * FROM read_csv('/etc/passwd')", 'sql-invalid'],
    ['a file by its name', "SELECT * FROM '/etc/passwd'", 'sql-invalid'],
    ['a setting', 'SET enable_external_access = true', 'sql-not-one-query'],
    ['nonsense', 'SELEC', 'sql-invalid'],
    ['no text', 7, 'body-invalid'],
  ])('refuses %s', async (_what, sql, code) => {
    const { status, body } = await run(sql);
    expect({ status, code: JSON.parse(body).code }).toEqual({ status: 409, code });
    expect(body).not.toContain('root:');
  });
});
