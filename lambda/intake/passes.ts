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
  let layout: Layout | undefined;
  let surveyOf: Surveyor | undefined;
  let kept: HourRow[] | null = [];
  let chars = 0;
  const batches = withHead(linesOf(decoded(plainBytes(source), encoding)));
  let reader: ReturnType<typeof recordReader> | undefined;
  for await (const batch of batches) {
    if (reader === undefined) {
      layout = layoutOf(batch.lines.slice(0, HEADER_WITHIN_LINES));
      surveyOf = surveyor(layout, hourLabels(asOf.clock));
      const { take } = surveyOf;
      reader = recordReader(layout.delimiter, (cells, line, isCut) => {
        const row = take(cells, line, isCut);
        if (row !== null) kept?.push(row);
      });
    }
    reader.read(batch);
    if (reader.unclosedAt !== null) break;
    for (const line of batch.lines) chars += line.length;
    if (chars > KEPT_CHARS) kept = null;
  }
  reader?.end();
  if (layout === undefined || surveyOf === undefined || reader === undefined) {
    throw new Unreadable('empty-file', 'the file is empty; export it again');
  }
  return { layout, survey: surveyOf.survey(reader.unclosedAt), surveyor: surveyOf, encoding, kept };
}

/** The same lines, with batches gathered until the first has enough to find the header in. */
async function* withHead(batches: AsyncIterable<Lines>): AsyncGenerator<Lines> {
  const head: string[] = [];
  let endsOpen = false;
  let isHeadDone = false;
  for await (const batch of batches) {
    if (isHeadDone) {
      yield batch;
      continue;
    }
    head.push(...batch.lines);
    endsOpen = batch.endsOpen;
    isHeadDone = head.length >= HEADER_WITHIN_LINES;
    if (isHeadDone) yield { first: 1, lines: head, endsOpen };
  }
  if (!isHeadDone && head.length > 0) yield { first: 1, lines: head, endsOpen };
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
