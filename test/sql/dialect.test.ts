// One text for two engines: what Athena (Trino) and DuckDB read the same way, and nothing else.
import { readdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { TrinoSqlVisitor } from 'dt-sql-parser/dist/lib/trino/TrinoSqlVisitor';
// Not from the package's index, which loads the grammars of eight other dialects.
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino';
import { beforeAll, describe, expect, it } from 'vitest';
import { LAKE_TABLES, type LakeRows, TABLE_NAMES } from '../../lambda/config/lake-tables.ts';
import { LAKE_VIEWS, writtenTable } from '../../lambda/config/lake-views.ts';
import { createTables } from '../../local/sql/create-tables.ts';
import { openEngine } from '../../local/sql/engine.ts';
import { namedQueries } from '../../local/sql/named-queries.ts';
import { sampleHistory } from './a-history.ts';

/**
 * Functions that mean the same in both, null and ties included. Left out on purpose: `greatest` and `least` (null in
 * Trino, ignored in DuckDB), `date_diff` below a day (whole units in Trino, borders crossed in DuckDB), `substr` of
 * negative places, everything with regular expressions or formats.
 */
const SHARED_FUNCTIONS = new Set(
  'abs avg coalesce count date_diff lag lpad max min nullif round row_number sqrt stddev_pop sum'.split(' '),
);

const QUERIES = namedQueries();
const TEXTS = [...QUERIES, ...LAKE_VIEWS].map(({ name, sql }) => [name, sql] as const);

interface Used {
  /** What Trino's grammar doesn't take. */
  readonly errors: readonly string[];
  readonly functions: readonly string[];
  readonly decimals: readonly string[];
  readonly dateDiffUnits: readonly string[];
  readonly intervals: readonly string[];
}

const trino = new TrinoSQL();
const read = new Map<string, Used>();

function used(sql: string): Used {
  const known = read.get(sql) ?? parsed(sql);
  read.set(sql, known);
  return known;
}

/** What a text uses that the dialects might read differently. */
function parsed(sql: string): Used {
  const errors: string[] = [];
  const functions: string[] = [];
  const decimals: string[] = [];
  const dateDiffUnits: string[] = [];
  const intervals: string[] = [];
  const visitor = new TrinoSqlVisitor<void>();
  visitor.visitFunctionCall = (call) => {
    const name = call.getText().split('(')[0]?.toLowerCase() ?? '';
    functions.push(name);
    if (name === 'date_diff') dateDiffUnits.push(/\('(\w+)'/.exec(call.getText())?.[1] ?? '');
    visitor.visitChildren(call);
  };
  visitor.visitDecimalLiteral = (number) => void decimals.push(number.getText());
  visitor.visitInterval = (interval) => void intervals.push(interval.getText());
  visitor.visit(trino.parse(sql, ({ message }) => errors.push(message)));
  return { errors, functions, decimals, dateDiffUnits, intervals };
}

describe('every query', () => {
  it('is one file of sql/', () => {
    expect(readdirSync('sql').filter((name) => !name.endsWith('.sql'))).toEqual([]);
    expect(QUERIES.length).toBeGreaterThan(15);
  });

  it.each(QUERIES.map((query) => [query.name, query] as const))('%s says what it asks and gives', async (_, query) => {
    expect(query.question).toMatch(/\?|\.$/);
    const engine = await openEngine({});
    const { columns } = await engine.query(query.sql);
    engine.close();
    const told = query.columns.flatMap((line) => (line.split(':')[0] ?? '').split(', '));
    expect(told).toEqual(columns.map(({ name }) => name));
  });

  it.each(TEXTS)('%s is valid Trino', (_, sql) => {
    expect(used(sql).errors).toEqual([]);
  });

  it.each(TEXTS)('%s uses only what means the same in both', (_, sql) => {
    const { functions, decimals, dateDiffUnits, intervals } = used(sql);
    expect(functions.filter((name) => !SHARED_FUNCTIONS.has(name))).toEqual([]);
    // 1.5 is a decimal in Trino, whose division keeps few digits; 1.5e0 is a double in both.
    expect(decimals).toEqual([]);
    expect(dateDiffUnits.filter((unit) => unit !== 'day')).toEqual([]);
    expect(intervals.filter((interval) => !/^INTERVAL'\d+'DAY$/i.test(interval))).toEqual([]);
  });

  it('has a list of functions without any that is not used', () => {
    const all = new Set(TEXTS.flatMap(([, sql]) => used(sql).functions));
    expect([...SHARED_FUNCTIONS].filter((name) => !all.has(name) && !['coalesce', 'nullif'].includes(name))).toEqual(
      [],
    );
  });

  it('the visitor sees what it should', () => {
    const sql = "SELECT greatest(sum(a) / 1.5, date_diff('hour', b, c)) FROM t WHERE d > e + INTERVAL '2' HOUR";
    expect(used(sql)).toEqual({
      errors: [],
      functions: ['greatest', 'sum', 'date_diff'],
      decimals: ['1.5'],
      dateDiffUnits: ['hour'],
      intervals: ["INTERVAL'2'HOUR"],
    });
    expect(used('SELECT 1 FROM').errors).toHaveLength(1);
    expect(used('SELECT a::int FROM t').errors.length).toBeGreaterThan(0);
  });
});

describe('no query divides whole numbers', () => {
  let history: LakeRows;
  beforeAll(async () => {
    history = await sampleHistory();
  });

  it.each(QUERIES.map(({ name, sql }) => [name, sql] as const))(
    '%s gives the same where they truncate',
    async (_, sql) => {
      const asked = async (settings: readonly string[]) => {
        const connection = await (await DuckDBInstance.create(':memory:')).connect();
        await createTables(connection, history);
        for (const setting of settings) await connection.run(setting);
        return (await connection.runAndReadAll(sql)).getRowsJson();
      };
      expect(await asked(['SET integer_division = true'])).toEqual(await asked([]));
    },
  );
});

describe('the tables', () => {
  it.each(TABLE_NAMES.map((name) => [name] as const))(
    '%s has the columns of its definition in DuckDB',
    async (name) => {
      const engine = await openEngine({});
      const { columns } = await engine.query(`SELECT * FROM ${name}`);
      const written = await engine.query(`SELECT * FROM ${writtenTable(name)}`);
      engine.close();
      const defined = LAKE_TABLES[name].columns.map((column) => ({
        name: column.name,
        type: column.type.toUpperCase(),
      }));
      expect(columns).toEqual([...defined, { name: 'month', type: 'VARCHAR' }]);
      expect(written.columns.map((column) => column.name)).toEqual([
        ...LAKE_TABLES[name].columns.map((column) => column.name),
        'written_at',
        'month',
      ]);
    },
  );
});
