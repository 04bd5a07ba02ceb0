// Checksums that come with a body: found in headers or trailers, and held against the bytes.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented, ServiceError } from '../service-error.ts';
import type { Checksum } from './object-version.ts';

type Headers = NodeJS.Dict<string | string[]>;

const HEADER = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;
const DIGEST_BYTES = { crc32: 4, sha1: 20, sha256: 32 } as const;

export function checksumOf(algorithm: Checksum['algorithm'], bytes: Uint8Array): string {
  if (algorithm !== 'crc32') return createHash(algorithm).update(bytes).digest('base64');
  const digest = Buffer.alloc(DIGEST_BYTES.crc32);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

/**
 * The checksum that came with `bytes`, verified; null if none came. Also verifies Content-MD5 and the payload hash.
 *
 * @throws ServiceError BadDigest, InvalidDigest, InvalidRequest, XAmzContentSHA256Mismatch
 */
export function verifiedChecksum(headers: Headers, trailers: Headers, bytes: Uint8Array): Checksum | null {
  verifyMd5(headers['content-md5'], bytes);
  verifyPayloadHash(headers['x-amz-content-sha256'], bytes);
  const given = [...Object.entries(headers), ...Object.entries(trailers)].filter(([name]) => HEADER.test(name));
  if (given.length > 1) {
    throw new ServiceError(
      400,
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const [entry] = given;
  if (!entry) {
    if (headers['x-amz-sdk-checksum-algorithm'] === undefined) return null;
    const message =
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.';
    throw new ServiceError(400, 'InvalidRequest', message);
  }
  const [name, value] = entry;
  const algorithm = name.replace(HEADER, '$1');
  if (algorithm !== 'crc32' && algorithm !== 'sha1' && algorithm !== 'sha256')
    throw notImplemented(`checksum ${algorithm}`);
  return verified(algorithm, String(value), bytes);
}

function verified(algorithm: Checksum['algorithm'], value: string, bytes: Uint8Array): Checksum {
  if (!isDigest(value, DIGEST_BYTES[algorithm])) {
    throw new ServiceError(400, 'InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
  }
  if (checksumOf(algorithm, bytes) !== value) {
    const message = `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
    throw new ServiceError(400, 'BadDigest', message);
  }
  return { algorithm, value };
}

function verifyMd5(header: string | string[] | undefined, bytes: Uint8Array): void {
  if (header === undefined) return;
  if (!isDigest(String(header), 16)) {
    throw new ServiceError(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (createHash('md5').update(bytes).digest('base64') === header) return;
  throw new ServiceError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
}

/** `UNSIGNED-PAYLOAD` and `STREAMING-…` say that there is no hash of the whole. */
function verifyPayloadHash(header: string | string[] | undefined, bytes: Uint8Array): void {
  if (header === undefined || !/^[\da-f]{64}$/.test(String(header))) return;
  if (createHash('sha256').update(bytes).digest('hex') === header) return;
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  throw new ServiceError(400, 'XAmzContentSHA256Mismatch', message);
}

function isDigest(base64: string, bytes: number): boolean {
  const digest = Buffer.from(base64, 'base64');
  return digest.length === bytes && digest.toString('base64') === base64;
}
