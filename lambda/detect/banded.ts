// A symmetric positive definite matrix with a band and a border: hours in order, then what they all share.
import { add, at } from './numbers.ts';

/** Row-major lower triangle in a square; rows from `bordered` on are full, earlier ones reach back to `firstColumn`. */
export interface Banded {
  readonly size: number;
  readonly firstColumn: readonly number[];
  readonly cells: Float64Array;
}

/** An empty matrix of `blocks` diagonal blocks of `blockSize`, each coupled to the one before, and a full border. */
export function banded(blocks: number, blockSize: number, border: number): Banded {
  const size = blocks * blockSize + border;
  const firstColumn = Array.from({ length: size }, (_, row) => {
    const block = Math.floor(row / blockSize);
    return block < blocks ? Math.max(0, block - 1) * blockSize : 0;
  });
  return { size, firstColumn, cells: new Float64Array(size * size) };
}

/** Cholesky factor L of `matrix` (written to `factor`, of the same layout); returns log det(matrix). */
export function factorize(matrix: Banded, factor: Banded): number {
  const { size, firstColumn, cells } = matrix;
  const l = factor.cells;
  let logDeterminant = 0;
  for (let i = 0; i < size; i++) {
    const first = firstColumn[i] as number;
    for (let j = first; j <= i; j++) {
      let sum = at(cells, i * size + j);
      for (let k = Math.max(first, firstColumn[j] as number); k < j; k++)
        sum -= at(l, i * size + k) * at(l, j * size + k);
      l[i * size + j] = i === j ? Math.sqrt(sum) : sum / at(l, j * size + j);
    }
    logDeterminant += 2 * Math.log(at(l, i * size + i));
  }
  return logDeterminant;
}

/** Solves L·Lᵀ·x = b in place; `b` is known to be zero before `from`. */
export function solve({ size, firstColumn, cells }: Banded, b: Float64Array, from = 0): void {
  for (let i = from; i < size; i++) {
    let sum = at(b, i);
    for (let k = Math.max(from, firstColumn[i] as number); k < i; k++) sum -= at(cells, i * size + k) * at(b, k);
    b[i] = sum / at(cells, i * size + i);
  }
  for (let i = size - 1; i >= 0; i--) {
    const x = at(b, i) / at(cells, i * size + i);
    b[i] = x;
    for (let k = firstColumn[i] as number; k < i; k++) add(b, k, -at(cells, i * size + k) * x);
  }
}

/** Inverse and log determinant of a small full symmetric positive definite matrix. */
export function inverse(matrix: readonly (readonly number[])[]): { rows: number[][]; logDeterminant: number } {
  const size = matrix.length;
  const full = banded(0, 1, size);
  matrix.forEach((row, i) => {
    full.cells.set(row, i * size);
  });
  const factor = banded(0, 1, size);
  const logDeterminant = factorize(full, factor);
  const rows = matrix.map((_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    solve(factor, unit);
    return [...unit];
  });
  return { rows, logDeterminant };
}
