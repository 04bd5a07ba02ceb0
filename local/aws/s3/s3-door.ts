// S3's REST interface (path style): which operation a request means, and which of its parts are honoured.
import type { IncomingMessage } from 'node:http';
import { ACCOUNT_ID } from '../account.ts';
import { checkAuthorization } from '../authorization.ts';
import type { Answer, Plan, ServiceDoor } from '../front-door.ts';
import type { CallParams } from '../interception.ts';
import { type RawTarget, rawTarget } from '../raw-target.ts';
import { notImplemented, ServiceError } from '../service-error.ts';
import { xmlDocument } from '../xml.ts';
import { deleteObjects } from './bulk-delete.ts';
import { isConditional, type WriteInFlight } from './conditional-writes.ts';
import { copySource } from './copy-source.ts';
import type { EmulatedS3 } from './emulated-s3.ts';
import { listObjectsV2, listObjectVersions } from './listing-requests.ts';
import { getObject, headBucket, headObject } from './read-requests.ts';
import { type S3Request, writeConditions } from './s3-request.ts';
import { copyObject, deleteObject, putObject } from './write-requests.ts';

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly isOnObject: boolean;
  /** A query parameter or header that must be there for this operation to be meant. */
  readonly mark?: string;
  /** Query parameters and headers that are honoured; any other is refused. */
  readonly query: readonly string[];
  readonly headers: readonly string[];
  readonly isWrite?: true;
  perform(request: S3Request, inFlight: WriteInFlight | null, region: string): Answer | Promise<Answer>;
}

const CONDITIONS = ['if-match', 'if-none-match'];
const COPY_HEADERS = ['', '-if-match', '-if-none-match'].map((end) => `x-amz-copy-source${end}`);
const LISTING = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

/** The first that fits is meant. */
const OPERATIONS: readonly Operation[] = [
  {
    name: 'GetObject',
    method: 'GET',
    isOnObject: true,
    query: ['versionId'],
    headers: ['range', 'x-amz-checksum-mode', ...CONDITIONS],
    perform: getObject,
  },
  {
    name: 'HeadObject',
    method: 'HEAD',
    isOnObject: true,
    query: ['versionId'],
    headers: ['x-amz-checksum-mode', ...CONDITIONS],
    perform: headObject,
  },
  {
    name: 'CopyObject',
    method: 'PUT',
    isOnObject: true,
    mark: 'x-amz-copy-source',
    isWrite: true,
    query: [],
    headers: ['x-amz-metadata-directive', 'x-amz-tagging-directive', ...COPY_HEADERS, ...CONDITIONS],
    perform: copyObject,
  },
  {
    name: 'PutObject',
    method: 'PUT',
    isOnObject: true,
    isWrite: true,
    query: [],
    headers: CONDITIONS,
    perform: putObject,
  },
  {
    name: 'DeleteObject',
    method: 'DELETE',
    isOnObject: true,
    query: ['versionId'],
    headers: ['if-match'],
    perform: deleteObject,
  },
  {
    name: 'HeadBucket',
    method: 'HEAD',
    isOnObject: false,
    query: [],
    headers: [],
    perform: (request, _, region) => headBucket(request, region),
  },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    isOnObject: false,
    mark: 'list-type',
    query: ['start-after', 'continuation-token', ...LISTING],
    headers: [],
    perform: listObjectsV2,
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    isOnObject: false,
    mark: 'versions',
    query: ['prefix', 'max-keys', 'encoding-type', 'key-marker', 'version-id-marker'],
    headers: [],
    perform: listObjectVersions,
  },
  {
    name: 'DeleteObjects',
    method: 'POST',
    isOnObject: false,
    mark: 'delete',
    query: [],
    headers: [],
    perform: deleteObjects,
  },
];

/** Headers of every request: signing, checksums, user metadata. */
const COMMON_HEADERS =
  /^x-amz-(meta-.+|date|content-sha256|security-token|user-agent|trailer|decoded-content-length|sdk-checksum-algorithm|checksum-(crc32|crc32c|crc64nvme|sha1|sha256)|expected-bucket-owner)$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const LONGEST_KEY_BYTES = 1024;

/** S3 is meant by whatever the other services don't accept. */
export function s3Door(s3: EmulatedS3, region: string): Omit<ServiceDoor, 'accepts'> {
  return {
    plan: async (request) => plan(s3, region, request),
    errorAnswer,
  };
}

function plan(s3: EmulatedS3, region: string, request: IncomingMessage): Plan {
  checkAuthorization(request.headers.authorization, 's3', region);
  const target = rawTarget(request.url ?? '/');
  const operation = operationMeant(request, target);
  checkParts(operation, request, target);
  const { bucket, key, query } = target;
  const s3Request = { s3, request, bucket, key, query };
  const inFlight =
    operation.isWrite && isConditional(writeConditions(s3Request)) ? s3.inFlight.begin(bucket, key) : null;
  const versionId = query.get('versionId');
  const prefix = query.get('prefix');
  const params = {
    bucket,
    ...(key !== '' && { key }),
    ...(versionId !== undefined && { versionId }),
    ...(prefix !== undefined && { prefix }),
    ...sourceOf(request.headers['x-amz-copy-source']),
  };
  return {
    call: { service: 's3', operation: operation.name, params },
    perform: () => operation.perform(s3Request, inFlight, region),
    release: () => inFlight?.end(),
  };
}

function sourceOf(header: string | readonly string[] | undefined): Pick<CallParams, 'source'> {
  if (header === undefined) return {};
  const { bucket, key, query } = copySource(String(header));
  const versionId = query.get('versionId');
  return { source: { bucket, key, ...(versionId !== undefined && { versionId }) } };
}

function operationMeant(request: IncomingMessage, { bucket, key, query }: RawTarget): Operation {
  const operation = OPERATIONS.find(({ method, isOnObject, mark }) => {
    if (method !== request.method || isOnObject !== (key !== '')) return false;
    return mark === undefined || query.has(mark) || request.headers[mark] !== undefined;
  });
  if (operation && bucket !== '') return operation;
  const subject = key === '' ? 'a bucket' : 'an object';
  throw notImplemented(query.get('x-id') ?? `${request.method} on ${subject} with ?${[...query.keys()].join('&')}`);
}

/** @throws ServiceError 501 for what isn't honoured; KeyTooLongError; AccessDenied for another bucket owner */
function checkParts({ name, mark, query, headers }: Operation, request: IncomingMessage, target: RawTarget): void {
  for (const parameter of target.query.keys()) {
    if (parameter === 'x-id' || parameter === mark || query.includes(parameter)) continue;
    throw notImplemented(`${name} with query parameter ${parameter}`);
  }
  for (const header of Object.keys(request.headers)) {
    const isTelling = header.startsWith('x-amz-') || header.startsWith('if-') || header === 'range';
    if (!isTelling || COMMON_HEADERS.test(header) || headers.includes(header)) continue;
    throw notImplemented(`${name} with header ${header}`);
  }
  if (Buffer.byteLength(target.key) > LONGEST_KEY_BYTES) {
    throw new ServiceError(400, 'KeyTooLongError', 'Your key is too long');
  }
  const owner = request.headers['x-amz-expected-bucket-owner'];
  if (owner !== undefined && owner !== ACCOUNT_ID) throw new ServiceError(403, 'AccessDenied', 'Access Denied');
}

function errorAnswer({ status, code, message, headers }: ServiceError, requestId: string): Answer {
  const body = xmlDocument('Error', null, { Code: code, Message: message, RequestId: requestId, HostId: 'emulated' });
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}
