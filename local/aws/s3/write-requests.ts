// PutObject, CopyObject and DeleteObject over HTTP.
import type { Answer } from '../front-door.ts';
import { ServiceError } from '../service-error.ts';
import { xmlDocument } from '../xml.ts';
import { checkWriteConditions, preconditionFailed, sameEtag, type WriteInFlight } from './conditional-writes.ts';
import { copySource } from './copy-source.ts';
import type { NewObject } from './emulated-s3.ts';
import type { ObjectVersion } from './object-version.ts';
import { askedVersion } from './read-requests.ts';
import { header, S3_NAMESPACE, type S3Request, versionIdHeader, writeConditions, xmlAnswer } from './s3-request.ts';
import { uploadOf } from './upload-body.ts';
import { userMetadata } from './user-metadata.ts';

/** Content-Type where none is sent. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

const CONTENT_HEADERS = ['cache-control', 'content-disposition', 'content-language', 'expires'] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(request: S3Request, inFlight: WriteInFlight | null): Promise<Answer> {
  const { s3, bucket, key } = request;
  const { bytes, checksum } = await uploadOf(request.request);
  const metadata = userMetadata(request.request.headers);
  s3.bucket(bucket);
  inFlight?.checkConflict();
  const object = { key, metadata, contentHeaders: contentHeaders(request), checksum };
  const version = s3.write(bucket, object, bytes, writeConditions(request), 'ObjectCreated:Put');
  const headers = {
    etag: version.etag,
    ...versionIdHeader(version),
    ...(checksum && { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' }),
  };
  return { status: 200, headers, body: '' };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export function copyObject(request: S3Request, inFlight: WriteInFlight | null): Answer {
  const { s3, bucket, key } = request;
  const source = copySource(header(request, 'x-amz-copy-source') ?? '');
  const original = askedVersion({ s3, ...source });
  checkSourceConditions(request, original);
  const isReplacing = directive(request, 'x-amz-metadata-directive') === 'REPLACE';
  directive(request, 'x-amz-tagging-directive');
  if (source.bucket === bucket && source.key === key && !isReplacing && !source.query.has('versionId')) {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new ServiceError(400, 'InvalidRequest', message);
  }
  s3.bucket(bucket);
  inFlight?.checkConflict();
  const replacement = { metadata: userMetadata(request.request.headers), contentHeaders: contentHeaders(request) };
  const object: NewObject = { ...original, ...(isReplacing && replacement), key };
  const version = s3.write(bucket, object, s3.read(original), writeConditions(request), 'ObjectCreated:Copy');
  const result = { ETag: version.etag, LastModified: new Date(version.lastModified).toISOString() };
  const headers = {
    'content-type': 'application/xml',
    ...versionIdHeader(version),
    ...(source.query.has('versionId') && { 'x-amz-copy-source-version-id': original.versionId }),
  };
  return { ...xmlAnswer(xmlDocument('CopyObjectResult', S3_NAMESPACE, result)), headers };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(request: S3Request): Answer {
  const { s3, bucket, key, query } = request;
  const versionId = query.get('versionId');
  const conditions = writeConditions(request);
  if (conditions.ifMatch !== undefined) checkWriteConditions(conditions, s3.bucket(bucket).current(key));
  return { status: 204, headers: deletedHeaders(request, key, versionId), body: '' };
}

function deletedHeaders({ s3, bucket }: S3Request, key: string, versionId: string | undefined): Record<string, string> {
  if (versionId === undefined) {
    const marker = s3.delete(bucket, key);
    return marker ? { 'x-amz-delete-marker': 'true', ...versionIdHeader(marker) } : {};
  }
  const removed = s3.deleteVersion(bucket, key, versionId);
  return {
    'x-amz-version-id': versionId,
    ...(removed?.kind === 'delete-marker' && { 'x-amz-delete-marker': 'true' }),
  };
}

function contentHeaders(request: S3Request): Record<string, string> {
  const codings = (header(request, 'content-encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked');
  const others = CONTENT_HEADERS.flatMap((name) => {
    const value = header(request, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    'content-type': header(request, 'content-type') ?? DEFAULT_CONTENT_TYPE,
    ...(codings.length > 0 && { 'content-encoding': codings.join(',') }),
    ...Object.fromEntries(others),
  };
}

function checkSourceConditions(request: S3Request, original: ObjectVersion): void {
  const ifMatch = header(request, 'x-amz-copy-source-if-match');
  const ifNoneMatch = header(request, 'x-amz-copy-source-if-none-match');
  if (ifMatch !== undefined && !sameEtag(ifMatch, original.etag))
    throw preconditionFailed('x-amz-copy-source-If-Match');
  if (ifNoneMatch !== undefined && sameEtag(ifNoneMatch, original.etag)) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
}

/** COPY or REPLACE. @throws ServiceError InvalidArgument */
function directive(request: S3Request, name: string): string {
  const value = header(request, name) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new ServiceError(400, 'InvalidArgument', `Unknown ${name}: ${value}`);
}
