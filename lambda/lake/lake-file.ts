// Files of the history: one JSON object a line, compressed, a file per table and month.
// JSON and not Parquet: Node compresses it without a library, Athena and DuckDB read it, and a month of one checkout is
// some kilobytes. docs/history.md has what a scan costs, and when Parquet would begin to pay.
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type LakeRow, type LakeRows, MONTH, TABLE_NAMES, type TableName } from '../config/lake-tables.ts';
import { TillwatchError } from '../errors.ts';
import { LAKE, lakePlace } from '../record/places.ts';

export interface LakeFile {
  /** Where it lies in the records bucket. */
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** The files that hold `rows`. Each is named by what it holds: the same rows written again are the same file. */
export function lakeFiles(rows: LakeRows): readonly LakeFile[] {
  return TABLE_NAMES.flatMap((table) =>
    [...byMonth(rows[table] ?? [])].map(([month, ofMonth]) => {
      const lines = ofMonth.map(line).join('');
      return { place: lakePlace(table, month, digest(lines)), bytes: gzipSync(lines) };
    }),
  );
}

/**
 * The rows in a file.
 *
 * @throws TillwatchError `lake-file-unreadable`
 */
export function rowsOfLakeFile({ place, bytes }: LakeFile): LakeRows {
  const [, table = '', month = ''] = FILE_PLACE.exec(place) ?? [];
  const name = TABLE_NAMES.find((known) => known === table);
  try {
    if (!name) throw new Error('its place names no table');
    const lines = gunzipSync(bytes).toString('utf8').split('\n').filter(Boolean);
    const rows = lines.map((text): LakeRow => ({ ...JSON.parse(text), [MONTH.name]: month }));
    const found: Partial<Record<TableName, readonly LakeRow[]>> = { [name]: rows };
    return found;
  } catch (cause) {
    const message = `${place} is no file of the history: ${(cause as Error).message}; delete it and run tillwatch backfill`;
    throw new TillwatchError('lake-file-unreadable', message, { file: place }, cause);
  }
}

const FILE_PLACE = new RegExp(`^${LAKE}(\\w+)/month=(\\d{4}-\\d{2})/`);

function byMonth(rows: readonly LakeRow[]): ReadonlyMap<string, readonly LakeRow[]> {
  const months = new Map<string, LakeRow[]>();
  for (const row of rows) {
    const month = String(row[MONTH.name]);
    const rowsOfMonth = months.get(month) ?? [];
    months.set(month, rowsOfMonth);
    rowsOfMonth.push(row);
  }
  return months;
}

/** The month is told by the file's place. What is null is left out: an absent key reads as null. */
function line(row: LakeRow): string {
  const told = Object.entries(row).filter(([name, value]) => value !== null && name !== MONTH.name);
  return `${JSON.stringify(Object.fromEntries(told))}\n`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
