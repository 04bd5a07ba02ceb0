// A query's result as text: a table for people, CSV for spreadsheets, JSON for programs, Markdown for documents.
import { escapedText } from '../../../lambda/notify/plain-text.ts';
import type { Cell } from '../../../local/sql/cell.ts';
import type { QueryResult } from '../../../local/sql/engine.ts';
import type { ResultFormat } from './result-format.ts';

/** The whole text, final line break included. */
export function resultText(result: QueryResult, format: ResultFormat): string {
  return WRITERS[format](result);
}

const WRITERS: Readonly<Record<ResultFormat, (result: QueryResult) => string>> = {
  table({ columns, rows }) {
    const shown = rows.map((row) => row.map((cell) => escapedText(text(cell))));
    const widths = columns.map(({ name }, i) => Math.max(name.length, ...shown.map((row) => row[i]?.length ?? 0)));
    const isRight = columns.map(({ type }) => isNumber(type));
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, i) => (isRight[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('  ')
        .trimEnd();
    const rule = widths.map((width) => '-'.repeat(width)).join('  ');
    return lines([line(columns.map(({ name }) => escapedText(name))), rule, ...shown.map(line)]);
  },

  // RFC 4180, with line feeds: what every spreadsheet and script reads.
  csv({ columns, rows }) {
    const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    const line = (values: readonly string[]) => values.map(quoted).join(',');
    return lines([line(columns.map(({ name }) => name)), ...rows.map((row) => line(row.map(text)))]);
  },

  json({ columns, rows }) {
    const objects = rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
    return lines([JSON.stringify(objects, null, 2)]);
  },

  markdown({ columns, rows }) {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const safe = (value: string) => escapedText(value).replace(/[\\|<*`]/g, '\\$&');
    const rule = line(columns.map(({ type }) => (isNumber(type) ? '---:' : '---')));
    return lines([
      line(columns.map(({ name }) => safe(name))),
      rule,
      ...rows.map((row) => line(row.map(text).map(safe))),
    ]);
  },
};

/** Nothing for null: a word could be somebody's text. */
function text(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
