// The views that people query: of every row the version that was told last. The same text serves Athena and DuckDB.
import { LAKE_TABLES, MONTH, TABLE_NAMES, type TableName, WRITTEN_AT } from './lake-tables.ts';

/** The table beneath a view: every version of every row, as it was written. */
export function writtenTable(name: TableName): string {
  return `${name}_written`;
}

/** Views by name, in the order of `TABLE_NAMES`. */
export const LAKE_VIEWS: readonly { readonly name: TableName; readonly sql: string }[] = TABLE_NAMES.map((name) => ({
  name,
  sql: newestVersions(name),
}));

/**
 * A day may be written more than once: when it changed, or when the writer died before it could note that it had
 * written. The month is part of the key so that a query which names months reads only their files: Trino pushes a
 * condition below a window function only on the columns that it is partitioned by.
 */
function newestVersions(name: TableName): string {
  const { columns, key } = LAKE_TABLES[name];
  const shown = [...columns, MONTH].map((column) => column.name).join(', ');
  return `SELECT ${shown}
FROM (
  SELECT ${shown},
    row_number() OVER (PARTITION BY ${[MONTH.name, ...key].join(', ')} ORDER BY ${WRITTEN_AT.name} DESC) AS version
  FROM ${writtenTable(name)}
) versions
WHERE version = 1`;
}
