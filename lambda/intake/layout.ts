// Which delimiter separates the fields, and which line is the header: what finds a header with known names is right.
import type { Columns } from './columns.ts';
import { columnsOf, isHeader, knownNames } from './columns.ts';
import { textKind } from './file-kind.ts';
import { Unreadable } from './findings.ts';
import { recordReader } from './records.ts';
import { isComment, isConflictMarker } from './row-kind.ts';
import { shown } from './shown.ts';

/** Comma first: it's the documented one, and the first wins where several serve. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface Layout {
  readonly delimiter: string;
  readonly columns: Columns;
  readonly headerLine: number;
  /** Lines of text above the header, comments and the `sep=` line aside. */
  readonly titleLines: readonly number[];
  readonly commentLines: readonly number[];
}

interface Candidate {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly line: number;
  readonly known: number;
  readonly isWhole: boolean;
}

/**
 * The layout of a file that begins with `lines` (its first hundred, or all of it).
 *
 * @throws Unreadable `empty-file`, `wrong-file-type`, `header-not-found`, `column-missing`, `column-duplicated`, …
 */
export function layoutOf(lines: readonly string[]): Layout {
  const firstText = lines.findIndex((line) => line.trim() !== '');
  if (firstText < 0) throw new Unreadable('empty-file', 'the file is empty; export it again');
  const separator = separatorLine(lines[firstText] ?? '');
  const start = separator === null ? firstText : firstText + 1;
  const delimiters = separator === null ? DELIMITERS : [separator, ...DELIMITERS.filter((d) => d !== separator)];
  const best = delimiters
    .filter((delimiter) => delimiter === ',' || lines.some((line) => line.includes(delimiter)))
    .map((delimiter) => headerCandidate(lines, start, delimiter))
    .reduce((a, b) => (b.known > a.known || (b.isWhole && !a.isWhole) ? b : a));
  if (best.known === 0 || !best.isWhole) refuse(lines, start, best);
  const above = lines.slice(start, best.line - 1).map((line, i) => ({ line, number: start + i + 1 }));
  const marker = above.find(({ line }) => isConflictMarker(line));
  if (marker !== undefined) refuseConflict(marker.number);
  const text = above.filter(({ line }) => line.replaceAll(best.delimiter, '').trim() !== '');
  return {
    delimiter: best.delimiter,
    columns: columnsOf(best.header, best.line),
    headerLine: best.line,
    titleLines: text.filter(({ line }) => !isComment(line)).map(({ number }) => number),
    commentLines: text.filter(({ line }) => isComment(line)).map(({ number }) => number),
  };
}

/** The delimiter that a spreadsheet's `sep=` line names; null where the line is none. */
function separatorLine(line: string): string | null {
  const named = /^\s*"?sep=(.|\\t)"?[\s,;|]*$/i.exec(line)?.[1];
  return named === undefined ? null : named === '\\t' ? '\t' : named;
}

function headerCandidate(lines: readonly string[], start: number, delimiter: string): Candidate {
  let best: Candidate = { delimiter, header: [], line: start + 1, known: 0, isWhole: false };
  const reader = recordReader(delimiter, (cells, line) => {
    if (best.isWhole) return;
    const known = knownNames(cells);
    if (known <= best.known) return;
    best = { delimiter, header: cells, line, known, isWhole: isHeader(cells) };
  });
  for (let i = start; i < lines.length && !best.isWhole && reader.unclosedAt === null; i++) {
    reader.read({ first: i + 1, lines: lines.slice(i, i + 1), endsOpen: false });
  }
  if (!best.isWhole) reader.end();
  return best;
}

/** Says why no line serves as header. */
function refuse(lines: readonly string[], start: number, best: Candidate): never {
  const marker = lines.findIndex(isConflictMarker);
  if (marker >= 0) refuseConflict(marker + 1);
  const kind = textKind(lines.slice(start).join('\n').slice(0, 4_096));
  if (kind !== null) {
    throw new Unreadable('wrong-file-type', `this is ${kind.name}, no CSV: ${kind.advice}`, start + 1);
  }
  if (best.known > 0) columnsOf(best.header, best.line);
  const unclosed = DELIMITERS.map((delimiter) => unclosedQuote(lines, start, delimiter)).find((line) => line !== null);
  if (unclosed != null) throw new Unreadable('quote-unclosed', 'a quote that never closes', unclosed);
  const first = lines[start] ?? '';
  if (looksLikeNames(first)) {
    const delimiter = DELIMITERS.find((d) => first.includes(d)) ?? ',';
    columnsOf(first.split(delimiter), start + 1);
  }
  throw new Unreadable(
    'header-not-found',
    `no line names the columns time and today; the first line is ${shown(first)}`,
    start + 1,
  );
}

export function refuseConflict(line: number): never {
  throw new Unreadable('conflict-markers', 'a merge left its conflict markers; resolve it and upload again', line);
}

function unclosedQuote(lines: readonly string[], start: number, delimiter: string): number | null {
  const reader = recordReader(delimiter, () => {});
  reader.read({ first: start + 1, lines: lines.slice(start), endsOpen: true });
  reader.end();
  return reader.unclosedAt;
}

/** Several words and no numbers: a header, but of other names. */
function looksLikeNames(line: string): boolean {
  const cells = line.split(/[,;\t|]/).map((cell) => cell.trim());
  return cells.length >= 3 && cells.every((cell) => /^["']?\p{L}[\p{L}\p{M}\p{N}\s_.()/-]*["']?$/u.test(cell));
}
