// A request to S3 that has been recognised, and the small answers that several operations share.
import type { IncomingMessage } from 'node:http';
import type { Answer } from '../front-door.ts';
import { ServiceError } from '../service-error.ts';
import type { WriteConditions } from './conditional-writes.ts';
import type { EmulatedS3 } from './emulated-s3.ts';
import type { AnyVersion } from './object-version.ts';
import { NULL_VERSION } from './object-version.ts';

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export interface S3Request {
  readonly s3: EmulatedS3;
  readonly request: IncomingMessage;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

export function header({ request }: S3Request, name: string): string | undefined {
  const value = request.headers[name];
  return value === undefined ? undefined : String(value);
}

export function writeConditions(request: S3Request): WriteConditions {
  const ifMatch = header(request, 'if-match');
  const ifNoneMatch = header(request, 'if-none-match');
  return { ...(ifMatch !== undefined && { ifMatch }), ...(ifNoneMatch !== undefined && { ifNoneMatch }) };
}

export function xmlAnswer(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** `x-amz-version-id`, which only versioned buckets give. */
export function versionIdHeader({ versionId }: Pick<AnyVersion, 'versionId'>): Record<string, string> {
  return versionId === NULL_VERSION ? {} : { 'x-amz-version-id': versionId };
}

/** `Wed, 21 Oct 2026 07:28:00 GMT`: headers carry whole seconds. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

/** A whole number in the query; `otherwise` where it isn't given. @throws ServiceError InvalidArgument */
export function wholeNumber(query: ReadonlyMap<string, string>, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === undefined) return otherwise;
  if (/^\d+$/.test(text) && Number(text) < 2 ** 31) return Number(text);
  throw new ServiceError(400, 'InvalidArgument', `Provided ${name} not an integer or within integer range`);
}
