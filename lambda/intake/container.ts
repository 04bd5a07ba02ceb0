// From stored bytes to plain bytes: other kinds of file are named and refused, gzip is unpacked, both within limits.
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './drop.ts';
import { binaryKind, isGzip, SIGNATURE_BYTES } from './file-kind.ts';
import { Unreadable } from './findings.ts';
import { MAX_PLAIN_BYTES, MAX_STORED_BYTES } from './limits.ts';

const MIB = 1024 * 1024;

/** Pieces longer than this are cut, so that one large piece in memory costs no more than a stream. */
const PIECE_BYTES = 256 * 1024;

/**
 * The text's bytes, in pieces; the first piece holds at least 512 bytes or the whole file.
 *
 * @throws Unreadable `too-large`, `wrong-file-type`, `archive-damaged`; what `source` throws passes untouched
 */
export async function* plainBytes(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source.size > MAX_STORED_BYTES) throw tooLarge('stored', MAX_STORED_BYTES);
  const stored = withFirstPiece(limited(source.open(), MAX_STORED_BYTES, 'stored'));
  try {
    const first = await stored.next();
    if (first.done) return;
    if (!isGzip(first.value)) {
      refuseOtherKinds(first.value, '');
      yield* cut(first.value);
      for await (const piece of stored) yield* cut(piece);
      return;
    }
    let isFirst = true;
    const unpacked = limited(gunzipped(prepended(first.value, stored)), MAX_PLAIN_BYTES, 'unpacked');
    for await (const piece of withFirstPiece(unpacked)) {
      if (isFirst) refuseOtherKinds(piece, ' inside gzip');
      isFirst = false;
      yield* cut(piece);
    }
  } finally {
    await stored.return(undefined);
  }
}

function refuseOtherKinds(head: Uint8Array, where: string): void {
  const kind = isGzip(head) ? { name: 'a second gzip', advice: 'pack it once' } : binaryKind(head);
  if (kind !== null) throw new Unreadable('wrong-file-type', `this is ${kind.name}${where}, no CSV: ${kind.advice}`, 1);
}

function* cut(piece: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from === 0 || from < piece.byteLength; from += PIECE_BYTES) {
    yield piece.subarray(from, from + PIECE_BYTES);
  }
}

async function* limited(
  pieces: AsyncIterable<Uint8Array>,
  limit: number,
  what: 'stored' | 'unpacked',
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge(what, limit);
    yield piece;
  }
}

function tooLarge(what: 'stored' | 'unpacked', limit: number): Unreadable {
  return new Unreadable('too-large', `the file has more than ${limit / MIB} MiB ${what}; split it`);
}

/** The same bytes, with pieces gathered until the first has enough for a signature. */
async function* withFirstPiece(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    if (size >= SIGNATURE_BYTES) {
      yield piece;
      continue;
    }
    held.push(piece);
    size += piece.byteLength;
    if (size >= SIGNATURE_BYTES) yield joined(held);
  }
  if (size < SIGNATURE_BYTES) yield joined(held);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

async function* prepended(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* gunzipped(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sourceError: unknown;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
    } catch (error) {
      sourceError = error;
      throw error;
    }
  }
  const gunzip = createGunzip();
  pipeline(Readable.from(watched(), { objectMode: false }), gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    const { message } = error as Error;
    throw new Unreadable('archive-damaged', `the gzip stream is damaged (${message}); upload it again`);
  }
}
