// The inbox bucket as the functions need it: they read, and never write.
import type { ByteSource, Drop } from './intake/drop.ts';

/** One object version that an event or a listing named. */
export interface ObjectRef {
  /** Decoded. */
  readonly key: string;
  readonly versionId: string | null;
  readonly sequencer: string | null;
  /** When the event or the listing says that it landed. */
  readonly landedAt: Date;
}

export interface InboxObject {
  readonly drop: Drop;
  readonly source: ByteSource;
}

export interface Inbox {
  /** The object, by version where the reference has one; null when it was deleted meanwhile. */
  read(ref: ObjectRef): Promise<InboxObject | null>;
  /** Server-side copy of the object's bytes, unchanged, to a place in the records bucket. */
  copyToRecords(drop: Drop, place: string): Promise<void>;
}

/** The queue that the score function reads: what is put there goes the way of every file. */
export interface InboxQueue {
  send(ref: ObjectRef): Promise<void>;
}
