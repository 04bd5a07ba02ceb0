// The law of a count whose rate is itself uncertain: the negative binomial, in log space and without surprises in the tails.

/** A negative binomial by mean and `size` (variance = mean + mean² ÷ size). */
export interface CountLaw {
  readonly mean: number;
  readonly size: number;
}

/** From here on Stirling's series is exact to double precision; smaller arguments are raised by the recurrence first. */
const STIRLING_FROM = 15;
const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * log Γ(x) for x > 0, by Stirling's series (Abramowitz & Stegun 6.1.41) after the recurrence 6.1.15; relative error
 * below 1e-13. Own code rather than a library's so that every platform flips the same decisions.
 */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < STIRLING_FROM) {
    product *= y;
    y += 1;
  }
  const inverse = 1 / y;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + series - Math.log(product);
}

/**
 * What of log P(count) doesn't depend on the mean; counts may be fractional (the continuous extension).
 * @param logFactorial log Γ(count + 1), which laws that are asked about the same count share
 */
export function logCoefficient(count: number, size: number, logFactorial: number): number {
  return logGamma(count + size) - logGamma(size) - logFactorial + size * Math.log(size);
}

/** log P(count), given its coefficient for this size. */
export function logProbabilityAt(mean: number, count: number, size: number, coefficient: number): number {
  return coefficient + (count === 0 ? 0 : count * Math.log(mean)) - (count + size) * Math.log(size + mean);
}

/** log P(count) under `law`. */
export function logProbability(count: number, { mean, size }: CountLaw): number {
  return logProbabilityAt(mean, count, size, logCoefficient(count, size, logGamma(count + 1)));
}

/** Above this mean sums over counts would be long, and the law is close to a gamma with the same mean and variance. */
const SUMMED_UP_TO = 500;

/** The law with `times` the standard deviation. */
export function widened({ mean, size }: CountLaw, times: number): CountLaw {
  const variance = mean + (mean * mean) / size;
  return { mean, size: (mean * mean) / (times * times * variance - mean) };
}

/**
 * The normal quantile of the count's mid-p value, P(X < count) + ½ P(X = count), which is fair to discrete counts
 * (Lancaster 1961); cut off at ±8. The tail that the count lies in is summed, so that far ones keep their digits.
 */
export function standardScore(count: number, law: CountLaw): number {
  if (law.mean > SUMMED_UP_TO) return withinLimit(gammaScore(count, law));
  const whole = Math.floor(count);
  const isFarAbove = whole > law.mean + FAR * Math.sqrt(law.mean + (law.mean * law.mean) / law.size);
  return isFarAbove ? scoreOfTail(upperTail(whole, law)) : -scoreOfTail(lowerTail(whole, law));
}

/** From so many standard deviations above the mean on, the lower tail is too near 1 to be told from it. */
const FAR = 2;

/** P(X < count) + ½ P(X = count). */
function lowerTail(count: number, law: CountLaw): number {
  const ratio = law.mean / (law.size + law.mean);
  let below = 0;
  let p = Math.exp(logProbability(0, law));
  for (let k = 0; k < count; k++) {
    below += p;
    p *= ((k + law.size) / (k + 1)) * ratio;
  }
  return below + p / 2;
}

/** Terms that a tail can't tell from nothing. */
const NEGLIGIBLE_SHARE = 1e-8;

/** ½ P(X = count) + P(X > count), for a count above the mean: from there on terms only fall. */
function upperTail(count: number, law: CountLaw): number {
  const ratio = law.mean / (law.size + law.mean);
  let p = Math.exp(logProbability(count, law));
  let sum = p / 2;
  for (let k = count; p > NEGLIGIBLE_SHARE * sum; k++) {
    p *= ((k + law.size) / (k + 1)) * ratio;
    sum += p;
  }
  return sum;
}

/** The smallest count whose cumulative probability reaches `p`, for p up to 0.999. */
export function quantile(p: number, law: CountLaw): number {
  if (law.mean > SUMMED_UP_TO) return Math.max(0, Math.round(countAtGammaScore(normalQuantile(p), law)));
  const ratio = law.mean / (law.size + law.mean);
  let term = Math.exp(logProbability(0, law));
  let sum = term;
  let k = 0;
  while (sum < p && term > 0) {
    term *= ((k + law.size) / (k + 1)) * ratio;
    k += 1;
    sum += term;
  }
  return k;
}

const NORMAL_QUANTILE_LIMIT = 8;

/** Standard normal quantile; cut off at ±8. */
function normalQuantile(p: number): number {
  return p < 0.5 ? -scoreOfTail(p) : scoreOfTail(1 - p);
}

/** The normal score above which `tail` lies: Abramowitz & Stegun 26.2.23, absolute error below 4.5e-4. */
function scoreOfTail(tail: number): number {
  // More than half lies above a score below 0.
  if (tail > 0.5) return -scoreOfTail(1 - tail);
  const t = Math.sqrt(-2 * Math.log(tail));
  if (t > 2 * NORMAL_QUANTILE_LIMIT) return NORMAL_QUANTILE_LIMIT;
  const bend = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return withinLimit(t - bend);
}

function withinLimit(score: number): number {
  return Math.max(-NORMAL_QUANTILE_LIMIT, Math.min(NORMAL_QUANTILE_LIMIT, score));
}

/** Cube-root normal score (Wilson & Hilferty 1931) under the gamma that has the law's mean and variance. */
function gammaScore(count: number, law: CountLaw): number {
  const shape = gammaShape(law);
  return (Math.cbrt(count / law.mean) - (1 - 1 / (9 * shape))) * 3 * Math.sqrt(shape);
}

function countAtGammaScore(z: number, law: CountLaw): number {
  const shape = gammaShape(law);
  return law.mean * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}

function gammaShape({ mean, size }: CountLaw): number {
  return 1 / (1 / mean + 1 / size);
}
