// One row into its checkout-day: the values, and what is wrong with the row, its hour, its values.
import type { Columns } from './columns.ts';
import { finding } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import { isSpreadsheetTime } from './hour-label.ts';
import type { NumberFormat } from './number-evidence.ts';
import type { ValueProblem } from './numbers.ts';
import { isScientific, MAX_COUNT, numberIn } from './numbers.ts';
import type { OpenDay } from './open-day.ts';
import {
  ABSENT,
  BAD,
  BLANK,
  cellAt,
  columnKind,
  hourName,
  isConflicting,
  lineAt,
  markConflict,
  note,
  setCell,
  setLine,
  VALUES,
} from './open-day.ts';
import { owned } from './owned.ts';
import { shown } from './shown.ts';
import type { SpillWatch } from './spill.ts';

/** What rows are read with; the same for the whole file. */
export interface RowReading {
  readonly columns: Columns;
  readonly format: NumberFormat;
  readonly spill: SpillWatch | null;
  /** The file's last line, where it was cut: too short, and without a line end. */
  readonly cutLine: number | null;
}

/** Takes one row in. */
export function takeRow(day: OpenDay, cells: readonly string[], label: HourLabel, line: number, how: RowReading): void {
  day.rows += 1;
  const { columns } = how;
  if (label.kind !== 'hour') {
    takeOddLabel(day, cells, label, line, how);
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
  if (how.spill?.mayBeSplit(cells)) {
    const spare = columns.names[columns.neededFields] ?? null;
    const text = `the row reaches into a column that others leave blank or that holds pieces of numbers, as if a comma inside a value split it; ${hourName(hour)} is treated as unknown`;
    note(day, hour, 'row-too-long', text, line, spare);
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
  setLine(day, hour, line);
  if (columns.unknown.length > 0) keepOthers(day, cells, hour, columns);
  for (let i = 0; i < VALUES.length; i++) takeValue(day, cells, hour, i, line, how);
}

function takeOddLabel(
  day: OpenDay,
  cells: readonly string[],
  label: Exclude<HourLabel, { kind: 'hour' }>,
  line: number,
  { columns: { at, names }, format }: RowReading,
): void {
  const column = names[at.time] ?? null;
  const text = cells[at.time] ?? '';
  if (label.kind === 'unreadable' && isSpreadsheetTime(text)) {
    const why = `${shown(text)} is a spreadsheet's own time; format the column as text, or write 00h to 23h`;
    day.refusal ??= finding('hour-unreadable', why, line, column);
  } else if (label.kind === 'sub-hour') {
    const why = `${shown(text)} is no full hour; add the counts up by hour`;
    day.refusal ??= finding('sub-hour-rows', why, line, column);
  } else if (label.kind === 'out-of-range') {
    if (label.hour === 24) day.hasHour24 = true;
    note(day, null, 'hour-out-of-range', `${shown(text)} is not one of 00h to 23h; the row is not used`, line, column);
  } else if (text.trim() === '' && day.unnamedRow === null) {
    const count = numberIn(cells[at.today] ?? '', 'count', format);
    day.unnamedRow = { line, count: typeof count === 'number' ? count : Number.NaN };
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
  const kind = columnKind(i);
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
  problem: ValueProblem,
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
  const noun = columnKind(i) === 'count' ? 'count' : 'number';
  const what = {
    'value-invalid': `is not a ${noun}`,
    'value-negative': 'is below zero',
    'value-out-of-range': `is too large, too small or too long for the ${noun} of an hour (at most ${MAX_COUNT})`,
    'number-ambiguous': 'can mean thousands or decimals; a value with two decimals elsewhere would decide',
  }[problem];
  const effect = i === 0 ? `${hourName(hour)} is treated as unknown` : `${hourName(hour)} is not compared with it`;
  note(day, hour, problem, `${shown(cell.trim())} ${what}; ${effect}`, line, column);
}

/** An hour's second row: used once if it says the same, else the hour is unknown. */
function takeDuplicate(day: OpenDay, cells: readonly string[], hour: number, line: number, how: RowReading): void {
  const { columns } = how;
  const first = lineAt(day, hour);
  const others = otherColumns(day, cells, hour, columns);
  if (others.length > 0) {
    noteMixed(day, hour, others, line);
    const text = `${hourName(hour)} again, different from line ${first} in a column that is not used; ${hourName(hour)} is treated as unknown`;
    markConflict(day, hour);
    note(day, hour, 'duplicate-hour-conflict', text, line, columns.names[others[0] ?? 0] ?? null);
    return;
  }
  const differs = isConflicting(day, hour) ? 0 : VALUES.findIndex((_, i) => !isSame(day, cells, hour, i, how));
  if (differs < 0) {
    note(day, hour, 'duplicate-hour-identical', `${hourName(hour)} again, equal to line ${first}; used once`, line);
    return;
  }
  markConflict(day, hour);
  const column = columns.names[columns.at[VALUES[differs] ?? 'today']] ?? null;
  const text = `${hourName(hour)} again, different from line ${first}; ${hourName(hour)} is treated as unknown`;
  note(day, hour, 'duplicate-hour-conflict', text, line, column);
}

/** Characters of a cell in an unknown column that are compared, and how many such columns. */
const COMPARED_CHARS = 12;
const COMPARED_COLUMNS = 8;

function keepOthers(day: OpenDay, cells: readonly string[], hour: number, columns: Columns): void {
  day.others ??= [];
  day.others[hour] = comparedCells(cells, columns);
}

/** Short enough to own their memory: the ends of longer cells, and their lengths. */
function comparedCells(cells: readonly string[], { unknown }: Columns): string[] {
  return unknown.slice(0, COMPARED_COLUMNS).map((at) => {
    const cell = cells[at]?.trim() ?? '';
    return cell.length <= COMPARED_CHARS ? cell : owned(`${cell.slice(0, 20)}\0${cell.slice(-20)}\0${cell.length}`);
  });
}

/** The unknown columns in which this row differs from the hour's first. */
function otherColumns(day: OpenDay, cells: readonly string[], hour: number, columns: Columns): number[] {
  const before = day.others?.[hour];
  if (before === undefined) return [];
  const now = comparedCells(cells, columns);
  return columns.unknown.filter((_, i) => now[i] !== before[i]);
}

function noteMixed(day: OpenDay, hour: number, differing: readonly number[], line: number): void {
  day.mixed ??= { hours: new Set(), columns: differing, line };
  day.mixed.hours.add(hour);
  day.mixed.columns = day.mixed.columns.filter((at) => differing.includes(at));
}

function isSame(day: OpenDay, cells: readonly string[], hour: number, i: number, how: RowReading): boolean {
  const at = how.columns.at[VALUES[i] ?? 'today'];
  const value = numberIn(cells[at] ?? '', columnKind(i), how.format);
  const before = cellAt(day, hour, i);
  return typeof value === 'string' ? before < 0 : value === before;
}

function hasMore(cells: readonly string[], fields: number): boolean {
  for (let i = fields; i < cells.length; i++) if (cells[i]?.trim() !== '') return true;
  return false;
}
