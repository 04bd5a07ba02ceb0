// The logarithm of a product instead of the sum of logarithms, which are dear in a loop over hours.

/** So many factors are multiplied before a logarithm is taken: the product of variances or weights stays within range. */
export const FACTORS_A_LOGARITHM = 8;
