// SQL over the history's tables: DuckDB in this process, in memory, that can read nothing else and change nothing.
// Loading it takes longer than most commands run: import this file only when a query is asked.
import { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
import { LAKE_TABLES, type LakeRows, type LakeTable, TABLE_NAMES } from '../../lambda/config/lake-tables.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { type Cell, cellOf } from './cell.ts';
import { createTables } from './create-tables.ts';

export interface ResultColumn {
  readonly name: string;
  /** DuckDB's name of the type, such as `VARCHAR` or `DECIMAL(3,1)`. */
  readonly type: string;
}

export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** There were more rows than the limit. */
  readonly isCut: boolean;
}

export interface QueryLimits {
  /** Default 10,000. */
  readonly rowLimit?: number;
  /** In ms; default 30,000. */
  readonly timeLimitMs?: number;
}

export interface Engine {
  /** What can be asked about. */
  readonly tables: readonly LakeTable[];
  /**
   * Runs one SELECT. Several may run at the same time.
   *
   * @throws TillwatchError `sql-not-one-query` for anything but one SELECT, `sql-invalid` with what DuckDB says of it,
   *   `sql-too-slow` past the time limit
   */
  query(sql: string, limits?: QueryLimits): Promise<QueryResult>;
  close(): void;
}

const ROW_LIMIT = 10_000;
const TIME_LIMIT_MS = 30_000;

/** A query that needs more fails; the process it runs in has other work. */
const SETTINGS = { memory_limit: '1GB', threads: '2', max_temp_directory_size: '0B' };

/** From here on: no files, no network, no extensions, and no way back (https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview). */
const LOCK = [
  "SET TimeZone = 'UTC'",
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/** An engine over `rows`. Tables that are left out are there and empty. */
export async function openEngine(rows: LakeRows): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  await createTables(connection, rows);
  for (const statement of LOCK) await connection.run(statement);
  connection.closeSync();
  return {
    tables: TABLE_NAMES.map((name) => LAKE_TABLES[name]),
    async query(sql, { rowLimit = ROW_LIMIT, timeLimitMs = TIME_LIMIT_MS } = {}) {
      const own = await instance.connect();
      let isTooSlow = false;
      const timer = setTimeout(() => {
        isTooSlow = true;
        own.interrupt();
      }, timeLimitMs);
      try {
        return await result(own, sql, rowLimit);
      } catch (error) {
        throw isTooSlow ? tooSlow(timeLimitMs) : readable(error);
      } finally {
        clearTimeout(timer);
        own.closeSync();
      }
    },
    close: () => instance.closeSync(),
  };
}

async function result(connection: DuckDBConnection, sql: string, rowLimit: number): Promise<QueryResult> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw notOneQuery(`there are ${statements.count} statements`);
  const prepared = await statements.prepare(0);
  if (prepared.statementType !== StatementType.SELECT) {
    throw notOneQuery(`${StatementType[prepared.statementType] ?? 'it'} is none`);
  }
  const streamed = await prepared.stream();
  const types = streamed.columnTypes();
  const rows: (readonly Cell[])[] = [];
  while (rows.length <= rowLimit) {
    const chunk = await streamed.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) rows.push(row.map(cellOf));
  }
  return {
    columns: streamed.deduplicatedColumnNames().map((name, i) => ({ name, type: String(types[i]) })),
    rows: rows.slice(0, rowLimit),
    isCut: rows.length > rowLimit,
  };
}

function notOneQuery(why: string): TillwatchError {
  return new TillwatchError('sql-not-one-query', `only a single SELECT can be run; ${why}`);
}

function tooSlow(timeLimitMs: number): TillwatchError {
  const cure = 'ask for fewer months, or allow more time';
  return new TillwatchError(
    'sql-too-slow',
    `the query took longer than ${timeLimitMs / 1000} s and was ended; ${cure}`,
  );
}

function readable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TillwatchError) return error;
  return new TillwatchError('sql-invalid', error.message.trim(), {}, error);
}
