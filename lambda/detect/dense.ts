// Symmetric positive definite matrices between the hours of a day: factored, solved and inverted without allocating.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { FACTORS_A_LOGARITHM } from './log-product.ts';

/** Cholesky factor of a 24×24 matrix. */
export interface DayFactor {
  /** Below the diagonal, row-major. */
  readonly lower: Float64Array;
  /** By hour, one over the diagonal. */
  readonly reciprocal: Float64Array;
}

export function emptyDayFactor(): DayFactor {
  return { lower: new Float64Array(HOURS_A_DAY * HOURS_A_DAY), reciprocal: new Float64Array(HOURS_A_DAY) };
}

// Rows and columns are taken by twos: four sums that don't wait for each other cost little more than one.

/**
 * Factors a 24×24 matrix, whose lower triangle is read, into `factor`.
 * @returns log determinant
 */
export function factorizeDay(matrix: Float64Array, { lower, reciprocal }: DayFactor): number {
  let determinant = 1;
  let logDeterminant = 0;
  for (let i = 0; i < HOURS_A_DAY; i += 2) {
    const row = i * HOURS_A_DAY;
    const next = row + HOURS_A_DAY;
    let pivot = matrix[row + i]!;
    let beside = matrix[next + i]!;
    let nextPivot = matrix[next + i + 1]!;
    for (let j = 0; j < i; j += 2) {
      const other = j * HOURS_A_DAY;
      let s00 = matrix[row + j]!;
      let s01 = matrix[row + j + 1]!;
      let s10 = matrix[next + j]!;
      let s11 = matrix[next + j + 1]!;
      for (let k = 0; k < j; k++) {
        const a = lower[row + k]!;
        const b = lower[next + k]!;
        const c = lower[other + k]!;
        const d = lower[other + HOURS_A_DAY + k]!;
        s00 -= a * c;
        s01 -= a * d;
        s10 -= b * c;
        s11 -= b * d;
      }
      const coupled = lower[other + HOURS_A_DAY + j]!;
      const l00 = s00 * reciprocal[j]!;
      const l01 = (s01 - l00 * coupled) * reciprocal[j + 1]!;
      const l10 = s10 * reciprocal[j]!;
      const l11 = (s11 - l10 * coupled) * reciprocal[j + 1]!;
      lower[row + j] = l00;
      lower[row + j + 1] = l01;
      lower[next + j] = l10;
      lower[next + j + 1] = l11;
      pivot = pivot - l00 * l00 - l01 * l01;
      beside = beside - l10 * l00 - l11 * l01;
      nextPivot = nextPivot - l10 * l10 - l11 * l11;
    }
    const scale = 1 / Math.sqrt(pivot);
    beside *= scale;
    nextPivot -= beside * beside;
    lower[next + i] = beside;
    reciprocal[i] = scale;
    reciprocal[i + 1] = 1 / Math.sqrt(nextPivot);
    determinant = determinant * pivot * nextPivot;
    if ((i + 2) % FACTORS_A_LOGARITHM === 0) {
      logDeterminant += Math.log(determinant);
      determinant = 1;
    }
  }
  return logDeterminant;
}

/** Solves for the right-hand side `b`, in place; returns b · solution. */
export function solveDay({ lower, reciprocal }: DayFactor, b: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < HOURS_A_DAY; i++) {
    const row = i * HOURS_A_DAY;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= lower[row + k]! * b[k]!;
    const value = sum * reciprocal[i]!;
    b[i] = value;
    squares += value * value;
  }
  for (let i = HOURS_A_DAY - 1; i >= 0; i--) {
    const row = i * HOURS_A_DAY;
    const value = b[i]! * reciprocal[i]!;
    b[i] = value;
    for (let k = 0; k < i; k++) b[k] = b[k]! - lower[row + k]! * value;
  }
  return squares;
}

/** Of the factor; above the diagonal it stays 0. */
const inverse = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);

/** Writes the inverse of the factored matrix, whole. */
export function invertDay(factor: DayFactor, into: Float64Array): void {
  invertFactor(factor);
  for (let i = 0; i < HOURS_A_DAY; i += 2) {
    for (let j = 0; j <= i; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let row = i * HOURS_A_DAY; row < HOURS_A_DAY * HOURS_A_DAY; row += HOURS_A_DAY) {
        const a = inverse[row + i]!;
        const b = inverse[row + i + 1]!;
        const c = inverse[row + j]!;
        const d = inverse[row + j + 1]!;
        s00 += a * c;
        s01 += a * d;
        s10 += b * c;
        s11 += b * d;
      }
      const across = i * HOURS_A_DAY + j;
      const down = j * HOURS_A_DAY + i;
      into[across] = s00;
      into[across + 1] = s01;
      into[across + HOURS_A_DAY] = s10;
      into[across + HOURS_A_DAY + 1] = s11;
      into[down] = s00;
      into[down + HOURS_A_DAY] = s01;
      into[down + 1] = s10;
      into[down + HOURS_A_DAY + 1] = s11;
    }
  }
}

function invertFactor({ lower, reciprocal }: DayFactor): void {
  for (let i = 0; i < HOURS_A_DAY; i += 2) {
    const row = i * HOURS_A_DAY;
    const next = row + HOURS_A_DAY;
    const scale = reciprocal[i]!;
    const nextScale = reciprocal[i + 1]!;
    const beside = lower[next + i]!;
    for (let j = 0; j < i; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let k = j; k < i; k++) {
        const a = lower[row + k]!;
        const b = lower[next + k]!;
        const c = inverse[k * HOURS_A_DAY + j]!;
        const d = inverse[k * HOURS_A_DAY + j + 1]!;
        s00 -= a * c;
        s01 -= a * d;
        s10 -= b * c;
        s11 -= b * d;
      }
      const m00 = s00 * scale;
      const m01 = s01 * scale;
      inverse[row + j] = m00;
      inverse[row + j + 1] = m01;
      inverse[next + j] = (s10 - beside * m00) * nextScale;
      inverse[next + j + 1] = (s11 - beside * m01) * nextScale;
    }
    inverse[row + i] = scale;
    inverse[next + i] = -beside * scale * nextScale;
    inverse[next + i + 1] = nextScale;
  }
}
