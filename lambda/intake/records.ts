// From physical lines to records. A line without quotes, or with quotes around whole fields and nowhere else, is split here;
// from the first other line of a batch on csv-parse reads, in runs of whole lines, so that a bad line is known by its number
// and spoils no other.
import { CsvError, parse } from 'csv-parse/sync';
import { MAX_LINE_CHARS, MAX_RECORD_LINES } from './limits.ts';
import type { Lines } from './lines.ts';

/** Lines that csv-parse gets at once, so that its set-up costs little beside its work. */
const RUN_LINES = 512;

/** Takes one record. `line` is the number of its first line, `isCut` says that it ends the file without a line end. */
export type TakeRecord = (cells: readonly string[], line: number, isCut: boolean) => void;

export interface RecordReader {
  /** Hands on the records of `batch`; keeps lines back whose quotes are still open. */
  read(batch: Lines): void;
  /** Hands on what was kept back. */
  end(): void;
  /** Line of the quote that never closes: nothing after it was handed on. Null as long as there is none. */
  readonly unclosedAt: number | null;
}

/** A reader of records separated by `delimiter`, quoted by `"` (doubled inside quotes). */
export function recordReader(delimiter: string, take: TakeRecord): RecordReader {
  let run: string[] = [];
  let runStart = 1;
  let isOpen = false;
  let runChars = 0;
  let unclosedAt: number | null = null;
  let endsOpen = false;

  function flush(): void {
    if (run.length === 0) return;
    unclosedAt = readRun(run, runStart, delimiter, endsOpen, take);
    run = [];
    isOpen = false;
    runChars = 0;
  }

  return {
    read(batch) {
      const { lines, first } = batch;
      endsOpen = batch.endsOpen;
      for (let i = 0; i < lines.length && unclosedAt === null; i++) {
        const line = lines[i] ?? '';
        if (run.length === 0) {
          const cells = splitLine(line, delimiter);
          if (cells !== null) {
            take(cells, first + i, endsOpen && i === lines.length - 1);
            continue;
          }
          runStart = first + i;
        }
        const quotes = quoteCount(line);
        run.push(line);
        runChars += line.length;
        if (quotes % 2 === 1) isOpen = !isOpen;
        const isFull = run.length >= RUN_LINES || runChars > MAX_LINE_CHARS;
        if (isFull && (!isOpen || run.length > RUN_LINES + MAX_RECORD_LINES || runChars > 2 * MAX_LINE_CHARS)) flush();
      }
      if (!isOpen && unclosedAt === null) flush();
    },
    end() {
      if (unclosedAt === null) flush();
    },
    get unclosedAt() {
      return unclosedAt;
    },
  };
}

/**
 * The fields of a line in which quotes, if any, only stand around whole fields; null for any other line, and for a row that
 * was quoted as a whole.
 */
function splitLine(line: string, delimiter: string): string[] | null {
  const cells: string[] = [];
  let quote = line.indexOf('"');
  for (let start = 0; start <= line.length; ) {
    if (start === quote) {
      const end = line.indexOf('"', start + 1);
      if (end < 0 || (end + 1 < line.length && line[end + 1] !== delimiter)) return null;
      cells.push(line.slice(start + 1, end));
      quote = line.indexOf('"', end + 1);
      start = end + 2;
    } else {
      const found = line.indexOf(delimiter, start);
      const end = found < 0 ? line.length : found;
      if (quote >= 0 && quote < end) return null;
      cells.push(line.slice(start, end));
      start = end + 1;
    }
  }
  return cells.length === 1 && cells[0]?.includes(delimiter) ? null : cells;
}

function quoteCount(line: string): number {
  let count = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count++;
  return count;
}

/** Hands on the records of a run of lines; the line of a quote that never closes, else null. */
function readRun(
  run: readonly string[],
  first: number,
  delimiter: string,
  endsOpen: boolean,
  take: TakeRecord,
): number | null {
  const whole = parsed(run.join('\n'), delimiter);
  if (Array.isArray(whole)) {
    handOn(whole, delimiter, first, first + run.length, endsOpen, take);
    return null;
  }
  for (let from = 0; from < run.length; ) {
    const used = readOne(run, from, first, delimiter, endsOpen, take);
    if (used === 0) return first + from;
    from += used;
  }
  return null;
}

/** Hands on the record that starts at `from`; how many lines it took, 0 where its quote never closes. */
function readOne(
  run: readonly string[],
  from: number,
  first: number,
  delimiter: string,
  endsOpen: boolean,
  take: TakeRecord,
): number {
  const line = first + from;
  const text = run[from] ?? '';
  if (quoteCount(text) % 2 === 0 && !wellFormedLine(delimiter).test(text)) {
    // Misplaced quotes: the line is taken as it stands, and they make the values they touch invalid.
    take(text.split(delimiter), line, endsOpen && from + 1 === run.length);
    return 1;
  }
  for (let lines = 1; lines <= MAX_RECORD_LINES && from + lines <= run.length; lines++) {
    const records = parsed(run.slice(from, from + lines).join('\n'), delimiter);
    if (Array.isArray(records)) {
      handOn(records, delimiter, line, line + lines, endsOpen && from + lines === run.length, take);
      return lines;
    }
    if (records.code !== 'CSV_QUOTE_NOT_CLOSED') return 0;
  }
  return 0;
}

/** A line whose quotes stand around whole fields, and doubled inside these, and nowhere else (RFC 4180, section 2). */
function wellFormedLine(delimiter: string): RegExp {
  const field = `(?: *"(?:[^"]|"")*" *|[^"\\${delimiter}]*)`;
  return new RegExp(`^${field}(?:\\${delimiter}${field})*$`);
}

function handOn(
  records: readonly string[][],
  delimiter: string,
  first: number,
  end: number,
  endsOpen: boolean,
  take: TakeRecord,
): void {
  let line = first;
  for (const cells of records) {
    const next = line + 1 + lineBreaks(cells);
    take(unwrapped(cells, delimiter) ?? cells, line, endsOpen && next >= end);
    line = next;
  }
}

/**
 * The fields of a row that a spreadsheet quoted as a whole (`"00h,9,12"`, from a file of commas that was opened where
 * semicolons separate): one field with delimiters in it. Null for any other.
 */
function unwrapped([only, ...others]: readonly string[], delimiter: string): string[] | null {
  if (only === undefined || others.length > 0 || !only.includes(delimiter) || only.includes('\n')) return null;
  const inner = parsed(only, delimiter);
  return Array.isArray(inner) ? (inner[0] ?? null) : only.split(delimiter);
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}

function parsed(text: string, delimiter: string): string[][] | CsvError {
  try {
    // The closing line end makes csv-parse hand on a last line that is blank, so that line numbers stay right.
    return parse(`${text}\n`, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      // Blanks between a delimiter and a quote; looking for them costs a third, so only where there are some.
      trim: delimiter !== '\t' && (text.includes(' "') || text.includes('" ')),
    });
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}
