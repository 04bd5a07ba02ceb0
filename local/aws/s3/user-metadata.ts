// x-amz-meta-* headers: their limit, and what becomes of letters outside ASCII.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
import { ServiceError } from '../service-error.ts';
import type { UserMetadata } from './object-version.ts';

const PREFIX = 'x-amz-meta-';

/** Sum of the bytes of all names and values, in UTF-8. */
export const USER_METADATA_LIMIT_BYTES = 2048;

/**
 * The user metadata in request headers. S3 takes the header's bytes as ISO 8859-1, and so does Node.
 *
 * @throws ServiceError MetadataTooLarge
 */
export function userMetadata(headers: NodeJS.Dict<string | string[]>): UserMetadata {
  const entries = Object.entries(headers)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length), String(value)] as const);
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > USER_METADATA_LIMIT_BYTES) {
    const message = `Your metadata headers exceed the maximum allowed metadata size of ${USER_METADATA_LIMIT_BYTES} bytes`;
    throw new ServiceError(400, 'MetadataTooLarge', message);
  }
  return Object.fromEntries(entries);
}

/** The response headers: S3 writes values that aren't ASCII as an RFC 2047 word of UTF-8. */
export function metadataHeaders(metadata: UserMetadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [PREFIX + name, headerText(value)]));
}

function headerText(value: string): string {
  if (/^[\x20-\x7e\t]*$/.test(value)) return value;
  return `=?UTF-8?B?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
