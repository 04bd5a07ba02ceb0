// The history's tables in DuckDB, filled with rows, and the views over them: the same that the stack makes in Athena.
import { BOOLEAN, DOUBLE, type DuckDBConnection, DuckDBDataChunk, type DuckDBType, VARCHAR } from '@duckdb/node-api';
import {
  type Column,
  type ColumnType,
  LAKE_TABLES,
  type LakeRow,
  type LakeRows,
  MONTH,
  TABLE_NAMES,
  WRITTEN_AT,
} from '../../lambda/config/lake-tables.ts';
import { LAKE_VIEWS, writtenTable } from '../../lambda/config/lake-views.ts';

/** DuckDB's own limit: rows of one chunk (https://duckdb.org/docs/stable/internals/vector). */
const ROWS_A_CHUNK = 2048;

/** How values are handed over; DuckDB casts texts to dates and times, numbers to integers. */
const HANDED_OVER_AS: Readonly<Record<ColumnType, DuckDBType>> = {
  varchar: VARCHAR,
  date: VARCHAR,
  timestamp: VARCHAR,
  integer: DOUBLE,
  double: DOUBLE,
  boolean: BOOLEAN,
};

export async function createTables(connection: DuckDBConnection, rows: LakeRows): Promise<void> {
  for (const name of TABLE_NAMES) {
    const columns = [...LAKE_TABLES[name].columns, WRITTEN_AT, MONTH];
    const list = columns.map((column) => `${column.name} ${column.type}`).join(', ');
    await connection.run(`CREATE TABLE ${writtenTable(name)} (${list})`);
    await fill(connection, writtenTable(name), columns, rows[name] ?? []);
  }
  for (const { name, sql } of LAKE_VIEWS) await connection.run(`CREATE VIEW ${name} AS ${sql}`);
}

async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  rows: readonly LakeRow[],
): Promise<void> {
  const appender = await connection.createAppender(table);
  const types = columns.map(({ type }) => HANDED_OVER_AS[type]);
  for (let start = 0; start < rows.length; start += ROWS_A_CHUNK) {
    const part = rows.slice(start, start + ROWS_A_CHUNK);
    const chunk = DuckDBDataChunk.create(types, part.length);
    chunk.setColumns(columns.map(({ name }) => part.map((row) => row[name] ?? null)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
