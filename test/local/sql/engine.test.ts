// The engine: typed results, and nothing but queries over its own tables.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LakeRow } from '../../../lambda/config/lake-tables.ts';
import { type Engine, openEngine } from '../../../local/sql/engine.ts';

const reading = (hour: number, today: number | null, writtenAt = '2026-01-17 03:20:00.000'): LakeRow => ({
  checkout: 'shop',
  business_date: '2026-01-16',
  hour,
  today,
  expected: 10.5,
  source: 'shop/2026-01-16.csv',
  written_at: writtenAt,
  month: '2026-01',
});

describe('the SQL engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    const readings = [reading(0, 3), reading(1, null), reading(2, 0), reading(2, 7, '2026-01-18 03:20:00.000')];
    engine = await openEngine({ readings });
  });
  afterAll(() => engine.close());

  it('gives columns with types, and values that JSON can carry', async () => {
    const sql = `SELECT business_date, hour, today, expected, CAST(written_at AS timestamp) AS told, count(*) OVER () AS n,
      1.25 AS exact, sum(hour) OVER () AS big, [1, 2] AS list, CAST('NaN' AS double) AS nothing, hour = 0 AS is_first
      FROM readings_written ORDER BY hour, told LIMIT 1`;
    expect(await engine.query(sql)).toEqual({
      columns: [
        { name: 'business_date', type: 'DATE' },
        { name: 'hour', type: 'INTEGER' },
        { name: 'today', type: 'DOUBLE' },
        { name: 'expected', type: 'DOUBLE' },
        { name: 'told', type: 'TIMESTAMP' },
        { name: 'n', type: 'BIGINT' },
        { name: 'exact', type: 'DECIMAL(3,2)' },
        { name: 'big', type: 'HUGEINT' },
        { name: 'list', type: 'INTEGER[]' },
        { name: 'nothing', type: 'DOUBLE' },
        { name: 'is_first', type: 'BOOLEAN' },
      ],
      rows: [['2026-01-16', 0, 3, 10.5, '2026-01-17 03:20:00', 4, 1.25, 5, '[1, 2]', null, true]],
      isCut: false,
    });
  });

  it('counts a row that was written twice once, as it was written last', async () => {
    const { rows } = await engine.query('SELECT hour, today FROM readings ORDER BY hour');
    expect(rows).toEqual([
      [0, 3],
      [1, null],
      [2, 7],
    ]);
  });

  it('has every table, also without rows', async () => {
    for (const { name } of engine.tables) {
      const { columns } = await engine.query(`SELECT * FROM ${name}`);
      expect(columns.length).toBeGreaterThan(5);
    }
  });

  it('keeps whole numbers exact that no double can hold', async () => {
    expect((await engine.query('SELECT 9007199254740993')).rows).toEqual([['9007199254740993']]);
  });

  it('cuts at the row limit and says so', async () => {
    const { rows, isCut } = await engine.query('SELECT * FROM range(100000)', { rowLimit: 10 });
    expect({ rows: rows.length, isCut }).toEqual({ rows: 10, isCut: true });
    expect((await engine.query('SELECT * FROM range(10)', { rowLimit: 10 })).isCut).toBe(false);
  });

  it('ends a query that takes too long', async () => {
    const endless = 'SELECT count(*) FROM range(100000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3';
    await expect(engine.query(endless, { timeLimitMs: 50 })).rejects.toMatchObject({ code: 'sql-too-slow' });
    expect((await engine.query('SELECT 1')).rows).toEqual([[1]]);
  });

  it.each([
    'DROP VIEW readings',
    'DELETE FROM readings_written',
    "INSERT INTO readings_written (checkout) VALUES ('x')",
    'CREATE TABLE mine (a int)',
    "COPY readings TO '/tmp/out.csv'",
    "ATTACH '/tmp/other.db'",
    'SELECT 1; SELECT 2',
    '',
    'SET threads = 8',
    'SET enable_external_access = true',
    'INSTALL httpfs',
    'EXPLAIN ANALYZE DELETE FROM readings_written',
  ])('refuses %j', async (sql) => {
    await expect(engine.query(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^sql-(not-one-query|invalid)$/),
    });
    expect((await engine.query('SELECT count(*) FROM readings_written')).rows).toEqual([[4]]);
  });

  it.each([
    "SELECT * FROM read_csv('package.json')",
    "SELECT * FROM read_text('package.json')",
    "SELECT * FROM 'package.json'",
    "SELECT * FROM glob('*')",
    "SELECT * FROM read_json('https://example.com/a.json')",
    "SELECT getenv('HOME')",
  ])('reads nothing outside its tables: %s', async (sql) => {
    await expect(engine.query(sql)).rejects.toMatchObject({ code: 'sql-invalid' });
  });

  it('says what is wrong with a query', async () => {
    await expect(engine.query('SELECT todday FROM readings')).rejects.toThrow(/todday/);
  });
});
