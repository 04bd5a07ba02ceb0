// The front door: any bytes under any key become checkout-days, or a reason why not.
import type { AsOf } from './as-of.ts';
import type { Finding, IntakeItem } from './checkout-day.ts';
import type { DayPlan } from './checkout-days.ts';
import { dayPlan } from './checkout-days.ts';
import { plainBytes } from './container.ts';
import { dayReader } from './day-reader.ts';
import type { ByteSource, Drop } from './drop.ts';
import type { EncodingFound } from './encoding.ts';
import { decoded, NotUtf8 } from './encoding.ts';
import { finding, Unreadable } from './findings.ts';
import { hourLabels } from './hour-label.ts';
import type { KnownIdentity } from './identity.ts';
import { isDataKey, knownIdentity } from './identity.ts';
import type { Layout } from './layout.ts';
import { layoutOf } from './layout.ts';
import { HEADER_WITHIN_LINES, KEPT_CHARS } from './limits.ts';
import type { Lines } from './lines.ts';
import { linesOf } from './lines.ts';
import { recordReader } from './records.ts';
import type { HourRow, Survey, Surveyor } from './survey.ts';
import { surveyor } from './survey.ts';
import { zoneClock } from './zone-clock.ts';

export interface IntakeSettings {
  /** IANA zone of the business day, for example `America/Sao_Paulo`. */
  readonly timeZone: string;
  /** An hour is final this many minutes after it ends. */
  readonly settleMinutes: number;
}

/** What the first pass over a file leaves for the second. */
interface FirstPass {
  readonly layout: Layout;
  readonly survey: Survey;
  readonly surveyor: Surveyor;
  readonly encoding: EncodingFound;
  /** The rows themselves, where the file is small; null where they must be read again. */
  readonly kept: readonly HourRow[] | null;
}

/**
 * What one object tells: one item per checkout and business date, at least one in all. Small files give them in order of
 * first appearance, large ones (read twice, never held whole) as soon as the last row of each was seen.
 *
 * Throws nothing whatever the bytes and the key are; errors of `source` itself pass untouched.
 */
export async function* intake(drop: Drop, source: ByteSource, settings: IntakeSettings): AsyncGenerator<IntakeItem> {
  const known = knownIdentity(drop);
  if (!isDataKey(drop.key)) {
    yield refusal('ignore', known, finding('key-ignored', 'the key ends neither in .csv nor in .csv.gz'));
    return;
  }
  const asOf: AsOf = {
    clock: zoneClock(settings.timeZone),
    landedAt: drop.landedAt.getTime(),
    settleMinutes: settings.settleMinutes,
    isDayOver: drop.isDayOver,
  };
  try {
    const first = await firstPass(source, asOf);
    const { survey, layout } = first;
    const plan = dayPlan(survey.slots, layout.columns, known, survey.lastSale, asOf);
    const findings = [...known.findings, ...survey.findings, ...dateFindings(plan, known)];
    const reader = dayReader(plan, first, { columns: layout.columns, asOf, findings, brokenAt: survey.brokenAt });
    if (first.kept !== null) yield* reader.inOrder(first.kept);
    else yield* reader.asComplete(rowsAgain(source, first));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield refusal('quarantine', known, error.reason);
  }
}

async function firstPass(source: ByteSource, asOf: AsOf): Promise<FirstPass> {
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

async function* rowsAgain(source: ByteSource, { layout, surveyor, encoding }: FirstPass): AsyncGenerator<HourRow[]> {
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

/** What is to be said of the dates as a whole. */
function dateFindings({ days }: DayPlan, known: KnownIdentity): Finding[] {
  const dates = [...new Set(days.flatMap(({ date }) => (date === null ? [] : [date])))].sort();
  const found: Finding[] = [];
  if (dates.length > 1) {
    const text = `${dates.length} dates from ${dates[0]} to ${dates.at(-1)}; each is a day of its own`;
    found.push(finding('several-days', text));
  }
  if (known.date !== null && dates.length > 0 && !dates.includes(known.date)) {
    found.push(
      finding('date-mismatch', `the rows are of ${dates[0]}, the key or metadata says ${known.date}; the rows win`),
    );
  }
  return found;
}

function refusal(
  outcome: 'quarantine' | 'ignore',
  { checkout, date, findings }: KnownIdentity,
  reason: Finding,
): IntakeItem {
  return { checkout, date, outcome, reason, warnings: findings };
}
