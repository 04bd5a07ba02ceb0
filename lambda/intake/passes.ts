// The two readings of a file: the first gathers what only the whole file tells, the second gives its rows.
import type { AsOf } from './as-of.ts';
import { plainBytes } from './container.ts';
import type { ByteSource } from './drop.ts';
import type { EncodingFound } from './encoding.ts';
import { decoded, NotUtf8 } from './encoding.ts';
import { Unreadable } from './findings.ts';
import { hourLabels } from './hour-label.ts';
import type { Layout } from './layout.ts';
import { layoutOf } from './layout.ts';
import { HEADER_WITHIN_LINES, KEPT_CHARS } from './limits.ts';
import type { Lines } from './lines.ts';
import { linesOf } from './lines.ts';
import { recordReader } from './records.ts';
import type { HourRow, Survey, Surveyor } from './survey.ts';
import { surveyor } from './survey.ts';

/** Bytes of one character, as strings count them, in any encoding: UTF-8 takes three for what UTF-16 has as one unit. */
const MAX_CHAR_BYTES = 3;

/** What the first pass over a file leaves for the second. */
export interface FirstPass {
  readonly layout: Layout;
  readonly survey: Survey;
  readonly surveyor: Surveyor;
  readonly encoding: EncodingFound;
  /** The rows themselves, where the file is small; null where they must be read again. */
  readonly kept: readonly HourRow[] | null;
}

/**
 * Reads the file once.
 *
 * @throws Unreadable where nothing of it can be trusted; what `source` throws passes untouched
 */
export async function firstPass(source: ByteSource, asOf: AsOf): Promise<FirstPass> {
  const encoding: EncodingFound = { isWindows1252: false };
  try {
    return await surveyed(source, encoding, asOf);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return surveyed(source, encoding, asOf);
  }
}

async function surveyed(source: ByteSource, encoding: EncodingFound, asOf: AsOf): Promise<FirstPass> {
  const batches = withHead(linesOf(decoded(plainBytes(source), encoding)));
  try {
    const head = await batches.next();
    if (head.done) throw new Unreadable('empty-file', 'the file is empty; export it again');
    const layout = layoutOf(head.value);
    const surveyRows = surveyor(layout, hourLabels(asOf.clock));
    // Rows that are kept for a while would teach V8 to put all of them where only a full collection finds them.
    let kept: HourRow[] | null = source.size > KEPT_CHARS * MAX_CHAR_BYTES ? null : [];
    const reader = recordReader(layout.delimiter, (cells, line, isCut) => {
      const row = surveyRows.take(cells, line, isCut);
      if (row !== null) kept?.push(row);
    });
    let chars = 0;
    for (
      let batch: IteratorResult<Lines, undefined> = head;
      !batch.done && reader.unclosedAt === null;
      batch = await batches.next()
    ) {
      reader.read(batch.value);
      for (const line of batch.value.lines) chars += line.length;
      if (chars > KEPT_CHARS) kept = null;
    }
    reader.end();
    return { layout, survey: surveyRows.survey(reader.unclosedAt), surveyor: surveyRows, encoding, kept };
  } finally {
    await batches.return(undefined);
  }
}

/** The same lines without blank ones at the start; the first batch has enough to find the header in, if there is one. */
async function* withHead(batches: AsyncIterable<Lines>): AsyncGenerator<Lines, undefined> {
  let head: Lines | null = null;
  for await (const batch of batches) {
    if (head !== null && head.lines.length >= HEADER_WITHIN_LINES) {
      yield batch;
      continue;
    }
    head = head === null ? withoutBlankStart(batch) : joined(head, batch);
    if (head !== null && head.lines.length >= HEADER_WITHIN_LINES) yield head;
  }
  if (head !== null && head.lines.length < HEADER_WITHIN_LINES) yield head;
}

function joined(head: Lines, { lines, endsOpen }: Lines): Lines {
  return { first: head.first, lines: head.lines.concat(lines), endsOpen };
}

function withoutBlankStart({ first, lines, endsOpen }: Lines): Lines | null {
  const blanks = lines.findIndex((line) => line.trim() !== '');
  return blanks < 0 ? null : { first: first + blanks, lines: lines.slice(blanks), endsOpen };
}

/** The rows that are meant as hours, batch by batch, from a reading of their own. */
export async function* rowsAgain(
  source: ByteSource,
  { layout, surveyor, encoding }: FirstPass,
): AsyncGenerator<HourRow[]> {
  let rows: HourRow[] = [];
  const reader = recordReader(layout.delimiter, (cells, line) => {
    const row = surveyor.again(cells, line);
    if (row !== null) rows.push(row);
  });
  for await (const batch of linesOf(decoded(plainBytes(source), encoding))) {
    reader.read(batch);
    yield rows;
    rows = [];
    if (reader.unclosedAt !== null) return;
  }
  reader.end();
  yield rows;
}
