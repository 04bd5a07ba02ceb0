// Numbers as spreadsheets write them. What a mark (point or comma) means is decided for the file from evidence.
import type { FindingCode } from './findings.ts';

export type Mark = '.' | ',';
/** Whole counts or averages: a count with a fraction needs evidence from counts, an average doesn't. */
export type ColumnKind = 'count' | 'average';

/** What the numbers of a file prove about a mark. */
interface Proof {
  decimalInCounts: boolean;
  decimalInAverages: boolean;
  groups: boolean;
}

export type Evidence = Record<Mark, Proof>;

/** How `1.234` and `1,234` are to be read, per kind of column; `unclear` where nothing in the file decides. */
export type NumberFormat = Readonly<Record<ColumnKind, Readonly<Record<Mark, 'decimal' | 'groups' | 'unclear'>>>>;

/** A number, or why there is none. */
export type NumberReading = number | ValueProblem;
export type ValueProblem = Extract<
  FindingCode,
  'value-absent' | 'value-invalid' | 'value-negative' | 'value-out-of-range' | 'number-ambiguous'
>;

/** From here on doubles can't tell neighbours with 15 digits apart (IEEE 754: 15.95 decimal digits). */
const MAX_DIGITS = 15;
const MAX_NUMBER = 1e15;

/** Nothing that is a number is longer. */
const MAX_CELL_CHARS = 64;

const ZERO = 48;
const POINT = 46;
const COMMA = 44;

const ABSENT = new Set(
  [
    '',
    '-',
    '--',
    '\u2013',
    '\u2014',
    '\u2212',
    'n/a',
    'na',
    'n.a.',
    'n/d',
    'nd',
    'n.d.',
    's/d',
    'nan',
    'null',
    'none',
    'nil',
  ].concat(['#n/a', '#n/d', '#n/a n/a', '(null)', '<null>', '\\n', 'undefined', '<na>', '(blank)', '(vazio)']),
);

const GROUPED =
  /^[1-9]\d{0,2}(?:\.\d{3})+$|^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d{0,2}(?: \d{3})+$|^[1-9]\d{0,2}(?:'\d{3})+$/;
const GROUPED_DECIMAL =
  /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:[ ']\d{3})+[.,]\d+$/;
const DECIMAL = /^\d*[.,]\d+$/;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e[+-]?\d{1,4}$/;
/** One mark with three digits behind it and one to three before: thousands or a decimal. */
const TWO_READINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;

export function noEvidence(): Evidence {
  const none = (): Proof => ({ decimalInCounts: false, decimalInAverages: false, groups: false });
  return { '.': none(), ',': none() };
}

/** Adds to `evidence` what `cell` proves. */
export function gatherEvidence(evidence: Evidence, cell: string, kind: ColumnKind): void {
  const mark = plainMark(cell);
  if (mark === null || cell.length > MAX_CELL_CHARS) return;
  const proof = kind === 'count' ? 'decimalInCounts' : 'decimalInAverages';
  if (evidence[mark][proof] && plainNumber(cell) >= 0) return;
  const text = unsigned(plainBlanks(cell));
  if (text === null || TWO_READINGS.test(text)) return;
  if (DECIMAL.test(text) || SCIENTIFIC.test(text) || GROUPED_DECIMAL.test(text)) {
    const decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
    const other = decimal === '.' ? ',' : '.';
    evidence[decimal][proof] = true;
    if (text.includes(other)) evidence[other].groups = true;
  } else if (GROUPED.test(text)) {
    evidence[mark].groups = true;
  }
}

/** The first mark in a cell; null where there is none. */
function plainMark(cell: string): Mark | null {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if (code === POINT) return '.';
    if (code === COMMA) return ',';
  }
  return null;
}

/** The format that the evidence of a whole file allows. */
export function numberFormat(evidence: Evidence): NumberFormat {
  const of = (mark: Mark, kind: ColumnKind): 'decimal' | 'groups' | 'unclear' => {
    const own = evidence[mark];
    const other = evidence[mark === '.' ? ',' : '.'];
    const isGroups = own.groups || other.decimalInCounts || other.decimalInAverages;
    const isDecimal = own.decimalInCounts || other.groups || (kind === 'average' && own.decimalInAverages);
    // A point that is decimal in the averages says nothing certain of 1.416 among whole counts.
    if (isGroups === isDecimal || (isGroups && own.decimalInAverages)) return 'unclear';
    return isGroups ? 'groups' : 'decimal';
  };
  return {
    count: { '.': of('.', 'count'), ',': of(',', 'count') },
    average: { '.': of('.', 'average'), ',': of(',', 'average') },
  };
}

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
  if (!(value < MAX_NUMBER)) return 'value-out-of-range';
  // The digits of an average behind the fifteenth are rounding (22.428571428571427); those of a count are not.
  const significant = text.replace(/e.*$/, '').replace(/[^\d]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return kind === 'count' && significant.length > MAX_DIGITS ? 'value-out-of-range' : value;
}

/**
 * The value of a cell of up to 15 digits with at most one mark that can only be decimal; anything else: −1. Nearly all
 * cells are so, and are read without a regular expression. (One division of exact numbers rounds as `Number` does.)
 */
function plainNumber(cell: string): number {
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
  if (markAt < 0) return value;
  const decimals = length - 1 - markAt;
  const hasTwoReadings = decimals === 3 && markAt >= 1 && markAt <= 3 && cell.charCodeAt(0) !== ZERO;
  return decimals === 0 || hasTwoReadings ? -1 : value / 10 ** decimals;
}

/** Trimmed, in lower case, every blank (no-break, thin, …) a space, every apostrophe the plain one. */
function plainBlanks(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/[\p{Zs}\t]/gu, ' ')
    .replace(/[\u2019\u02bc]/g, "'");
}

/** Without its sign; null where the signs make no sense. */
function unsigned(text: string): string | null {
  const found = /^(?:[+\u2212-] ?(?=[\d.,])(.+)|\(([\d., ]+)\)|(\d[\d.,]*)-|([\d.,].*))$/.exec(text);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? found[4] ?? null);
}

function isNegative(text: string): boolean {
  return /^[\u2212(-]|-$/.test(text);
}
