// Rows that are no hours: blank ones, comments, totals, the header again, what a merge left.
import type { Columns } from './columns.ts';
import { isHeader, meaningOf } from './columns.ts';

export type RowKind = 'blank' | 'comment' | 'text' | 'totals' | 'header' | 'other-header' | 'conflict' | 'hour';

/** First words of totals and averages, without accents. */
const TOTALS =
  /^(grand |sub ?|running )?(totals?|sums?|soma|somas|somatorio|totais|averages?|avg|means?|medias?|average|max|maximo|min|minimo)\b(?!\s*[=:]?\s*\d{1,2}\s*h)/;

/** What spreadsheets write where a formula fails: these begin with `#` and are no comments. */
const ERROR_VALUE = /^#(n\/?[ad]|ref|value|valor|div|name|nome|num|null|nulo|spill|calc)\b/i;

/**
 * The kind of a row whose time cell is no hour. `hour` means that it was meant as one: several cells, none of the others.
 */
export function rowKind(cells: readonly string[], columns: Columns): RowKind {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const first = filled[0]?.trim() ?? '';
  if (first === '') return 'blank';
  if (isConflictMarker(cells[0] ?? '')) return 'conflict';
  if (isComment(first)) return 'comment';
  const time = cells[columns.at.time]?.trim() ?? '';
  if (isHeader(cells)) return isSameHeader(cells, columns) ? 'header' : 'other-header';
  if (TOTALS.test(withoutAccents(time === '' ? first : time))) return 'totals';
  return filled.length === 1 && cells[columns.at.today]?.trim() !== first ? 'text' : 'hour';
}

export function isComment(line: string): boolean {
  const text = line.trimStart();
  return (text.startsWith('#') && !ERROR_VALUE.test(text)) || text.startsWith('//') || text.startsWith('--');
}

/** The marks git leaves: seven of a kind at the start of a line (git-merge, "How conflicts are presented"). */
export function isConflictMarker(line: string): boolean {
  return /^(<{7}|>{7}|\|{7}|={7})(?![<>|=])/.test(line) && !/^={7}\s*\S/.test(line);
}

function isSameHeader(cells: readonly string[], columns: Columns): boolean {
  return cells.every((cell, i) => {
    const meaning = meaningOf(cell);
    return meaning === null || columns.at[meaning] === i;
  });
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
