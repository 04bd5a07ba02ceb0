// The records bucket as the stations need it: small texts, written on a condition.

export interface StoredText {
  readonly text: string;
  readonly etag: string;
}

/** `absent`: only if nothing lies there; `etag`: only over exactly that version; `any`: whatever lies there. */
export type WriteCondition = { readonly when: 'absent' | 'any' } | { readonly when: 'etag'; readonly etag: string };

export type WriteResult = { readonly outcome: 'written'; readonly etag: string } | { readonly outcome: 'conflict' };

export interface ObjectStore {
  /** The text at `place`, null when there is none. */
  get(place: string): Promise<StoredText | null>;
  /** Writes JSON; `conflict` when the condition doesn't hold or somebody writes at the same moment. */
  put(place: string, text: string, condition: WriteCondition): Promise<WriteResult>;
}

/** A store that can also be looked through. */
export interface ListedStore extends ObjectStore {
  /** The first places below `prefix` that come after `startAfter`, ascending: one listing, so at most 1,000. */
  placesAfter(prefix: string, startAfter: string): Promise<readonly string[]>;
}
