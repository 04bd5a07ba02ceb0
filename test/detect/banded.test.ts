// Banded matrices against plain arithmetic on the full ones.
import { describe, expect, it } from 'vitest';
import { bandPattern, cell, factorize, inverse, solve } from '../../lambda/detect/banded.ts';

const PATTERN = bandPattern(3, 2, 1);

/** A diagonally dominant matrix of the pattern: 10 on the diagonal, small numbers elsewhere. */
function example(): { cells: Float64Array; full: number[][] } {
  const cells = new Float64Array(PATTERN.cellCount);
  const full = Array.from({ length: PATTERN.size }, () => new Array<number>(PATTERN.size).fill(0));
  for (let i = 0; i < PATTERN.size; i++) {
    for (let j = PATTERN.first[i] ?? 0; j <= i; j++) {
      const value = i === j ? 10 : 1 / (1 + i + 2 * j);
      cells[cell(PATTERN, i, j)] = value;
      (full[i] as number[])[j] = value;
      (full[j] as number[])[i] = value;
    }
  }
  return { cells, full };
}

describe('a banded matrix', () => {
  it('keeps only the band and the border', () => {
    expect([...PATTERN.first]).toEqual([0, 0, 0, 0, 2, 2, 0]);
  });

  it('is solved: the matrix times the solution is the right-hand side', () => {
    const { cells, full } = example();
    const factor = new Float64Array(PATTERN.cellCount);
    factorize(PATTERN, cells, factor);
    const x = Float64Array.from({ length: PATTERN.size }, (_, i) => i - 2);
    const right = [...x];
    solve(PATTERN, factor, x);
    full.forEach((row, i) => {
      expect(row.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0)).toBeCloseTo(right[i] ?? 0, 10);
    });
  });
});

describe('inverse', () => {
  it('gives the inverse and the log determinant', () => {
    const { rows, logDeterminant } = inverse([
      [4, 1],
      [1, 3],
    ]);
    expect(Math.exp(logDeterminant)).toBeCloseTo(11, 10);
    expect(rows[0]?.[0]).toBeCloseTo(3 / 11, 12);
    expect(rows[0]?.[1]).toBeCloseTo(-1 / 11, 12);
  });
});
