// One checkout-day while its rows come in, in any order: what is known of each hour, and what was wrong.
import type { AsOf } from './as-of.ts';
import type { BusinessDate, Finding } from './checkout-day.ts';
import { HOURS_A_DAY, REFERENCES } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import type { FindingCode } from './findings.ts';
import { finding } from './findings.ts';
import { MAX_FINDINGS_PER_CODE } from './limits.ts';
import type { ColumnKind } from './number-evidence.ts';
import type { DayHours } from './zone-clock.ts';

/** All hour labels. */
export const HOURS: readonly number[] = Array.from({ length: HOURS_A_DAY }, (_, hour) => hour);

/** The columns whose values are kept, `today` first. */
export const VALUES = ['today', ...REFERENCES] as const;

/** What the column at place `i` of VALUES holds: the first three are whole counts. */
export function columnKind(i: number): ColumnKind {
  return i < 3 ? 'count' : 'average';
}

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

/** All days of a file can be open at a time, in the worst order of rows: so it's one array of numbers and little else. */
export interface OpenDay {
  /** 24 × 6 numbers: per hour the values in the order of VALUES, at least 0 or one of the codes above, then the line. */
  readonly numbers: Float64Array;
  readonly findings: HourFinding[];
  /** Findings of each code, those included that were too many to list. */
  counts: Map<FindingCode, number> | null;
  readonly budget: FindingBudget;
  /** Set where the whole day can't be trusted. */
  refusal: Finding | null;
  /** The first row without an hour label: perhaps the totals. */
  unnamedRow: { readonly line: number; readonly count: number } | null;
  /** Cells of unknown columns by hour, from the first row of each; null where the file has no such columns. */
  others: (readonly string[])[] | null;
  /** Hours of which two rows differ in unknown columns, and the columns that differ in all of them. */
  mixed: { readonly hours: Set<number>; columns: readonly number[]; readonly line: number } | null;
  /** A row was labelled 24h. */
  hasHour24: boolean;
  rows: number;
}

/** A day whose rows are all in, with what its end depends on. */
export interface DayInContext {
  readonly day: OpenDay;
  readonly date: BusinessDate;
  readonly hours: DayHours;
  /** Hour labels that were over and settled when the file landed. */
  readonly final: number;
  readonly asOf: AsOf;
  readonly columns: Columns;
}

export function openDay(budget: FindingBudget): OpenDay {
  const numbers = new Float64Array(HOURS_A_DAY * WIDTH).fill(BLANK);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) numbers[hour * WIDTH + LINE] = 0;
  return {
    numbers,
    findings: [],
    counts: null,
    budget,
    refusal: null,
    unnamedRow: null,
    others: null,
    mixed: null,
    hasHour24: false,
    rows: 0,
  };
}

/** What an hour's cell holds: a value, BLANK, ABSENT or BAD. `i` is its place in VALUES; 0 is today. */
export function cellAt(day: OpenDay, hour: number, i = 0): number {
  return day.numbers[hour * WIDTH + i] ?? BLANK;
}

/** Puts a value, BLANK, ABSENT or BAD in. */
export function setCell(day: OpenDay, hour: number, i: number, value: number): void {
  day.numbers[hour * WIDTH + i] = value;
}

/** Line of the hour's first row; 0 where there is none. */
export function lineAt(day: OpenDay, hour: number): number {
  return Math.abs(day.numbers[hour * WIDTH + LINE] ?? 0);
}

export function setLine(day: OpenDay, hour: number, line: number): void {
  day.numbers[hour * WIDTH + LINE] = line;
}

/** Two rows of this hour differ: none of its values can be used. */
export function markConflict(day: OpenDay, hour: number): void {
  setLine(day, hour, -lineAt(day, hour));
  for (let i = 0; i < VALUES.length; i++) setCell(day, hour, i, BAD);
}

/** Do two rows of this hour differ? */
export function isConflicting(day: OpenDay, hour: number): boolean {
  return (day.numbers[hour * WIDTH + LINE] ?? 0) < 0;
}

/** Is the hour's count known? */
export function isKnown(day: OpenDay, hour: number): boolean {
  return cellAt(day, hour) >= 0;
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
