// Numbers as spreadsheets write them: the forms, and the value of a cell or why it has none.
import type { FindingCode } from './findings.ts';
import type { ColumnKind, NumberFormat } from './number-evidence.ts';

/** A number, or why there is none. */
export type NumberReading = number | ValueProblem;
export type ValueProblem = Extract<
  FindingCode,
  'value-absent' | 'value-invalid' | 'value-negative' | 'value-out-of-range' | 'number-ambiguous'
>;

/** Doubles can't tell neighbours with more digits apart (IEEE 754: 15.95 decimal digits). */
const MAX_DIGITS = 15;

/** Sales of one hour: more than any checkout has (3 a second round the clock are 10,800), less than a serial or an id. */
export const MAX_COUNT = 10_000_000;

/** Above zero: one sale in 28 days is an average of 0.036; what is far below is no average but a slip or a residue. */
export const MIN_COUNT = 0.001;

/** Nothing that is a number is longer. */
export const MAX_CELL_CHARS = 64;

const ZERO = 48;
const POINT = 46;
const COMMA = 44;

/** Words for "no value", in lower case. */
const ABSENT_WORDS =
  '- -- \u2013 \u2014 \u2212 n/a na n.a. n/d nd n.d. s/d nan null none nil undefined #n/a #n/d (null) <null> <na> \\n (blank) (vazio)';
const ABSENT = new Set(['', ...ABSENT_WORDS.split(' ')]);

export const GROUPED =
  /^[1-9]\d{0,2}(?:\.\d{3})+$|^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d{0,2}(?: \d{3})+$|^[1-9]\d{0,2}(?:'\d{3})+$/;
export const GROUPED_DECIMAL =
  /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:[ ']\d{3})+[.,]\d+$/;
export const DECIMAL = /^\d*[.,]\d+$/;
export const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d{1,4}$/;
/** One mark with three digits behind it and one to three before: thousands or a decimal. */
export const TWO_READINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** The value of `cell`, at least 0, or the code of what is wrong with it. */
export function numberIn(cell: string, kind: ColumnKind, format: NumberFormat): NumberReading {
  const plain = plainNumber(cell);
  if (plain >= 0) return plain;
  if (cell.length > MAX_CELL_CHARS) return /^\s*[+-]?[\d.,]+\s*$/.test(cell) ? 'value-out-of-range' : 'value-invalid';
  const text = plainBlanks(cell);
  if (ABSENT.has(text)) return 'value-absent';
  if (/^[+-]?(inf|infinity|infinito|\u221e)$/.test(text)) return 'value-out-of-range';
  const magnitude = unsigned(text);
  const value = magnitude === null ? null : unsignedNumber(magnitude, kind, format);
  if (value === null) return 'value-invalid';
  if (typeof value === 'string') return value;
  return value > 0 && isNegative(text) ? 'value-negative' : value;
}

/** Was the number written with an exponent? */
export function isScientific(cell: string): boolean {
  return /e/i.test(cell);
}

/** Does the cell hold a count above zero, in whatever reading? */
export function looksPositive(cell: string): boolean {
  const plain = plainNumber(cell);
  if (plain >= 0) return plain > 0;
  if (cell.length > MAX_CELL_CHARS) return false;
  const text = plainBlanks(cell);
  const magnitude = unsigned(text);
  if (magnitude === null || isNegative(text) || !/[1-9]/.test(magnitude)) return false;
  return [GROUPED, GROUPED_DECIMAL, DECIMAL, SCIENTIFIC, /^\d+$/].some((form) => form.test(magnitude));
}

function unsignedNumber(text: string, kind: ColumnKind, format: NumberFormat): NumberReading | null {
  if (TWO_READINGS.test(text)) {
    const mark = text.includes('.') ? '.' : ',';
    const meaning = format[kind][mark];
    if (meaning === 'unclear') return 'number-ambiguous';
    return Number(text.replace(mark, meaning === 'groups' ? '' : '.'));
  }
  if (/^\d+$/.test(text)) return limited(Number(text), text, kind);
  if (GROUPED.test(text)) return limited(Number(text.replace(/[^\d]/g, '')), text, kind);
  if (GROUPED_DECIMAL.test(text)) {
    const mark = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    return limited(Number(`${text.slice(0, mark).replace(/[^\d]/g, '')}.${text.slice(mark + 1)}`), text, kind);
  }
  if (DECIMAL.test(text) || SCIENTIFIC.test(text)) return limited(Number(text.replace(',', '.')), text, kind);
  return null;
}

function limited(value: number, text: string, kind: ColumnKind): NumberReading {
  if (!(value <= MAX_COUNT)) return 'value-out-of-range';
  if (value < MIN_COUNT && /[1-9]/.test(text.replace(/e.*$/, ''))) return 'value-out-of-range';
  // The digits of an average behind the fifteenth are rounding (22.428571428571427); those of a count are not.
  const significant = text.replace(/e.*$/, '').replace(/[^\d]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return kind === 'count' && significant.length > MAX_DIGITS ? 'value-out-of-range' : value;
}

/**
 * The value of a cell of up to 15 digits with at most one mark that can only be decimal; anything else: −1. Nearly all
 * cells are so, and are read without a regular expression. (One division of exact numbers rounds as `Number` does.)
 */
export function plainNumber(cell: string): number {
  const { length } = cell;
  if (length === 0 || length > MAX_DIGITS) return -1;
  let value = 0;
  let markAt = -1;
  for (let i = 0; i < length; i++) {
    const code = cell.charCodeAt(i);
    if (code >= ZERO && code < ZERO + 10) value = value * 10 + code - ZERO;
    else if (markAt < 0 && (code === POINT || code === COMMA)) markAt = i;
    else return -1;
  }
  if (markAt < 0) return value <= MAX_COUNT ? value : -1;
  const decimals = length - 1 - markAt;
  const hasTwoReadings = decimals === 3 && markAt >= 1 && markAt <= 3 && cell.charCodeAt(0) !== ZERO;
  if (decimals === 0 || hasTwoReadings) return -1;
  const number = value / 10 ** decimals;
  return number === 0 || (number >= MIN_COUNT && number <= MAX_COUNT) ? number : -1;
}

/** Trimmed, in lower case, every blank (no-break, thin, …) a space, every apostrophe the plain one. */
export function plainBlanks(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/[\p{Zs}\t]/gu, ' ')
    .replace(/[\u2019\u02bc]/g, "'");
}

/** Without its sign; null where the signs make no sense. */
export function unsigned(text: string): string | null {
  const found = /^(?:[+\u2212-] ?(?=[\d.,])(.+)|\(([\d., ]+)\)|(\d[\d.,]*)-|([\d.,].*))$/.exec(text);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? found[4] ?? null);
}

function isNegative(text: string): boolean {
  return /^[\u2212(-]|-$/.test(text);
}
