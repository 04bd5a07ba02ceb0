// Small symmetric positive definite matrices as rows of numbers: for what is made once, not for every day.

/** Lower triangular, root · rootᵀ = matrix (Cholesky). */
export function root(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= value(lower, i, k) * value(lower, j, k);
      (lower[i] as number[])[j] = i === j ? Math.sqrt(sum) : sum / value(lower, j, j);
    }
  });
  return lower;
}

/** Inverse and log determinant. */
export function inverse(matrix: readonly (readonly number[])[]): { rows: number[][]; logDeterminant: number } {
  const lower = root(matrix);
  const columns = matrix.map((_, j) => {
    const x = matrix.map((_, i) => Number(i === j));
    for (let i = 0; i < x.length; i++) {
      for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - value(lower, i, k) * (x[k] ?? 0);
      x[i] = (x[i] ?? 0) / value(lower, i, i);
    }
    for (let i = x.length - 1; i >= 0; i--) {
      for (let k = i + 1; k < x.length; k++) x[i] = (x[i] ?? 0) - value(lower, k, i) * (x[k] ?? 0);
      x[i] = (x[i] ?? 0) / value(lower, i, i);
    }
    return x;
  });
  return { rows: columns, logDeterminant: 2 * lower.reduce((sum, row, i) => sum + Math.log(row[i] ?? 1), 0) };
}

function value(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
