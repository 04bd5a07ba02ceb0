// Seeded chance: the same seed gives the same days on every machine.

/** A source of uniform numbers in [0, 1) and what can be made of them. */
export interface Chance {
  uniform(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both inclusive. */
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  normal(sd?: number): number;
  poisson(mean: number): number;
  /** Gamma–Poisson count: variance = mean + mean² · `dispersion`. */
  count(mean: number, dispersion: number): number;
  /** How many of `count` remain when each does with probability `share`. */
  thinned(count: number, share: number): number;
}

/** Above this mean a Poisson count is drawn from its normal approximation. */
const NORMAL_FROM = 60;

/** A chance that starts at `seed` (a 32-bit whole number). */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  // Marsaglia's xorshift32 on a Weyl sequence: plenty for test data, and exact in 32-bit arithmetic.
  const uniform = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
  const normal = (sd = 1) => sd * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  const poisson = (mean: number): number => {
    if (mean > NORMAL_FROM) return Math.max(0, Math.round(mean + normal(Math.sqrt(mean))));
    let count = 0;
    for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) count += 1;
    return count;
  };
  const count = (mean: number, dispersion: number) =>
    poisson(dispersion > 0 ? mean * gamma(1 / dispersion, uniform, normal) * dispersion : mean);
  const thinned = (total: number, share: number): number => {
    if (total > 200) {
      const kept = total * share + normal(Math.sqrt(total * share * (1 - share)));
      return Math.min(total, Math.max(0, Math.round(kept)));
    }
    let kept = 0;
    for (let i = 0; i < total; i++) if (uniform() < share) kept += 1;
    return kept;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    whole,
    happens: (probability) => uniform() < probability,
    oneOf: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    normal,
    poisson,
    count,
    thinned,
  };
}

/** A gamma variate of unit scale (Marsaglia & Tsang 2000). */
function gamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
