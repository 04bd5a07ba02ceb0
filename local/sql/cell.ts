// A value of a query's result as JSON can carry it.
import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';

export type Cell = string | number | boolean | null;

/**
 * Whole numbers beyond 2^53 become text rather than wrong, and what isn't a number (`NaN`, infinity) is null. Dates and
 * times are as SQL writes them; lists and other nested values are DuckDB's text.
 */
export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  return String(value);
}
