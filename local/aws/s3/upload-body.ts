// The bytes of an upload as they were meant: aws-chunked framing taken off, lengths and checksums verified.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
import type { IncomingMessage } from 'node:http';
import { bodyOf } from '../front-door.ts';
import { notImplemented, ServiceError } from '../service-error.ts';
import { verifiedChecksum } from './checksums.ts';
import type { Checksum } from './object-version.ts';

export interface Upload {
  readonly bytes: Buffer;
  readonly checksum: Checksum | null;
}

/** @throws ServiceError MissingContentLength, IncompleteBody, and what verifying checksums throws */
export async function uploadOf(request: IncomingMessage): Promise<Upload> {
  const { headers } = request;
  const isFramed = String(headers['content-encoding'] ?? '')
    .split(',')
    .some((coding) => coding.trim() === 'aws-chunked');
  if (!isFramed && headers['content-length'] === undefined) throw missingLength(headers['transfer-encoding']);
  const raw = await bodyOf(request);
  if (!isFramed) return { bytes: raw, checksum: verifiedChecksum(headers, {}, raw) };
  const { bytes, trailers } = unframed(raw);
  if (bytes.length !== Number(headers['x-amz-decoded-content-length'])) throw incompleteBody();
  const promised = headers['x-amz-trailer'];
  if (promised !== undefined && !(String(promised) in trailers)) {
    throw new ServiceError(400, 'MalformedTrailerError', `The trailer ${promised} was promised but never came.`);
  }
  return { bytes, checksum: verifiedChecksum(headers, trailers, bytes) };
}

function missingLength(transferEncoding: string | undefined): ServiceError {
  if (transferEncoding !== undefined) return notImplemented('Transfer-Encoding without aws-chunked');
  return new ServiceError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
}

function incompleteBody(): ServiceError {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header.';
  return new ServiceError(400, 'IncompleteBody', message);
}

/** Chunks of `size-in-hex[;extension]␍␊ bytes ␍␊`, one of size 0, then `name:value` trailers and an empty line. */
function unframed(raw: Buffer): { readonly bytes: Buffer; readonly trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let offset = 0;
  const line = () => {
    const end = raw.indexOf('\r\n', offset);
    if (end < 0) throw incompleteBody();
    const text = raw.toString('latin1', offset, end);
    offset = end + 2;
    return text;
  };
  for (;;) {
    const size = Number.parseInt(line(), 16);
    if (Number.isNaN(size)) throw incompleteBody();
    if (size === 0) break;
    if (offset + size > raw.length) throw incompleteBody();
    chunks.push(raw.subarray(offset, offset + size));
    offset += size;
    if (line() !== '') throw incompleteBody();
  }
  const trailers: Record<string, string> = {};
  while (offset < raw.length) {
    const [, name, value] = /^([^:]+):(.*)$/.exec(line()) ?? [];
    if (name !== undefined && value !== undefined) trailers[name.trim().toLowerCase()] = value.trim();
  }
  return { bytes: Buffer.concat(chunks), trailers };
}
