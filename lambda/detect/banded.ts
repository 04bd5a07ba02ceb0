// A symmetric positive definite matrix with a band and a border (hours in order, then what all of them share), stored
// without its zeros: a Cholesky factor has the same pattern.
import { add, at } from './numbers.ts';

/** Which cells exist: row `i` holds the columns from `first[i]` to `i`, and column `j` of it lies at `offset[i] + j`. */
export interface BandPattern {
  readonly size: number;
  readonly cellCount: number;
  readonly first: Int32Array;
  readonly offset: Int32Array;
}

/** `blocks` diagonal blocks of `blockSize`, each coupled to the one before, then `border` rows coupled to everything. */
export function bandPattern(blocks: number, blockSize: number, border: number): BandPattern {
  const size = blocks * blockSize + border;
  const first = Int32Array.from({ length: size }, (_, row) => {
    const block = Math.floor(row / blockSize);
    return block < blocks ? Math.max(0, block - 1) * blockSize : 0;
  });
  let cellCount = 0;
  const offset = first.map((start, row) => {
    const rowOffset = cellCount - start;
    cellCount += row - start + 1;
    return rowOffset;
  });
  return { size, cellCount, first, offset };
}

/** The cell of row `i` and column `j` ≤ i. */
export function cell({ offset }: BandPattern, i: number, j: number): number {
  return (offset[i] as number) + j;
}

/** Product of pivots is kept between these, so that one logarithm serves many of them. */
const PRODUCT_LIMIT = 1e100;

/**
 * Cholesky factor of `matrix`, written to `factor` with *inverted* diagonal (solving then needs no division).
 * @returns log det(matrix)
 */
export function factorize({ size, first, offset }: BandPattern, matrix: Float64Array, factor: Float64Array): number {
  let logDeterminant = 0;
  let product = 1;
  for (let i = 0; i < size; i++) {
    const start = first[i] as number;
    const row = offset[i] as number;
    for (let j = start; j < i; j++) {
      const other = offset[j] as number;
      let sum = at(matrix, row + j);
      for (let k = Math.max(start, first[j] as number); k < j; k++) sum -= at(factor, row + k) * at(factor, other + k);
      factor[row + j] = sum * at(factor, other + j);
    }
    let pivot = at(matrix, row + i);
    for (let k = start; k < i; k++) pivot -= at(factor, row + k) * at(factor, row + k);
    factor[row + i] = 1 / Math.sqrt(pivot);
    product *= pivot;
    if (product > PRODUCT_LIMIT || product < 1 / PRODUCT_LIMIT) {
      logDeterminant += Math.log(product);
      product = 1;
    }
  }
  return logDeterminant + Math.log(product);
}

/** Solves matrix · x = b in place, given the matrix's factor; `b` is known to be zero before `from`. */
export function solve({ size, first, offset }: BandPattern, factor: Float64Array, b: Float64Array, from = 0): void {
  for (let i = from; i < size; i++) {
    const row = offset[i] as number;
    let sum = at(b, i);
    for (let k = Math.max(from, first[i] as number); k < i; k++) sum -= at(factor, row + k) * at(b, k);
    b[i] = sum * at(factor, row + i);
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = offset[i] as number;
    const x = at(b, i) * at(factor, row + i);
    b[i] = x;
    for (let k = first[i] as number; k < i; k++) add(b, k, -at(factor, row + k) * x);
  }
}

/** Inverse and log determinant of a small full symmetric positive definite matrix. */
export function inverse(matrix: readonly (readonly number[])[]): { rows: number[][]; logDeterminant: number } {
  const pattern = bandPattern(0, 1, matrix.length);
  const cells = new Float64Array(pattern.cellCount);
  matrix.forEach((row, i) => {
    cells.set(row.slice(0, i + 1), cell(pattern, i, 0));
  });
  const factor = new Float64Array(pattern.cellCount);
  const logDeterminant = factorize(pattern, cells, factor);
  const rows = matrix.map((_, i) => {
    const unit = new Float64Array(pattern.size);
    unit[i] = 1;
    solve(pattern, factor, unit);
    return [...unit];
  });
  return { rows, logDeterminant };
}
