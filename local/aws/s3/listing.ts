// What a listing shows: a page of keys and common prefixes, in UTF-8 order.
import { ServiceError } from '../service-error.ts';
import type { Bucket } from './bucket.ts';
import { compareKeys } from './key-order.ts';
import type { ObjectVersion } from './object-version.ts';

/** S3 gives no more than this in one page, whatever is asked for. */
export const LARGEST_PAGE = 1000;

export interface ListingQuestion {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Only keys after this one. */
  readonly startAfter: string;
  /** Where an earlier page ended; then `startAfter` is ignored. */
  readonly continuation: Position | null;
  readonly pageSize: number;
}

/** The last thing shown: a key, or a common prefix of which nothing may be shown again. */
export interface Position {
  readonly after: string;
  readonly isPrefix: boolean;
}

export interface ListingPage {
  readonly objects: readonly ObjectVersion[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page goes on; null on the last. */
  readonly next: Position | null;
}

export function listingPage(bucket: Bucket, question: ListingQuestion): ListingPage {
  const { prefix, delimiter, pageSize } = question;
  const start = question.continuation ?? { after: question.startAfter, isPrefix: false };
  const objects: ObjectVersion[] = [];
  const commonPrefixes: string[] = [];
  let last: Position = start;
  if (pageSize === 0) return { objects, commonPrefixes, next: null };
  for (const key of bucket.keysFrom(compareKeys(prefix, start.after) > 0 ? prefix : start.after)) {
    if (!key.startsWith(prefix)) break;
    if (isShown(key, last)) continue;
    const object = bucket.current(key);
    if (!object) continue;
    if (objects.length + commonPrefixes.length === pageSize) return { objects, commonPrefixes, next: last };
    const rolledUp = commonPrefix(key, prefix, delimiter);
    if (rolledUp === null) objects.push(object);
    else commonPrefixes.push(rolledUp);
    last = { after: rolledUp ?? key, isPrefix: rolledUp !== null };
  }
  return { objects, commonPrefixes, next: null };
}

function isShown(key: string, { after, isPrefix }: Position): boolean {
  return isPrefix ? key.startsWith(after) : after !== '' && key === after;
}

/** The key up to the first delimiter behind the prefix, inclusive; null where there is none. */
function commonPrefix(key: string, prefix: string, delimiter: string): string | null {
  if (delimiter === '') return null;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}

/** Opaque to callers, as S3's. */
export function continuationToken(position: Position): string {
  return Buffer.from(JSON.stringify([position.after, position.isPrefix]), 'utf8').toString('base64url');
}

/** @throws ServiceError InvalidArgument */
export function positionOf(token: string): Position {
  try {
    const [after, isPrefix] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (typeof after === 'string' && typeof isPrefix === 'boolean') return { after, isPrefix };
  } catch {
    // Not JSON: refused below like any other token that we never gave.
  }
  throw new ServiceError(400, 'InvalidArgument', 'The continuation token provided is incorrect');
}
