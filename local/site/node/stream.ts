// What the pipeline needs of node:stream, in a browser: bytes from a generator into the gunzip of zlib.ts.
import type { BrowserGunzip } from './zlib.ts';

export const Readable = {
  from: (pieces: AsyncIterable<Uint8Array>) => pieces,
};

/** As in Node, errors come out where the gunzip is read; `_done` is told nothing that its callers want to know. */
export function pipeline(source: AsyncIterable<Uint8Array>, gunzip: BrowserGunzip, _done: () => void): void {
  gunzip.readFrom(source);
}
