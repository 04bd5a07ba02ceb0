// The inbox bucket, in the memory of a page.
import type { Inbox, ObjectRef } from '../../../lambda/inbox.ts';
import { bytesInMemory, type Drop } from '../../../lambda/intake/drop.ts';

export interface MemoryInbox extends Inbox {
  /** Puts a new version of `key` there; gives what an event would name it by. */
  put(key: string, bytes: Uint8Array, metadata: Readonly<Record<string, string>>, landedAt: Date): ObjectRef;
}

/** Sequencers are hexadecimal and compared as text. */
const SEQUENCER_DIGITS = 16;

export function memoryInbox(): MemoryInbox {
  const versions = new Map<string, { readonly drop: Drop; readonly bytes: Uint8Array }>();
  return {
    put(key, bytes, metadata, landedAt) {
      const number = versions.size + 1;
      const versionId = String(number);
      const sequencer = number.toString(16).padStart(SEQUENCER_DIGITS, '0');
      versions.set(versionId, { drop: { key, versionId, sequencer, landedAt, metadata, isDayOver: false }, bytes });
      return { key, versionId, sequencer, landedAt };
    },
    async read({ versionId }) {
      const version = versions.get(versionId ?? '');
      return version ? { drop: version.drop, source: bytesInMemory(version.bytes) } : null;
    },
    // Whoever dropped a refused file onto the page has its bytes.
    copyToRecords: async () => {},
  };
}
