// From text to physical lines, whatever ends them, with their numbers.
import { Unreadable } from './findings.ts';
import { MAX_LINE_CHARS, MAX_LINES } from './limits.ts';

/** Some whole lines in a row. */
export interface Lines {
  /** Number of the first, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  /** The last line has no line end: the file may have been cut there. */
  readonly endsOpen: boolean;
}

/**
 * The lines of `pieces`, without their ends (LF, CRLF, CR, also mixed).
 *
 * @throws Unreadable `binary-content` at a NUL, `too-large` at too long a line or too many
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Lines> {
  let first = 1;
  let rest = '';
  for await (const piece of pieces) {
    let text = rest === '' ? piece : rest + piece;
    if (piece.includes('\0')) refuseNul(text, first);
    const isCutInLineEnd = text.endsWith('\r');
    if (isCutInLineEnd) text = text.slice(0, -1);
    const lines = (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).split('\n');
    rest = lines.pop() ?? '';
    if (first + lines.length > MAX_LINES) {
      throw new Unreadable('too-large', `more than ${MAX_LINES} lines; split the file`, MAX_LINES);
    }
    if (text.length > MAX_LINE_CHARS) refuseLongLine(lines, rest, first);
    if (isCutInLineEnd) rest += '\r';
    if (lines.length > 0) yield { first, lines, endsOpen: false };
    first += lines.length;
  }
  if (rest !== '') yield { first, lines: [rest.replace('\r', '')], endsOpen: !rest.endsWith('\r') };
}

function refuseNul(text: string, first: number): never {
  const before = text.slice(0, text.indexOf('\0')).split(/\r\n?|\n/).length - 1;
  const line = first + before;
  throw new Unreadable('binary-content', 'a NUL byte: this is no text; save it as CSV in UTF-8', line);
}

function refuseLongLine(lines: readonly string[], rest: string, first: number): void {
  const long = [...lines, rest].findIndex((line) => line.length > MAX_LINE_CHARS);
  if (long < 0) return;
  throw new Unreadable('too-large', `the line has more than ${MAX_LINE_CHARS} characters`, first + long);
}
