// Symmetric positive definite matrices between the hours of a day: factored, solved and inverted without allocating.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { at } from './numbers.ts';

const lower = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);
const inverse = new Float64Array(HOURS_A_DAY * HOURS_A_DAY);

/** So many pivots are multiplied before a logarithm is taken: their product stays within range. */
const FACTORS_A_LOGARITHM = 8;

/**
 * Cholesky factor of a 24×24 matrix (its lower triangle is read), kept for `solveDay` and `invertDay`.
 * @returns log determinant
 */
export function factorizeDay(matrix: Float64Array): number {
  let determinant = 1;
  let logDeterminant = 0;
  for (let i = 0; i < HOURS_A_DAY; i++) {
    const row = i * HOURS_A_DAY;
    let pivot = at(matrix, row + i);
    for (let j = 0; j < i; j++) {
      const other = j * HOURS_A_DAY;
      let sum = at(matrix, row + j);
      for (let k = 0; k < j; k++) sum -= at(lower, row + k) * at(lower, other + k);
      const value = sum * at(inverse, other + j);
      lower[row + j] = value;
      pivot -= value * value;
    }
    inverse[row + i] = 1 / Math.sqrt(pivot);
    determinant *= pivot;
    if (i % FACTORS_A_LOGARITHM === FACTORS_A_LOGARITHM - 1) {
      logDeterminant += Math.log(determinant);
      determinant = 1;
    }
  }
  return logDeterminant;
}

/** Solves for the right-hand side `b`, in place; returns b · solution. */
export function solveDay(b: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < HOURS_A_DAY; i++) {
    const row = i * HOURS_A_DAY;
    let sum = at(b, i);
    for (let k = 0; k < i; k++) sum -= at(lower, row + k) * at(b, k);
    const value = sum * at(inverse, row + i);
    b[i] = value;
    squares += value * value;
  }
  for (let i = HOURS_A_DAY - 1; i >= 0; i--) {
    const row = i * HOURS_A_DAY;
    const value = at(b, i) * at(inverse, row + i);
    b[i] = value;
    for (let k = 0; k < i; k++) b[k] = at(b, k) - at(lower, row + k) * value;
  }
  return squares;
}

/** Writes the inverse of the factored matrix, whole. */
export function invertDay(into: Float64Array): void {
  for (let i = 1; i < HOURS_A_DAY; i++) {
    const row = i * HOURS_A_DAY;
    const pivot = at(inverse, row + i);
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= at(lower, row + k) * at(inverse, k * HOURS_A_DAY + j);
      inverse[row + j] = sum * pivot;
    }
  }
  for (let i = 0; i < HOURS_A_DAY; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < HOURS_A_DAY; k++) sum += at(inverse, k * HOURS_A_DAY + i) * at(inverse, k * HOURS_A_DAY + j);
      into[i * HOURS_A_DAY + j] = sum;
      into[j * HOURS_A_DAY + i] = sum;
    }
  }
}
