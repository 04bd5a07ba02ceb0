// Which delimiter separates the fields, and which line is the header: what finds a header with known names is right.
import type { Columns } from './columns.ts';
import { columnsOf, isHeader, knownNames } from './columns.ts';
import { textKind } from './file-kind.ts';
import { Unreadable } from './findings.ts';
import { HEADER_WITHIN_LINES } from './limits.ts';
import type { Lines } from './lines.ts';
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

/** The lines in which the header must be. */
type Text = Pick<Lines, 'first' | 'lines'>;

interface Candidate {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly line: number;
  readonly known: number;
  readonly isWhole: boolean;
}

/**
 * The layout of a file whose text begins with `head`: all of it, or at least its first hundred lines.
 *
 * @throws Unreadable `wrong-file-type`, `header-not-found`, `column-missing`, `column-duplicated`, `conflict-markers`, …
 */
export function layoutOf(head: Lines): Layout {
  const separator = separatorLine(head.lines[0] ?? '');
  const skipped = separator === null ? 0 : 1;
  const text: Text = { first: head.first + skipped, lines: head.lines.slice(skipped, HEADER_WITHIN_LINES) };
  const delimiters = separator === null ? DELIMITERS : [separator, ...DELIMITERS.filter((d) => d !== separator)];
  const best = delimiters
    .filter((delimiter) => delimiter === ',' || text.lines.some((line) => line.includes(delimiter)))
    .map((delimiter) => headerCandidate(text, delimiter))
    .reduce((a, b) => (b.known > a.known || (b.isWhole && !a.isWhole) ? b : a));
  if (best.known === 0 || !best.isWhole) refuse(text, best);
  const above = text.lines
    .slice(0, best.line - text.first)
    .map((line, i) => ({ line, number: text.first + i }))
    .filter(({ line }) => line.replaceAll(best.delimiter, '').trim() !== '');
  const marker = above.find(({ line }) => isConflictMarker(line));
  if (marker !== undefined) refuseConflict(marker.number);
  return {
    delimiter: best.delimiter,
    columns: columnsOf(best.header, best.line),
    headerLine: best.line,
    titleLines: above.filter(({ line }) => !isComment(line)).map(({ number }) => number),
    commentLines: above.filter(({ line }) => isComment(line)).map(({ number }) => number),
  };
}

/** The delimiter that a spreadsheet's `sep=` line names; null where the line is none. */
function separatorLine(line: string): string | null {
  const named = /^\s*"?sep=([,;|\t:^~]|\\t)"?[\s,;|]*$/i.exec(line)?.[1];
  return named === undefined ? null : named === '\\t' ? '\t' : named;
}

function headerCandidate({ first, lines }: Text, delimiter: string): Candidate {
  let best: Candidate = { delimiter, header: [], line: first, known: 0, isWhole: false };
  const reader = recordReader(delimiter, (cells, line) => {
    if (best.isWhole) return;
    const known = knownNames(cells);
    if (known <= best.known) return;
    best = { delimiter, header: cells, line, known, isWhole: isHeader(cells) };
  });
  for (let i = 0; i < lines.length && !best.isWhole && reader.unclosedAt === null; i++) {
    reader.read({ first: first + i, lines: lines.slice(i, i + 1), endsOpen: false });
  }
  if (!best.isWhole) reader.end();
  return best;
}

/** Says why no line serves as header. */
function refuse({ first, lines }: Text, best: Candidate): never {
  const marker = lines.findIndex(isConflictMarker);
  if (marker >= 0) refuseConflict(first + marker);
  const kind = textKind(lines.join('\n').slice(0, 4_096));
  if (kind !== null) throw new Unreadable('wrong-file-type', `this is ${kind.name}, no CSV: ${kind.advice}`, first);
  if (best.known > 0) columnsOf(best.header, best.line);
  const unclosed = DELIMITERS.map((delimiter) => unclosedQuote({ first, lines }, delimiter)).find((at) => at !== null);
  if (unclosed != null) throw new Unreadable('quote-unclosed', 'a quote that never closes', unclosed);
  const start = lines[0] ?? '';
  if (looksLikeNames(start)) {
    const delimiter = DELIMITERS.find((d) => start.includes(d)) ?? ',';
    columnsOf(start.split(delimiter), first);
  }
  const text = `no line names the columns time and today; the first line is ${shown(start)}`;
  throw new Unreadable('header-not-found', text, first);
}

export function refuseConflict(line: number): never {
  throw new Unreadable('conflict-markers', 'a merge left its conflict markers; resolve it and upload again', line);
}

function unclosedQuote(text: Text, delimiter: string): number | null {
  const reader = recordReader(delimiter, () => {});
  reader.read({ ...text, endsOpen: true });
  reader.end();
  return reader.unclosedAt;
}

/** Several words and no numbers: a header, but of other names. */
function looksLikeNames(line: string): boolean {
  const cells = line.split(/[,;\t|]/).map((cell) => cell.trim());
  return cells.length >= 3 && cells.every((cell) => /^["']?\p{L}[\p{L}\p{M}\p{N}\s_.()/-]*["']?$/u.test(cell));
}
