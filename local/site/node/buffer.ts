// What the pipeline needs of node:buffer, in a browser; `Buffer` itself also stands in for the global of that name.
export { Buffer } from 'buffer/index.js';

export function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
