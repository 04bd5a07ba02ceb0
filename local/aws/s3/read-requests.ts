// GetObject, HeadObject and HeadBucket over HTTP.
import type { Answer } from '../front-door.ts';
import { ServiceError } from '../service-error.ts';
import { byteRange } from './byte-range.ts';
import { preconditionFailed, sameEtag } from './conditional-writes.ts';
import type { ObjectVersion } from './object-version.ts';
import { header, httpDate, type S3Request, versionIdHeader } from './s3-request.ts';
import { metadataHeaders } from './user-metadata.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(request: S3Request): Answer {
  const version = askedVersion(request);
  const notModified = readConditions(request, version);
  if (notModified) return notModified;
  const bytes = request.s3.read(version);
  const range = byteRange(header(request, 'range'), version.size);
  if (!range) return { status: 200, headers: objectHeaders(request, version, true), body: bytes };
  const headers = {
    ...objectHeaders(request, version, false),
    'content-range': `bytes ${range.from}-${range.to}/${version.size}`,
  };
  return { status: 206, headers, body: bytes.subarray(range.from, range.to + 1) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject(request: S3Request): Answer {
  const version = askedVersion(request);
  const notModified = readConditions(request, version);
  if (notModified) return notModified;
  const headers = { ...objectHeaders(request, version, true), 'content-length': String(version.size) };
  return { status: 200, headers, body: '' };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket({ s3, bucket }: S3Request, region: string): Answer {
  s3.bucket(bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region }, body: '' };
}

/** @throws ServiceError NoSuchBucket, NoSuchKey, NoSuchVersion, MethodNotAllowed for a delete marker asked for by id */
export function askedVersion({
  s3,
  bucket: name,
  key,
  query,
}: Pick<S3Request, 's3' | 'bucket' | 'key' | 'query'>): ObjectVersion {
  const bucket = s3.bucket(name);
  const versionId = query.get('versionId');
  if (versionId === '') throw new ServiceError(400, 'InvalidArgument', 'Version id cannot be the empty string');
  const version = versionId === undefined ? bucket.newest(key) : bucket.version(key, versionId);
  if (version?.kind === 'object') return version;
  if (version && versionId !== undefined) {
    const headers = { 'x-amz-delete-marker': 'true', ...versionIdHeader(version), allow: 'DELETE' };
    const message = 'The specified method is not allowed against this resource.';
    throw new ServiceError(405, 'MethodNotAllowed', message, headers);
  }
  if (versionId !== undefined) throw new ServiceError(404, 'NoSuchVersion', 'The specified version does not exist.');
  const headers = version ? { 'x-amz-delete-marker': 'true', ...versionIdHeader(version) } : {};
  throw new ServiceError(404, 'NoSuchKey', 'The specified key does not exist.', headers);
}

/** The 304 answer where If-None-Match names what is there. @throws ServiceError 412 where If-Match doesn't */
function readConditions(request: S3Request, version: ObjectVersion): Answer | null {
  const ifMatch = header(request, 'if-match');
  const ifNoneMatch = header(request, 'if-none-match');
  if (ifMatch !== undefined && !sameEtag(ifMatch, version.etag)) throw preconditionFailed('If-Match');
  if (ifNoneMatch === undefined || !sameEtag(ifNoneMatch, version.etag)) return null;
  const headers = { etag: version.etag, 'last-modified': httpDate(version.lastModified), ...versionIdHeader(version) };
  return { status: 304, headers, body: '' };
}

function objectHeaders(request: S3Request, version: ObjectVersion, isWhole: boolean): Record<string, string> {
  const wantsChecksum = isWhole && header(request, 'x-amz-checksum-mode') === 'ENABLED';
  return {
    ...version.contentHeaders,
    ...metadataHeaders(version.metadata),
    ...versionIdHeader(version),
    ...(wantsChecksum &&
      version.checksum && {
        [`x-amz-checksum-${version.checksum.algorithm}`]: version.checksum.value,
        'x-amz-checksum-type': 'FULL_OBJECT',
      }),
    etag: version.etag,
    'last-modified': httpDate(version.lastModified),
    'accept-ranges': 'bytes',
  };
}
