// ListObjectsV2 and ListObjectVersions over HTTP.
import { ACCOUNT_ID } from '../account.ts';
import type { Answer } from '../front-door.ts';
import { ServiceError } from '../service-error.ts';
import { type XmlElements, xmlDocument } from '../xml.ts';
import { continuationToken, LARGEST_PAGE, listingPage, positionOf } from './listing.ts';
import type { AnyVersion, ObjectVersion } from './object-version.ts';
import { S3_NAMESPACE, type S3Request, wholeNumber, xmlAnswer } from './s3-request.ts';
import { urlEncodedKey } from './url-encoded-key.ts';
import { versionsPage } from './version-listing.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2({ s3, bucket: name, query }: S3Request): Answer {
  const bucket = s3.bucket(name);
  const token = query.get('continuation-token');
  const encoded = keyEncoding(query);
  const pageSize = Math.min(wholeNumber(query, 'max-keys', LARGEST_PAGE), LARGEST_PAGE);
  const page = listingPage(bucket, {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    startAfter: query.get('start-after') ?? '',
    continuation: token === undefined ? null : positionOf(token),
    pageSize,
  });
  const content = {
    Name: name,
    Prefix: encoded(query.get('prefix') ?? ''),
    Delimiter: optional(query.get('delimiter'), encoded),
    StartAfter: optional(query.get('start-after'), encoded),
    ContinuationToken: token,
    NextContinuationToken: page.next ? continuationToken(page.next) : undefined,
    EncodingType: query.get('encoding-type'),
    KeyCount: page.objects.length + page.commonPrefixes.length,
    MaxKeys: pageSize,
    IsTruncated: page.next !== null,
    Contents: page.objects.map((object) => ({ Key: encoded(object.key), ...objectElements(object) })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encoded(prefix) })),
  };
  return xmlAnswer(xmlDocument('ListBucketResult', S3_NAMESPACE, content));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions({ s3, bucket: name, query }: S3Request): Answer {
  const bucket = s3.bucket(name);
  const encoded = keyEncoding(query);
  const pageSize = Math.min(wholeNumber(query, 'max-keys', LARGEST_PAGE), LARGEST_PAGE);
  const keyMarker = query.get('key-marker') ?? '';
  const versionIdMarker = query.get('version-id-marker') ?? '';
  const page = versionsPage(bucket, query.get('prefix') ?? '', keyMarker, versionIdMarker, pageSize);
  const shown = page.versions.map(({ version, isLatest }) => ({
    version,
    xml: versionElements(version, isLatest, encoded),
  }));
  const content = {
    Name: name,
    Prefix: encoded(query.get('prefix') ?? ''),
    KeyMarker: encoded(keyMarker),
    VersionIdMarker: versionIdMarker,
    NextKeyMarker: page.next ? encoded(page.next.key) : undefined,
    NextVersionIdMarker: page.next?.versionId,
    EncodingType: query.get('encoding-type'),
    MaxKeys: pageSize,
    IsTruncated: page.next !== null,
    Version: shown.filter(({ version }) => version.kind === 'object').map(({ xml }) => xml),
    DeleteMarker: shown.filter(({ version }) => version.kind === 'delete-marker').map(({ xml }) => xml),
  };
  return xmlAnswer(xmlDocument('ListVersionsResult', S3_NAMESPACE, content));
}

function versionElements(version: AnyVersion, isLatest: boolean, encoded: (key: string) => string): XmlElements {
  const head = { Key: encoded(version.key), VersionId: version.versionId, IsLatest: isLatest };
  const owner = { Owner: { ID: ACCOUNT_ID } };
  if (version.kind === 'object') return { ...head, ...objectElements(version), ...owner };
  return { ...head, LastModified: new Date(version.lastModified).toISOString(), ...owner };
}

function objectElements({ lastModified, etag, size, checksum }: ObjectVersion): XmlElements {
  return {
    LastModified: new Date(lastModified).toISOString(),
    ETag: etag,
    ...(checksum && { ChecksumAlgorithm: checksum.algorithm.toUpperCase(), ChecksumType: 'FULL_OBJECT' }),
    Size: size,
    StorageClass: 'STANDARD',
  };
}

function keyEncoding(query: ReadonlyMap<string, string>): (key: string) => string {
  const type = query.get('encoding-type');
  if (type === undefined) return (key) => key;
  if (type === 'url') return urlEncodedKey;
  throw new ServiceError(400, 'InvalidArgument', 'Invalid Encoding Method specified in Request');
}

function optional(text: string | undefined, encoded: (key: string) => string): string | undefined {
  return text === undefined ? undefined : encoded(text);
}
