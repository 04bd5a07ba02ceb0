// Values that an unquoted comma split: where a row reaches into columns that tillwatch doesn't know, its cells may all
// stand too far right, and `1,200` would be read as 1.
import type { Columns } from './columns.ts';

/** Sees every row once, and then tells which rows may be split. */
export interface SpillWatch {
  see(cells: readonly string[]): void;
  /** Asked after the last row was seen: may a value of this row be split? */
  mayBeSplit(cells: readonly string[]): boolean;
}

/** A whole number, or one with a decimal point: what a value or a piece of one looks like. */
const NUMERIC = /^\d+(?:\.\d+)?$/;
const FRACTION = /^\d+\.\d+$/;

/** Two cells that can be the thousands and the rest of one number. */
const GROUP_START = /^[1-9]\d{0,2}$/;
const GROUP_REST = /^\d{3}(?:\.\d+)?$/;

/** What follows a decimal comma; no number of its own begins with a zero. */
const DECIMALS = /^0\d+$/;

/** A watch over the unknown columns behind the last known one; null where the file has none, or no commas to split at. */
export function spillWatch({ at, neededFields, fields }: Columns, delimiter: string): SpillWatch | null {
  if (delimiter !== ',' || fields <= neededFields) return null;
  const average = at.avg_last_week;
  let left = 0;
  let spilled = 0;
  let rows = 0;
  let hasDecimals = false;
  let hasAverageFraction = false;
  let hasSpareFraction = false;

  const reaches = (cells: readonly string[]): boolean => NUMERIC.test(cells[neededFields]?.trim() ?? '');

  function hasGroup(cells: readonly string[]): boolean {
    for (let i = at.today; i < neededFields; i++) {
      if (i === at.time || i + 1 === at.time) continue;
      if (GROUP_START.test(cells[i]?.trim() ?? '') && GROUP_REST.test(cells[i + 1]?.trim() ?? '')) return true;
    }
    return false;
  }

  function hasDecimalPiece(cells: readonly string[]): boolean {
    for (let i = at.today + 1; i < fields; i++) {
      if (i !== at.time && DECIMALS.test(cells[i]?.trim() ?? '')) return true;
    }
    return false;
  }

  return {
    see(cells) {
      rows += 1;
      if (!reaches(cells)) {
        if ((cells[neededFields]?.trim() ?? '') === '') left += 1;
        return;
      }
      if (hasGroup(cells)) spilled += 1;
      if (!hasDecimals && hasDecimalPiece(cells)) hasDecimals = true;
      if (FRACTION.test(cells[average]?.trim() ?? '')) hasAverageFraction = true;
      if (FRACTION.test(cells[neededFields]?.trim() ?? '')) hasSpareFraction = true;
    },
    mayBeSplit(cells) {
      if (!reaches(cells)) return false;
      if (hasDecimals && !hasAverageFraction) return true;
      // Some rows leave the column blank: those that fill it may be the ones with a comma too many.
      if (left > 0) return hasGroup(cells);
      // All fill it: then the fractions tell whether the averages begin one column too far right.
      return spilled === rows && hasSpareFraction && !hasAverageFraction;
    },
  };
}
