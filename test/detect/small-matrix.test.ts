// Small matrices against figures that can be checked by hand.
import { describe, expect, it } from 'vitest';
import { emptyDayFactor, factorizeDay, invertDay, solveDay } from '../../lambda/detect/dense.ts';
import { inverse, root } from '../../lambda/detect/small-matrix.ts';

describe('a small matrix', () => {
  const matrix = [
    [4, 2],
    [2, 10],
  ];

  it('has a root', () => {
    expect(root(matrix)).toEqual([
      [2, 0],
      [1, 3],
    ]);
  });

  it('has an inverse and a determinant', () => {
    const { rows, logDeterminant } = inverse(matrix);
    expect(Math.exp(logDeterminant)).toBeCloseTo(36, 10);
    expect(rows[0]?.[0]).toBeCloseTo(10 / 36, 12);
    expect(rows[1]?.[0]).toBeCloseTo(-2 / 36, 12);
  });
});

describe('a matrix between the hours of a day', () => {
  const factor = emptyDayFactor();
  const matrix = Float64Array.from({ length: 24 * 24 }, (_, i) => {
    const hours = Math.abs(Math.floor(i / 24) - (i % 24));
    return 0.8 ** hours + (hours === 0 ? 0.5 : 0);
  });
  const product = (x: Float64Array) =>
    Float64Array.from({ length: 24 }, (_, i) =>
      x.reduce((sum, value, j) => sum + (matrix[i * 24 + j] ?? 0) * value, 0),
    );

  it('is solved: the matrix times the solution is the right-hand side', () => {
    factorizeDay(matrix, factor);
    const x = Float64Array.from({ length: 24 }, (_, i) => i - 3);
    const right = x.slice();
    const squares = solveDay(factor, x);
    product(x).forEach((value, i) => {
      expect(value).toBeCloseTo(right[i] ?? 0, 10);
    });
    expect(squares).toBeCloseTo(
      right.reduce((sum, value, i) => sum + value * (x[i] ?? 0), 0),
      9,
    );
  });

  it('is inverted, and has the determinant that its inverse has not', () => {
    const logDeterminant = factorizeDay(matrix, factor);
    const inverted = new Float64Array(24 * 24);
    invertDay(factor, inverted);
    const column = Float64Array.from({ length: 24 }, (_, i) => inverted[i * 24 + 7] ?? 0);
    product(column).forEach((value, i) => {
      expect(value).toBeCloseTo(i === 7 ? 1 : 0, 10);
    });
    expect(factorizeDay(inverted, factor)).toBeCloseTo(-logDeterminant, 9);
  });
});
