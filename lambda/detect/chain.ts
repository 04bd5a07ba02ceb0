// The unknowns of a fit, eliminated hour by hour: shapes are a Markov chain over the hours, levels are shared by all.
// Written out in plain arithmetic on arrays made once, because a day takes dozens of fits and each has to cost little. Long
// because it is one walk over those arrays, there and back: in two files it would have to be followed across.
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { REFERENCES, SHAPE_CORRELATION } from './regimes.ts';

const SQUARE = REFERENCES * REFERENCES;

/** What is known before any count is seen. Matrices are 4×4 and row-major. */
export interface ChainPrior {
  /** Lower triangular: root · rootᵀ is the covariance between the groups' shapes. */
  readonly root: Float64Array;
  readonly levelPrecision: Float64Array;
  /** Log determinant of the covariance of levels. */
  readonly logLevelVolume: number;
}

/** What the references tell, `[hour × 4 + group]`: log rates beside the usual ones, and one over their variance or 0. */
export const told = {
  deviation: new Float64Array(HOURS_A_DAY * REFERENCES),
  weight: new Float64Array(HOURS_A_DAY * REFERENCES),
};

/** Standard deviation, as log rate, of an hour's usual rate about that of all references together: next to unknown. */
const USUAL_HOUR = 1;
const USUAL_PRECISION = 1 / USUAL_HOUR ** 2;

/** By hour: the precision with which the hour's usual rate is known when all else is. */
export const usualPrecision = new Float64Array(HOURS_A_DAY);

// Unit Ornstein-Uhlenbeck chain (Rue & Held 2005, chapter 2): the diagonal of its precision at the ends and inside, and
// beside the diagonal, negated.
const INNOVATION = 1 - SHAPE_CORRELATION ** 2;
const AT_ENDS = 1 / INNOVATION;
const INSIDE = (1 + SHAPE_CORRELATION ** 2) / INNOVATION;
const COUPLING = SHAPE_CORRELATION / INNOVATION;
const LOG_CHAIN = (HOURS_A_DAY - 1) * REFERENCES * Math.log(INNOVATION);

// By hour: inverse of what is left of the chain's precision once all later hours are eliminated; that times what is left
// of its pull; and that times its coupling to the levels (level × chain).
const inverses = new Float64Array(HOURS_A_DAY * SQUARE);
const pulled = new Float64Array(HOURS_A_DAY * REFERENCES);
const coupled = new Float64Array(HOURS_A_DAY * SQUARE);

// Of the hour in hand.
const left = new Float64Array(SQUARE);
const pullLeft = new Float64Array(REFERENCES);
const coupling = new Float64Array(SQUARE);

// Of the levels, once all hours are eliminated.
const levels = new Float64Array(SQUARE);
const levelPull = new Float64Array(REFERENCES);
const levelCovariance = new Float64Array(SQUARE);

/**
 * Eliminates every hour's usual rate, the chain and the levels, given what was `told`.
 * @returns weighted squares that no unknown explains, plus the log determinants of posterior over prior precision
 */
export function eliminate({ root, levelPrecision, logLevelVolume }: ChainPrior): number {
  let sum = LOG_CHAIN + logLevelVolume;
  let determinant = 1;
  levels.set(levelPrecision);
  levelPull.fill(0);
  for (let hour = HOURS_A_DAY - 1; hour >= 0; hour--) {
    sum += takeHour(root, hour);
    determinant *= invert(left, inverses, hour * SQUARE) * (usualPrecision[hour]! / USUAL_PRECISION);
    sum -= fold(hour);
    if (hour % 4 === 0) {
      sum += Math.log(determinant);
      determinant = 1;
    }
  }
  sum += Math.log(invert(levels, levelCovariance, 0));
  for (let a = 0; a < REFERENCES; a++) {
    let mean = 0;
    for (let b = 0; b < REFERENCES; b++) mean += levelCovariance[a * REFERENCES + b]! * levelPull[b]!;
    means.level[a] = mean;
    sum -= mean * levelPull[a]!;
  }
  return sum;
}

/** Fills `left`, `pullLeft` and `coupling` for an hour whose usual rate is eliminated; returns its squares. */
function takeHour(root: Float64Array, hour: number): number {
  const i = hour * REFERENCES;
  const w0 = told.weight[i]!;
  const w1 = told.weight[i + 1]!;
  const w2 = told.weight[i + 2]!;
  const w3 = told.weight[i + 3]!;
  const d0 = told.deviation[i]!;
  const d1 = told.deviation[i + 1]!;
  const d2 = told.deviation[i + 2]!;
  const d3 = told.deviation[i + 3]!;
  const total = USUAL_PRECISION + w0 + w1 + w2 + w3;
  usualPrecision[hour] = total;
  const mean = (w0 * d0 + w1 * d1 + w2 * d2 + w3 * d3) / total;
  const v0 = w0 * (d0 - mean);
  const v1 = w1 * (d1 - mean);
  const v2 = w2 * (d2 - mean);
  const v3 = w3 * (d3 - mean);
  levelPull[0]! += v0;
  levelPull[1]! += v1;
  levelPull[2]! += v2;
  levelPull[3]! += v3;
  const r00 = root[0]!;
  const r10 = root[4]!;
  const r11 = root[5]!;
  const r20 = root[8]!;
  const r21 = root[9]!;
  const r22 = root[10]!;
  const r30 = root[12]!;
  const r31 = root[13]!;
  const r32 = root[14]!;
  const r33 = root[15]!;
  // Weights times root, and its column sums: the hour's precision is diag(w) − w·wᵀ ÷ total.
  const m00 = w0 * r00;
  const m10 = w1 * r10;
  const m11 = w1 * r11;
  const m20 = w2 * r20;
  const m21 = w2 * r21;
  const m22 = w2 * r22;
  const m30 = w3 * r30;
  const m31 = w3 * r31;
  const m32 = w3 * r32;
  const m33 = w3 * r33;
  const p0 = m00 + m10 + m20 + m30;
  const p1 = m11 + m21 + m31;
  const p2 = m22 + m32;
  const q0 = w0 / total;
  const q1 = w1 / total;
  const q2 = w2 / total;
  const q3 = w3 / total;
  coupling[0] = m00 - q0 * p0;
  coupling[1] = -q0 * p1;
  coupling[2] = -q0 * p2;
  coupling[3] = -q0 * m33;
  coupling[4] = m10 - q1 * p0;
  coupling[5] = m11 - q1 * p1;
  coupling[6] = -q1 * p2;
  coupling[7] = -q1 * m33;
  coupling[8] = m20 - q2 * p0;
  coupling[9] = m21 - q2 * p1;
  coupling[10] = m22 - q2 * p2;
  coupling[11] = -q2 * m33;
  coupling[12] = m30 - q3 * p0;
  coupling[13] = m31 - q3 * p1;
  coupling[14] = m32 - q3 * p2;
  coupling[15] = m33 - q3 * m33;
  const diagonal = hour === 0 || hour === HOURS_A_DAY - 1 ? AT_ENDS : INSIDE;
  left[0] = diagonal + r00 * m00 + r10 * m10 + r20 * m20 + r30 * m30 - (p0 * p0) / total;
  left[4] = r11 * m10 + r21 * m20 + r31 * m30 - (p1 * p0) / total;
  left[5] = diagonal + r11 * m11 + r21 * m21 + r31 * m31 - (p1 * p1) / total;
  left[8] = r22 * m20 + r32 * m30 - (p2 * p0) / total;
  left[9] = r22 * m21 + r32 * m31 - (p2 * p1) / total;
  left[10] = diagonal + r22 * m22 + r32 * m32 - (p2 * p2) / total;
  left[12] = r33 * m30 - (m33 * p0) / total;
  left[13] = r33 * m31 - (m33 * p1) / total;
  left[14] = r33 * m32 - (m33 * p2) / total;
  left[15] = diagonal + r33 * m33 - (m33 * m33) / total;
  pullLeft[0] = r00 * v0 + r10 * v1 + r20 * v2 + r30 * v3;
  pullLeft[1] = r11 * v1 + r21 * v2 + r31 * v3;
  pullLeft[2] = r22 * v2 + r32 * v3;
  pullLeft[3] = r33 * v3;
  levels[0]! += w0 - q0 * w0;
  levels[4]! += -q1 * w0;
  levels[5]! += w1 - q1 * w1;
  levels[8]! += -q2 * w0;
  levels[9]! += -q2 * w1;
  levels[10]! += w2 - q2 * w2;
  levels[12]! += -q3 * w0;
  levels[13]! += -q3 * w1;
  levels[14]! += -q3 * w2;
  levels[15]! += w3 - q3 * w3;
  if (hour < HOURS_A_DAY - 1) addLater(hour + 1);
  return v0 * d0 + v1 * d1 + v2 * d2 + v3 * d3;
}

/** What the later hours, eliminated, pass on to the hour in hand. */
function addLater(next: number): void {
  for (let a = 0; a < REFERENCES; a++) pullLeft[a]! += COUPLING * pulled[next * REFERENCES + a]!;
  for (let i = 0; i < SQUARE; i++) {
    left[i]! += -COUPLING * COUPLING * inverses[next * SQUARE + i]!;
    coupling[i]! += COUPLING * coupled[next * SQUARE + i]!;
  }
}

/** Eliminates the hour in hand, which leaves its say in the levels; returns the squares that it explains. */
function fold(hour: number): number {
  const cell = hour * SQUARE;
  const v0 = pullLeft[0]!;
  const v1 = pullLeft[1]!;
  const v2 = pullLeft[2]!;
  const v3 = pullLeft[3]!;
  let explained = 0;
  for (let b = 0; b < REFERENCES; b++) {
    const i = cell + b * REFERENCES;
    const mean = inverses[i]! * v0 + inverses[i + 1]! * v1 + inverses[i + 2]! * v2 + inverses[i + 3]! * v3;
    pulled[hour * REFERENCES + b] = mean;
    explained += mean * pullLeft[b]!;
  }
  for (let a = 0; a < REFERENCES; a++) {
    const row = a * REFERENCES;
    const into = cell + row;
    product(coupling, row, inverses, cell, coupled, into);
    const c0 = coupled[into]!;
    const c1 = coupled[into + 1]!;
    const c2 = coupled[into + 2]!;
    const c3 = coupled[into + 3]!;
    levelPull[a]! += -(c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3);
    for (let b = 0; b <= a; b++) {
      const i = b * REFERENCES;
      const both = c0 * coupling[i]! + c1 * coupling[i + 1]! + c2 * coupling[i + 2]! + c3 * coupling[i + 3]!;
      levels[row + b]! += -both;
    }
  }
  return explained;
}

const chainMean = new Float64Array(HOURS_A_DAY * REFERENCES);

/** Posterior means by group: of the shapes `[hour × 4 + group]` and, after `eliminate`, of the levels. */
export const means = { shape: new Float64Array(HOURS_A_DAY * REFERENCES), level: new Float64Array(REFERENCES) };

/** Fills the shapes' means, after `eliminate`. */
export function fillMeans({ root }: ChainPrior): void {
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    for (let b = 0; b < REFERENCES; b++) {
      let mean = pulled[hour * REFERENCES + b]!;
      for (let k = 0; k < REFERENCES; k++) {
        mean -= coupled[hour * SQUARE + k * REFERENCES + b]! * means.level[k]!;
        if (hour > 0) {
          const before = chainMean[(hour - 1) * REFERENCES + k]!;
          mean += COUPLING * inverses[hour * SQUARE + b * REFERENCES + k]! * before;
        }
      }
      chainMean[hour * REFERENCES + b] = mean;
    }
    for (let a = 0; a < REFERENCES; a++) {
      let mean = 0;
      for (let k = 0; k <= a; k++) mean += root[a * REFERENCES + k]! * chainMean[hour * REFERENCES + k]!;
      means.shape[hour * REFERENCES + a] = mean;
    }
  }
}

/** Weights of shapes and levels in one wanted number an hour, `[hour × 4 + group]`. Filled by the caller. */
export const wanted = {
  shape: new Float64Array(HOURS_A_DAY * REFERENCES),
  level: new Float64Array(HOURS_A_DAY * REFERENCES),
};

// By hour: the weight of the chain in the wanted number, and how that number moves with the levels, before and after
// these have been multiplied by their covariance.
const weightOnChain = new Float64Array(HOURS_A_DAY * REFERENCES);
const byLevel = new Float64Array(HOURS_A_DAY * REFERENCES);
const byLevelSpread = new Float64Array(HOURS_A_DAY * REFERENCES);
const response = new Float64Array(SQUARE);
const responseBefore = new Float64Array(SQUARE);
const own = new Float64Array(SQUARE);
const half = new Float64Array(SQUARE);
const passed = new Float64Array(REFERENCES);
const passedOn = new Float64Array(REFERENCES);

/** Writes the posterior covariance (24×24, lower triangle) of what is `wanted` to `into`, after `eliminate`. */
export function covarianceOfWanted({ root }: ChainPrior, into: Float64Array): void {
  response.fill(0);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    respond(hour);
    for (let a = 0; a < REFERENCES; a++) {
      let weight = 0;
      for (let k = a; k < REFERENCES; k++) weight += root[k * REFERENCES + a]! * wanted.shape[hour * REFERENCES + k]!;
      weightOnChain[hour * REFERENCES + a] = weight;
    }
    for (let a = 0; a < REFERENCES; a++) {
      let sum = wanted.level[hour * REFERENCES + a]!;
      for (let b = 0; b < REFERENCES; b++) sum += response[a * REFERENCES + b]! * weightOnChain[hour * REFERENCES + b]!;
      byLevel[hour * REFERENCES + a] = sum;
    }
    product(byLevel, hour * REFERENCES, levelCovariance, 0, byLevelSpread, hour * REFERENCES);
  }
  for (let hour = 0; hour < HOURS_A_DAY; hour++) writeColumn(hour, into);
}

/** How the hour's chain moves with the levels, from how the hour before does. */
function respond(hour: number): void {
  responseBefore.set(response);
  for (let a = 0; a < REFERENCES; a++) {
    const row = a * REFERENCES;
    product(responseBefore, row, inverses, hour * SQUARE, response, row);
    for (let b = 0; b < REFERENCES; b++) {
      response[row + b] = COUPLING * response[row + b]! - coupled[hour * SQUARE + row + b]!;
    }
  }
}

/** The hour's covariance with itself and later ones: the chain's part fades along the hours, that of the levels stays. */
function writeColumn(hour: number, into: Float64Array): void {
  ownCovariance(hour);
  product(weightOnChain, hour * REFERENCES, own, 0, passed, 0);
  const i = hour * REFERENCES;
  const l0 = byLevelSpread[i]!;
  const l1 = byLevelSpread[i + 1]!;
  const l2 = byLevelSpread[i + 2]!;
  const l3 = byLevelSpread[i + 3]!;
  for (let later = hour; later < HOURS_A_DAY; later++) {
    if (later > hour) {
      product(passed, 0, inverses, later * SQUARE, passedOn, 0);
      for (let b = 0; b < REFERENCES; b++) passed[b] = COUPLING * passedOn[b]!;
    }
    const j = later * REFERENCES;
    const fading =
      passed[0]! * weightOnChain[j]! +
      passed[1]! * weightOnChain[j + 1]! +
      passed[2]! * weightOnChain[j + 2]! +
      passed[3]! * weightOnChain[j + 3]!;
    const lasting = l0 * byLevel[j]! + l1 * byLevel[j + 1]! + l2 * byLevel[j + 2]! + l3 * byLevel[j + 3]!;
    into[later * HOURS_A_DAY + hour] = fading + lasting;
  }
}

/** Covariance of the hour's chain, levels known, from that of the hour before. */
function ownCovariance(hour: number): void {
  const cell = hour * SQUARE;
  if (hour === 0) {
    own.set(inverses.subarray(0, SQUARE));
    return;
  }
  for (let a = 0; a < REFERENCES; a++) product(inverses, cell + a * REFERENCES, own, 0, half, a * REFERENCES);
  for (let a = 0; a < REFERENCES; a++) {
    const row = a * REFERENCES;
    product(half, row, inverses, cell, own, row);
    for (let b = 0; b < REFERENCES; b++) {
      own[row + b] = inverses[cell + row + b]! + COUPLING * COUPLING * own[row + b]!;
    }
  }
}

/** Row (four numbers from `row` on) times a symmetric 4×4 matrix. */
function product(
  left: Float64Array,
  row: number,
  matrix: Float64Array,
  cell: number,
  into: Float64Array,
  to: number,
): void {
  const a = left[row]!;
  const b = left[row + 1]!;
  const c = left[row + 2]!;
  const d = left[row + 3]!;
  for (let k = 0; k < REFERENCES; k++) {
    const i = cell + k * REFERENCES;
    into[to + k] = a * matrix[i]! + b * matrix[i + 1]! + c * matrix[i + 2]! + d * matrix[i + 3]!;
  }
}

/** Inverse of the 4×4 matrix whose lower triangle is in `matrix` (by L·D·Lᵀ), written whole; returns the determinant. */
function invert(matrix: Float64Array, into: Float64Array, cell: number): number {
  const d0 = matrix[0]!;
  const l10 = matrix[4]! / d0;
  const l20 = matrix[8]! / d0;
  const l30 = matrix[12]! / d0;
  const d1 = matrix[5]! - l10 * matrix[4]!;
  const l21 = (matrix[9]! - l20 * matrix[4]!) / d1;
  const l31 = (matrix[13]! - l30 * matrix[4]!) / d1;
  const d2 = matrix[10]! - l20 * matrix[8]! - l21 * l21 * d1;
  const l32 = (matrix[14]! - l30 * matrix[8]! - l31 * l21 * d1) / d2;
  const d3 = matrix[15]! - l30 * matrix[12]! - l31 * l31 * d1 - l32 * l32 * d2;
  // Inverse of L, then Lᵀ⁻¹ · D⁻¹ · L⁻¹.
  const m20 = l21 * l10 - l20;
  const m31 = l32 * l21 - l31;
  const m30 = l31 * l10 - l30 - l32 * m20;
  const i33 = 1 / d3;
  const i32 = -l32 * i33;
  const i31 = m31 * i33;
  const i30 = m30 * i33;
  const i22 = 1 / d2 - l32 * i32;
  const i21 = -l21 / d2 - l32 * i31;
  const i20 = m20 / d2 - l32 * i30;
  const i11 = 1 / d1 + (l21 * l21) / d2 + m31 * i31;
  const i10 = -l10 / d1 - (l21 * m20) / d2 + m31 * i30;
  into[cell] = 1 / d0 + (l10 * l10) / d1 + (m20 * m20) / d2 + m30 * i30;
  into[cell + 1] = i10;
  into[cell + 2] = i20;
  into[cell + 3] = i30;
  into[cell + 4] = i10;
  into[cell + 5] = i11;
  into[cell + 6] = i21;
  into[cell + 7] = i31;
  into[cell + 8] = i20;
  into[cell + 9] = i21;
  into[cell + 10] = i22;
  into[cell + 11] = i32;
  into[cell + 12] = i30;
  into[cell + 13] = i31;
  into[cell + 14] = i32;
  into[cell + 15] = i33;
  return d0 * d1 * d2 * d3;
}
