// What the pipeline needs of node:crypto, in a browser: digests of short texts, at once.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export function createHash(algorithm: 'sha256') {
  if (algorithm !== 'sha256') throw new TypeError(`${algorithm} is not there in a browser`);
  const hash = sha256.create();
  return {
    update(data: string | Uint8Array) {
      hash.update(typeof data === 'string' ? utf8ToBytes(data) : data);
      return this;
    },
    digest: (_encoding: 'hex') => bytesToHex(hash.digest()),
  };
}
