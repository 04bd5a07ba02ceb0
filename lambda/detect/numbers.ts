// Reading typed arrays under `noUncheckedIndexedAccess`: the numeric core proves its bounds by construction.

/** The number at `index`, which the caller knows to be inside. */
export function at(numbers: Float64Array, index: number): number {
  return numbers[index] as number;
}

/** Adds to the number at `index`. */
export function add(numbers: Float64Array, index: number, value: number): void {
  numbers[index] = (numbers[index] as number) + value;
}
