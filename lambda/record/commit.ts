// Read, decide, write if nobody wrote meanwhile; else again. All changes to checkout records go through here.
import { TillwatchError } from '../errors.ts';
import { type CheckoutRecord, emptyRecord, parseRecord } from './checkout-record.ts';
import type { ObjectStore } from './object-store.ts';
import { recordPlace } from './places.ts';

/** Each loser of a race sees one other writer succeed; ten files of one checkout at once is the batch size. */
export const MAX_ATTEMPTS = 12;

export interface CommitPorts {
  readonly records: ObjectStore;
  /** Waits before the next try; `attempt` counts from 1. */
  readonly pause: (attempt: number) => Promise<void>;
  /** An id that nobody else ever gives: by it a writer knows its own write again. */
  readonly newWriteId: () => string;
}

/** A change of a record: the record to write, or null to leave it as it is, and whatever the caller wants to know. */
export interface Change<T> {
  readonly record: CheckoutRecord | null;
  readonly result: T;
}

/**
 * Applies `change` to the record of `checkout` by a conditional write, on the newest state at each attempt.
 * Costs one read, and one write if something changed, where nobody else writes.
 *
 * A write whose answer got lost is made again by the service's client, and then refused because it was done. It is
 * recognised by its id, which no other commit ever writes, so that its alerts needn't wait for the watch. Whichever
 * attempt it was, the last one decided on the same state, and so the same.
 *
 * @throws TillwatchError `record-contended` after MAX_ATTEMPTS lost races; the file's message is then delivered again
 */
export async function commit<T>(
  checkout: string,
  change: (record: CheckoutRecord) => Change<T>,
  { records, pause, newWriteId }: CommitPorts,
  held?: HeldRecord,
): Promise<Committed<T>> {
  const place = recordPlace(checkout);
  const writeId = newWriteId();
  let current = held ?? (await read(records, place, checkout));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const { record, result } = change(current.record);
    if (record === null) return { held: current, result };
    const condition =
      current.etag === null ? ({ when: 'absent' } as const) : ({ when: 'etag', etag: current.etag } as const);
    const written = await records.put(place, JSON.stringify({ ...record, writeId }), condition);
    if (written.outcome === 'written') return { held: { record, etag: written.etag }, result };
    await pause(attempt);
    current = await read(records, place, checkout);
    if (current.record.writeId === writeId) return { held: current, result };
  }
  throw new TillwatchError('record-contended', `${place} was changed by others ${MAX_ATTEMPTS} times in a row`);
}

/** A record and the version it was read or written at; `etag` is null while it doesn't exist. */
export interface HeldRecord {
  readonly record: CheckoutRecord;
  readonly etag: string | null;
}

export interface Committed<T> {
  readonly held: HeldRecord;
  readonly result: T;
}

async function read(records: ObjectStore, place: string, checkout: string): Promise<HeldRecord> {
  const stored = await records.get(place);
  if (!stored) return { record: emptyRecord(checkout), etag: null };
  return { record: parseRecord(stored.text, place), etag: stored.etag };
}
