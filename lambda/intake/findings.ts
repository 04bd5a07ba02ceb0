// Every code that intake gives, with its cause, its cure, and whether something was lost. docs/intake.md is made from it.
import { TillwatchError } from '../errors.ts';
import type { Finding } from './checkout-day.ts';

interface Code {
  /** Something that the file tells, or should tell, isn't used: the outcome is at best `partial`, and it alerts once. */
  readonly isLossy: boolean;
  readonly cause: string;
  readonly cure: string;
}

const lossy = (cause: string, cure: string): Code => ({ isLossy: true, cause, cure });
const note = (cause: string, cure: string): Code => ({ isLossy: false, cause, cure });

export const CODES = {
  // The file as a whole
  'key-ignored': note(
    'The key ends neither in .csv nor in .csv.gz, is a folder, or has a prefix that tillwatch writes to itself.',
    'Give data files one of these endings.',
  ),
  'empty-file': lossy('The file has no characters, or only blanks.', 'Export again.'),
  'binary-content': lossy('The file holds NUL bytes: it is no text.', 'Save as CSV, in UTF-8.'),
  'archive-damaged': lossy('The gzip stream is cut off or corrupt.', 'Upload the file again.'),
  'wrong-file-type': lossy(
    'Another kind of file under a CSV name.',
    'Export as CSV; the message names the kind that was found.',
  ),
  'too-large': lossy('A stated limit is passed.', 'Split the file; the message names the limit.'),
  'conflict-markers': lossy('A merge left its conflict markers.', 'Resolve the conflict and upload again.'),
  'quote-unclosed': lossy(
    'A quoted field never ends, so nothing after it can be trusted. Days of which all hours stand before it are kept.',
    'Close or double the quote on the named line.',
  ),
  'no-usable-rows': lossy('There is no row, or none with a usable count.', 'See the other findings; export again.'),

  // Header and columns
  'header-not-found': lossy('No line names the columns.', 'Put time,today,avg_last_week,… on the first line.'),
  'header-changed': lossy(
    'A second header names the columns in another order, so the rows after it can mean something else.',
    'One file, one header.',
  ),
  'column-missing': lossy(
    'A needed column (time, today, avg_last_week) is missing or misspelt.',
    'Add it; the message names the closest name found.',
  ),
  'column-duplicated': lossy('Two columns have the same meaning.', 'Remove or rename one.'),
  'optional-column-missing': note('A known column other than the needed ones is missing.', 'Nothing to do, or add it.'),
  'extra-column': note('A column that tillwatch does not know.', 'Nothing to do.'),
  'lines-before-header': note('Text stands above the header.', 'Nothing to do.'),
  'comment-lines-ignored': note('Comment lines, or lines of text without any count.', 'Nothing to do.'),
  'header-repeated': note('The header appears again between the rows.', 'Nothing to do.'),
  'totals-row-ignored': note('A row of totals or averages.', 'Nothing to do.'),

  // Hours
  'hour-unreadable': lossy('The time cell is no hour.', 'Write 00h … 23h, hh:mm or a date-time.'),
  'hour-out-of-range': lossy('The hour is not one of 00…23.', 'Write 00h … 23h.'),
  'hour-convention-ambiguous': lossy(
    'The hours run from 1 to 24, or from 12 to 11: each label can mean two hours.',
    'Write 00h … 23h.',
  ),
  'sub-hour-rows': lossy('A row is for minutes other than 00.', 'Add the counts up by hour.'),
  'hour-does-not-exist': note(
    'A value for an hour that the clock change of that day skips; it is not used.',
    'Nothing to do, unless the date or the time zone is wrong.',
  ),
  'hour-running': note(
    'A count for an hour that was not over and settled yet; it is not used.',
    'Nothing to do: a later export will tell.',
  ),
  'hour-in-future': lossy(
    'Sales in an hour that had not begun when the file landed; they are not used.',
    'Check the date of the file and the clock of the exporter.',
  ),
  'no-hour-final-yet': note('The file landed before the first hour of its day was over.', 'Nothing to do.'),

  // Rows
  'duplicate-hour-identical': note('An hour appears twice with equal values; used once.', 'Nothing to do.'),
  'duplicate-hour-conflict': lossy(
    'An hour appears twice with different values; neither is used.',
    'Keep the right row.',
  ),
  'missing-hours': lossy('Hours that should be there have no row.', 'Export them; absent is not zero.'),
  'day-incomplete': lossy('From some hour on the day has no counts, though those hours were over.', 'Export again.'),
  'row-too-short': lossy('A row has fewer fields than the header.', 'Export again.'),
  'row-too-long': lossy(
    'A row has more fields than the header, or seems to: a comma inside a value splits it. It is not used.',
    'Quote values that contain the delimiter, such as "22,43".',
  ),

  // Numbers
  'value-absent': lossy('A blank, or a word for "no value".', 'Export the value; absent is not zero.'),
  'reference-empty': note('An optional comparison column has no value all day.', 'Nothing to do.'),
  'value-invalid': lossy('A cell is no number.', 'Write plain digits.'),
  'value-negative': lossy('A count or an average is below zero.', 'Correct the export.'),
  'value-out-of-range': lossy(
    'A number above 10,000,000 an hour, above zero but below 0.001, or with more digits than a number can hold.',
    'Correct the export.',
  ),
  'number-ambiguous': lossy(
    'A number such as 1.234 can mean 1234 or 1.234, and nothing in the file decides.',
    'Write counts without separators, or averages with two decimals.',
  ),
  'scientific-notation': note('A number such as 1e3; read as 1000.', 'Nothing to do.'),
  'fractional-count': note('A count that is not whole; used as it is.', 'Check the column.'),

  // Identity and time
  'several-days': note('The file holds several dates; each is a day of its own.', 'Nothing to do.'),
  'date-mismatch': note(
    'The rows have another date than the key or the metadata; the rows win.',
    'Name the file by its date.',
  ),
  'date-ambiguous': lossy('A date such as 03/04/2026 has two readings, and nothing decides.', 'Write YYYY-MM-DD.'),
  'date-unreadable': lossy('The date cell of a row is no date.', 'Write YYYY-MM-DD.'),
  'date-conflict': lossy('The date column and the date in the time column differ.', 'Correct the row.'),
  'metadata-unreadable': note('The metadata entry `date` is no date; it is not used.', 'Write YYYY-MM-DD.'),
  'date-in-future': lossy('The date is later than the day the file landed.', 'Correct the date.'),
  'date-uncertain': lossy(
    'Nothing names the date, and the zeros at the end can be an outage yesterday or hours still to come today.',
    'Name the date: in the key (2026-01-16.csv), in a date column, or in the metadata entry `date`.',
  ),
  'checkout-absent': lossy('A row names no checkout though others do.', 'Fill the checkout column in.'),
} as const satisfies Record<string, Code>;

export type FindingCode = keyof typeof CODES;

/** Was anything lost? Lossless repairs never alert; lossy ones do, once per checkout and set of codes. */
export function isLossy(code: string): boolean {
  return Object.hasOwn(CODES, code) && CODES[code as FindingCode].isLossy;
}

/** A finding about a place: `line` counts physical lines from 1; `column` as the header names it. Null: the whole file. */
export function finding(
  code: FindingCode,
  text: string,
  line: number | null = null,
  column: string | null = null,
): Finding {
  return { code, line, column, message: placeOf(line, column) + text };
}

/** A finding's text without the place that its message begins with. */
export function textOf({ line, column, message }: Finding): string {
  return message.slice(placeOf(line, column).length);
}

function placeOf(line: number | null, column: string | null): string {
  const place = [line === null ? '' : `line ${line}`, column === null ? '' : `column ${column}`].filter(Boolean);
  return place.length === 0 ? '' : `${place.join(', ')}: `;
}

/** Thrown inside intake when nothing of the file can be trusted; `intake` turns it into a refusal. */
export class Unreadable extends TillwatchError {
  readonly reason: Finding;

  constructor(code: FindingCode, text: string, line: number | null = null, column: string | null = null) {
    const reason = finding(code, text, line, column);
    super(code, reason.message, { ...(line !== null && { line }), ...(column !== null && { column }) });
    this.name = 'Unreadable';
    this.reason = reason;
  }
}
