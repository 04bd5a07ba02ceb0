// One checkout-day while its rows come in, in any order: the values, the duplicates, and what was wrong with them.
import type { Finding } from './checkout-day.ts';
import { HOURS_A_DAY, REFERENCES } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import type { FindingCode } from './findings.ts';
import { finding } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import { MAX_FINDINGS_PER_CODE } from './limits.ts';
import type { NumberFormat, NumberReading } from './numbers.ts';
import { isScientific, numberIn } from './numbers.ts';
import { shown } from './shown.ts';

/** The columns whose values are kept, `today` first. */
export const VALUES = ['today', ...REFERENCES] as const;

/** In place of a value: the cell is blank or there's no row. */
export const BLANK = -1;
/** In place of a value: a word for "no value" (N/A, -, null, …). */
export const ABSENT = -2;
/** In place of a value: it can't be used, and a finding says why. */
export const BAD = -3;

/** Numbers kept per hour: the values, then the line of the hour's first row. */
const WIDTH = VALUES.length + 1;
const LINE = VALUES.length;

/** A finding, and the hour it is about: what is said of hours that weren't final is dropped at the end. */
export interface HourFinding {
  readonly hour: number | null;
  readonly finding: Finding;
}

/** How many findings a file may still list: a limit on memory while many days are open. */
export interface FindingBudget {
  left: number;
}

/** A million of them can be open at a time in the worst order of rows, so it's one array of numbers and little else. */
export interface OpenDay {
  /** 24 × 6 numbers: per hour the values in the order of VALUES, at least 0 or one of the codes above, then the line. */
  readonly numbers: Float64Array;
  readonly findings: HourFinding[];
  /** Findings of each code, those included that were too many to list. */
  counts: Map<FindingCode, number> | null;
  readonly budget: FindingBudget;
  /** Set where the whole day can't be trusted. */
  refusal: Finding | null;
  /** A row was labelled 24h. */
  hasHour24: boolean;
  rows: number;
}

/** What rows are read with; the same for the whole file. */
export interface RowReading {
  readonly columns: Columns;
  readonly format: NumberFormat;
  /** The file's last line, where it was cut: too short, and without a line end. */
  readonly cutLine: number | null;
}

export function openDay(budget: FindingBudget): OpenDay {
  const numbers = new Float64Array(HOURS_A_DAY * WIDTH).fill(BLANK);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) numbers[hour * WIDTH + LINE] = 0;
  return { numbers, findings: [], counts: null, budget, refusal: null, hasHour24: false, rows: 0 };
}

/** What an hour's cell holds: a value, BLANK, ABSENT or BAD. `i` is its place in VALUES; 0 is today. */
export function cellAt(day: OpenDay, hour: number, i = 0): number {
  return day.numbers[hour * WIDTH + i] ?? BLANK;
}

export function setCell(day: OpenDay, hour: number, i: number, value: number): void {
  day.numbers[hour * WIDTH + i] = value;
}

/** Line of the hour's first row; 0 where there is none. */
export function lineAt(day: OpenDay, hour: number): number {
  return Math.abs(day.numbers[hour * WIDTH + LINE] ?? 0);
}

/** Do two rows of this hour differ? */
export function isConflicting(day: OpenDay, hour: number): boolean {
  return (day.numbers[hour * WIDTH + LINE] ?? 0) < 0;
}

/** Takes one row in. */
export function takeRow(day: OpenDay, cells: readonly string[], label: HourLabel, line: number, how: RowReading): void {
  day.rows += 1;
  const { columns } = how;
  if (label.kind !== 'hour') {
    takeOddLabel(day, cells, label, line, columns);
    return;
  }
  const { hour } = label;
  if (line === how.cutLine) {
    note(day, null, 'row-too-short', 'the file ends within it; the row is not used', line);
    return;
  }
  if (cells.length > columns.fields && hasMore(cells, columns.fields)) {
    const text = `${cells.length} fields where the header has ${columns.fields}; ${hourName(hour)} is treated as unknown`;
    note(day, hour, 'row-too-long', text, line);
    return;
  }
  if (cells.length < columns.neededFields) {
    const text = `${cells.length} fields where the header has ${columns.fields}; what is missing is treated as unknown`;
    note(day, hour, 'row-too-short', text, line);
  }
  if (lineAt(day, hour) !== 0) {
    takeDuplicate(day, cells, hour, line, how);
    return;
  }
  day.numbers[hour * WIDTH + LINE] = line;
  for (let i = 0; i < VALUES.length; i++) takeValue(day, cells, hour, i, line, how);
}

/** `08h` */
export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}h`;
}

/** Adds a finding, the first of each code always and then up to a number; the rest are counted. */
export function note(
  day: OpenDay,
  hour: number | null,
  code: FindingCode,
  text: string,
  line: number | null = null,
  column: string | null = null,
): void {
  day.counts ??= new Map();
  const count = (day.counts.get(code) ?? 0) + 1;
  day.counts.set(code, count);
  if (count > 1 && (count > MAX_FINDINGS_PER_CODE || day.budget.left <= 0)) return;
  day.budget.left -= 1;
  day.findings.push({ hour, finding: finding(code, text, line, column) });
}

function takeOddLabel(
  day: OpenDay,
  cells: readonly string[],
  label: Exclude<HourLabel, { kind: 'hour' }>,
  line: number,
  { at, names }: Columns,
): void {
  const column = names[at.time] ?? null;
  const text = cells[at.time] ?? '';
  if (label.kind === 'sub-hour') {
    const why = `${shown(text)} is no full hour; add the counts up by hour`;
    day.refusal ??= finding('sub-hour-rows', why, line, column);
  } else if (label.kind === 'out-of-range') {
    if (label.hour === 24) day.hasHour24 = true;
    note(day, null, 'hour-out-of-range', `${shown(text)} is not one of 00h to 23h; the row is not used`, line, column);
  } else {
    const what = text.trim() === '' ? 'the hour is blank' : `${shown(text)} is not an hour`;
    note(day, null, 'hour-unreadable', `${what}; the row is not used`, line, column);
  }
}

function takeValue(
  day: OpenDay,
  cells: readonly string[],
  hour: number,
  i: number,
  line: number,
  { columns, format }: RowReading,
): void {
  const name = VALUES[i] ?? 'today';
  const at = columns.at[name];
  const cell = at < 0 ? undefined : cells[at];
  if (cell === undefined || cell === '') return;
  const kind = i < 3 ? 'count' : 'average';
  const value = numberIn(cell, kind, format);
  if (typeof value === 'string') {
    takeBadValue(day, cell, value, hour, i, line, columns.names[at] ?? name);
    return;
  }
  setCell(day, hour, i, value);
  if (kind === 'count' && !Number.isInteger(value)) {
    note(
      day,
      hour,
      'fractional-count',
      `${shown(cell.trim())} is not whole; used as ${value}`,
      line,
      columns.names[at],
    );
  }
  if (isScientific(cell)) {
    note(day, hour, 'scientific-notation', `${shown(cell.trim())} is read as ${value}`, line, columns.names[at]);
  }
}

function takeBadValue(
  day: OpenDay,
  cell: string,
  problem: Extract<NumberReading, string>,
  hour: number,
  i: number,
  line: number,
  column: string,
): void {
  if (problem === 'value-absent') {
    setCell(day, hour, i, cell.trim() === '' ? BLANK : ABSENT);
    return;
  }
  setCell(day, hour, i, BAD);
  const noun = i < 3 ? 'count' : 'number';
  const what = {
    'value-invalid': `is not a ${noun}`,
    'value-negative': 'is below zero',
    'value-out-of-range': `is too large, or has too many digits, for a ${noun}`,
    'number-ambiguous': 'can mean thousands or decimals; a value with two decimals elsewhere would decide',
  }[problem];
  const effect = i === 0 ? `${hourName(hour)} is treated as unknown` : `${hourName(hour)} is not compared with it`;
  note(day, hour, problem, `${shown(cell.trim())} ${what}; ${effect}`, line, column);
}

/** An hour's second row: used once if it says the same, else the hour is unknown. */
function takeDuplicate(day: OpenDay, cells: readonly string[], hour: number, line: number, how: RowReading): void {
  const { columns } = how;
  const first = lineAt(day, hour);
  const differs = isConflicting(day, hour) ? 0 : VALUES.findIndex((_, i) => !isSame(day, cells, hour, i, how));
  if (differs < 0) {
    note(day, hour, 'duplicate-hour-identical', `${hourName(hour)} again, equal to line ${first}; used once`, line);
    return;
  }
  day.numbers[hour * WIDTH + LINE] = -first;
  for (let i = 0; i < VALUES.length; i++) setCell(day, hour, i, BAD);
  const column = columns.names[columns.at[VALUES[differs] ?? 'today']] ?? null;
  const text = `${hourName(hour)} again, different from line ${first}; ${hourName(hour)} is treated as unknown`;
  note(day, hour, 'duplicate-hour-conflict', text, line, column);
}

function isSame(day: OpenDay, cells: readonly string[], hour: number, i: number, how: RowReading): boolean {
  const at = how.columns.at[VALUES[i] ?? 'today'];
  const value = numberIn(cells[at] ?? '', i < 3 ? 'count' : 'average', how.format);
  const before = cellAt(day, hour, i);
  return typeof value === 'string' ? before < 0 : value === before;
}

function hasMore(cells: readonly string[], fields: number): boolean {
  for (let i = fields; i < cells.length; i++) if (cells[i]?.trim() !== '') return true;
  return false;
}
