// From bytes to text: UTF-8, UTF-16 in either order with or without mark, else Windows-1252.
import { isAscii, isUtf8 } from 'node:buffer';
import { Unreadable } from './findings.ts';

const NO_BYTES = new Uint8Array(0);

/** Share of NULs at every second byte from which text without a mark is UTF-16: nearly all its characters are ASCII. */
const UTF16_NUL_SHARE = 0.7;

/** What one reading of a file finds out about its encoding, for the next reading to begin with. */
export interface EncodingFound {
  /** Not all of it is valid UTF-8: then all of it is Windows-1252, a superset of Latin-1's printable characters. */
  isWindows1252: boolean;
  /** Set where it is UTF-16, in which order. */
  utf16?: 'utf-16le' | 'utf-16be';
}

/** Thrown when a byte that isn't UTF-8 comes after characters that were decoded as UTF-8: the reading must start anew. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8';
}

/**
 * The text of `pieces`, the byte order mark removed; writes to `found`.
 *
 * @throws Unreadable `binary-content` for UTF-32
 * @throws NotUtf8
 */
export async function* decoded(pieces: AsyncIterable<Uint8Array>, found: EncodingFound): AsyncGenerator<string> {
  let decode: ((piece: Uint8Array, isLast: boolean) => string) | undefined;
  for await (const piece of pieces) {
    decode ??= decoderFor(piece, found);
    yield decode(piece, false);
  }
  if (decode !== undefined) yield decode(NO_BYTES, true);
}

function decoderFor(head: Uint8Array, found: EncodingFound): (piece: Uint8Array, isLast: boolean) => string {
  const encoding = utf16(head);
  if (encoding === null) return utf8ElseWindows1252(found);
  found.utf16 = encoding;
  const decoder = new TextDecoder(encoding);
  return (piece, isLast) => decoder.decode(piece, { stream: !isLast });
}

/** `utf-16le`, `utf-16be`, or null for an encoding of single bytes. */
function utf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new Unreadable('binary-content', 'the text is in UTF-32; save it in UTF-8', 1);
  }
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 512);
  if (!sample.includes(0)) return null;
  const nuls: [number, number] = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) nuls[i % 2 === 0 ? 0 : 1] += 1;
  const enough = (sample.length / 2) * UTF16_NUL_SHARE;
  if (nuls[1] >= enough && nuls[0] === 0) return 'utf-16le';
  if (nuls[0] >= enough && nuls[1] === 0) return 'utf-16be';
  return null;
}

function utf8ElseWindows1252(found: EncodingFound): (piece: Uint8Array, isLast: boolean) => string {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const windows1252 = new TextDecoder('windows-1252');
  let isStart = true;
  let isAllAscii = true;
  let held: Uint8Array = NO_BYTES;
  return (piece, isLast) => {
    if (found.isWindows1252) return windows1252.decode(piece);
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
    const whole = bytes.subarray(0, isLast ? bytes.length : wholeCharacters(bytes));
    if (!isUtf8(whole)) {
      found.isWindows1252 = true;
      if (!isAllAscii) throw new NotUtf8();
      return windows1252.decode(bytes);
    }
    held = bytes.subarray(whole.length);
    isAllAscii &&= isAscii(whole);
    const text = utf8.decode(whole);
    if (!isStart) return text;
    isStart = text === '';
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  };
}

/** Length of `bytes` without a UTF-8 sequence that is cut at the end (RFC 3629, section 3). */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
