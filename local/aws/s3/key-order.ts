// The order of keys in a listing: by their UTF-8 bytes.

/**
 * Compares by UTF-8 bytes, which is code point order. JavaScript compares UTF-16 units, where surrogate pairs
 * (U+10000 and up) wrongly come before U+E000…U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
const ABOVE_ALL_UNITS = 0x10000;

function rank(unit: number): number {
  const isSurrogate = unit >= FIRST_SURROGATE && unit < AFTER_SURROGATES;
  return isSurrogate ? unit + ABOVE_ALL_UNITS : unit;
}

/** Index of the first key in `sorted` that isn't below `key`; `sorted.length` if there is none. */
export function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sorted[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
