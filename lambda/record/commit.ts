// Read, decide, write if nobody wrote meanwhile; else again. All changes to checkout records go through here.
import { TillwatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type CheckoutRecord, emptyRecord, parseRecord, salvagedRecord } from './checkout-record.ts';
import type { ObjectStore } from './object-store.ts';
import { damagedRecordPlace, recordPlace } from './places.ts';

/** Each loser of a race sees one other writer succeed; ten files of one checkout at once is the batch size. */
export const MAX_ATTEMPTS = 12;

export interface CommitPorts {
  readonly records: ObjectStore;
  /** Waits before the next try; `attempt` counts from 1. */
  readonly pause: (attempt: number) => Promise<void>;
  /** An id that nobody else ever gives: by it a writer knows its own write again. */
  readonly newWriteId: () => string;
  readonly log: Log;
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
 * A damaged record is kept aside, and what can be read of it goes on: a checkout that nobody watches any more would be
 * the greater loss (docs/decisions/0010-damaged-records.md).
 *
 * @throws TillwatchError `record-newer`; `record-contended` after MAX_ATTEMPTS lost races; the file's message is then delivered again
 */
export async function commit<T>(
  checkout: string,
  change: (record: CheckoutRecord) => Change<T>,
  ports: CommitPorts,
  held?: HeldRecord,
): Promise<Committed<T>> {
  const place = recordPlace(checkout);
  const { records, pause, newWriteId } = ports;
  const writeId = newWriteId();
  let current = held ?? (await read(ports, place, checkout));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const { record, result } = change(current.record);
    if (record === null) return { held: current, result };
    const condition =
      current.etag === null ? ({ when: 'absent' } as const) : ({ when: 'etag', etag: current.etag } as const);
    const written = await records.put(place, JSON.stringify({ ...record, writeId }), condition);
    if (written.outcome === 'written') return { held: { record, etag: written.etag }, result };
    await pause(attempt);
    current = await read(ports, place, checkout);
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

async function read({ records, log }: CommitPorts, place: string, checkout: string): Promise<HeldRecord> {
  const stored = await records.get(place);
  if (!stored) return { record: emptyRecord(checkout), etag: null };
  try {
    return { record: parseRecord(stored.text, place), etag: stored.etag };
  } catch (error) {
    if (!(error instanceof TillwatchError) || error.code !== 'record-unreadable') throw error;
    const kept = damagedRecordPlace(checkout, stored.etag);
    await records.put(kept, stored.text, { when: 'absent' });
    log('error', 'a checkout record was damaged; it is kept aside, and what could be read of it goes on', {
      kept,
      error,
    });
    return { record: salvagedRecord(stored.text, checkout), etag: stored.etag };
  }
}
