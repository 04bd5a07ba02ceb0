// What a point or a comma means in this file: decided from the evidence of all its numbers.
import {
  DECIMAL,
  GROUPED,
  GROUPED_DECIMAL,
  MAX_CELL_CHARS,
  plainBlanks,
  plainNumber,
  SCIENTIFIC,
  TWO_READINGS,
  unsigned,
} from './numbers.ts';

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

/** What no cell has proved yet. */
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
    if (code === 46) return '.';
    if (code === 44) return ',';
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
