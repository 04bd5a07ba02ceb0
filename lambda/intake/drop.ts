// One object version as it landed in the inbox: all that intake may know about it besides its bytes.

export interface Drop {
  /** Object key, decoded exactly once. Opaque. */
  readonly key: string;
  /** S3 version id; null where the bucket isn't versioned or the file lies on a disk. */
  readonly versionId: string | null;
  /** Orders versions of this key only; null when it was found by listing. */
  readonly sequencer: string | null;
  /** LastModified: when it landed. */
  readonly landedAt: Date;
  /** User metadata of the object; `checkout` and `date` are known. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The caller knows that the day the file tells of is over: a file on disk, history. Then every hour is final. */
  readonly isDayOver: boolean;
}

/** The bytes of one object version, readable more than once: intake makes two passes over large files. */
export interface ByteSource {
  /** Bytes as stored (compressed, if the file is). */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A byte source over bytes in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    async *open() {
      yield bytes;
    },
  };
}
