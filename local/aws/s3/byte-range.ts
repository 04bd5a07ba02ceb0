// The Range header of GetObject.
import { ServiceError } from '../service-error.ts';

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The one range that `header` asks for; null for the whole object, also where the header isn't understood (RFC 9110).
 *
 * @throws ServiceError 416 InvalidRange where it lies outside
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) throw new ServiceError(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { from, to };
}
