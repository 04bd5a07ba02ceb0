// The elimination hour by hour against plain arithmetic on the whole matrix of unknowns.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ChainPrior,
  covarianceOfWanted,
  eliminate,
  fillMeans,
  means,
  told,
  usualPrecision,
  wanted,
} from '../../lambda/detect/chain.ts';
import { SHAPE_CORRELATION } from '../../lambda/detect/regimes.ts';
import { inverse, root } from '../../lambda/detect/small-matrix.ts';

const HOURS = 24;
const GROUPS = 4;

const SHAPES = [
  [0.5, 0.1, 0.2, 0.15],
  [0.1, 0.6, 0.2, 0.1],
  [0.2, 0.2, 0.4, 0.2],
  [0.15, 0.1, 0.2, 0.3],
];
const LEVELS = [
  [0.09, 0.02, 0.03, 0.02],
  [0.02, 0.08, 0.02, 0.03],
  [0.03, 0.02, 0.05, 0.02],
  [0.02, 0.03, 0.02, 0.04],
];
const { rows: levelPrecision, logDeterminant: logLevelVolume } = inverse(LEVELS);
const PRIOR: ChainPrior = {
  root: Float64Array.from(root(SHAPES).flat()),
  levelPrecision: Float64Array.from(levelPrecision.flat()),
  logLevelVolume,
};

const SIZE = HOURS * GROUPS;

/** Covariance of all observations, the hour's usual rate (unit variance) and noise included. */
function covarianceOfObservations(): number[][] {
  return Array.from({ length: SIZE }, (_, i) =>
    Array.from({ length: SIZE }, (_, j) => signal(i, j) + (i === j ? 1 / (told.weight[i] ?? 1) : 0)),
  );
}

/** Covariance of two observations without their noise; index is hour × 4 + group. */
function signal(i: number, j: number): number {
  const hours = Math.abs(Math.floor(i / GROUPS) - Math.floor(j / GROUPS));
  const [a, b] = [i % GROUPS, j % GROUPS];
  return smooth(a, b, hours) + (hours === 0 ? 1 : 0);
}

function smooth(a: number, b: number, hours: number): number {
  return (SHAPES[a]?.[b] ?? 0) * SHAPE_CORRELATION ** hours + (LEVELS[a]?.[b] ?? 0);
}

const times = (rows: readonly (readonly number[])[], x: readonly number[]) =>
  rows.map((row) => row.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0));
const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);

describe('eliminate', () => {
  beforeEach(() => {
    for (let i = 0; i < SIZE; i++) {
      told.deviation[i] = Math.sin(i * 1.7) / 2;
      told.weight[i] = 5 + ((i * 7) % 11);
    }
  });

  it('gives the log density of the observations', () => {
    const { rows, logDeterminant } = inverse(covarianceOfObservations());
    const observed = [...told.deviation];
    const logWeights = told.weight.reduce((sum, weight) => sum + Math.log(weight), 0);
    expect(eliminate(PRIOR) - logWeights).toBeCloseTo(dot(observed, times(rows, observed)) + logDeterminant, 8);
  });

  it('leaves the means of levels and shapes', () => {
    eliminate(PRIOR);
    fillMeans(PRIOR);
    const { rows } = inverse(covarianceOfObservations());
    const pull = times(rows, [...told.deviation]);
    const shape = (hour: number, group: number) =>
      dot(
        pull.map(
          (_, i) => (SHAPES[group]?.[i % GROUPS] ?? 0) * SHAPE_CORRELATION ** Math.abs(hour - Math.floor(i / GROUPS)),
        ),
        pull,
      );
    const level = (group: number) =>
      dot(
        pull.map((_, i) => LEVELS[group]?.[i % GROUPS] ?? 0),
        pull,
      );
    for (let group = 0; group < GROUPS; group++) expect(means.level[group]).toBeCloseTo(level(group), 9);
    for (const hour of [0, 11, 23]) expect(means.shape[hour * GROUPS + 2]).toBeCloseTo(shape(hour, 2), 9);
  });

  it('leaves the covariance of whatever is wanted of them', () => {
    eliminate(PRIOR);
    wanted.shape.fill(0);
    wanted.level.fill(0);
    for (let hour = 0; hour < HOURS; hour++) {
      wanted.shape[hour * GROUPS + 1] = 0.7;
      wanted.level[hour * GROUPS + 1] = 1.2;
      wanted.shape[hour * GROUPS + 3] = -0.4;
    }
    const covariance = new Float64Array(HOURS * HOURS);
    covarianceOfWanted(PRIOR, covariance);
    const { rows } = inverse(covarianceOfObservations());
    const prior = (a: number, b: number, hours: number) => SHAPES[a]?.[b] ?? 0 * hours;
    const withObservations = (hour: number) =>
      Array.from({ length: SIZE }, (_, i) => {
        const fading = SHAPE_CORRELATION ** Math.abs(hour - Math.floor(i / GROUPS));
        const group = i % GROUPS;
        return (0.7 * prior(1, group, 0) - 0.4 * prior(3, group, 0)) * fading + 1.2 * (LEVELS[1]?.[group] ?? 0);
      });
    const before = (hours: number) =>
      (0.49 * prior(1, 1, 0) - 0.56 * prior(1, 3, 0) + 0.16 * prior(3, 3, 0)) * SHAPE_CORRELATION ** hours +
      1.44 * (LEVELS[1]?.[1] ?? 0);
    for (const [later, earlier] of [
      [0, 0],
      [9, 4],
      [23, 0],
      [23, 23],
    ] as const) {
      const learned = dot(withObservations(later), times(rows, withObservations(earlier)));
      expect(covariance[later * HOURS + earlier]).toBeCloseTo(before(later - earlier) - learned, 9);
    }
  });

  it('takes an hour that nothing is known of for no news', () => {
    told.weight.fill(0, 5 * GROUPS, 6 * GROUPS);
    eliminate(PRIOR);
    expect(usualPrecision[5]).toBe(1);
    fillMeans(PRIOR);
    const after = [...means.level];
    told.deviation.fill(99, 5 * GROUPS, 6 * GROUPS);
    eliminate(PRIOR);
    expect([...means.level]).toEqual(after);
  });
});
