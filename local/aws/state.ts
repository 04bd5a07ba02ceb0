// What the services remember: object bytes and a journal of changes, in a folder or in memory only.
import { join } from 'node:path';
import { type ByteStore, bytesInFolder, bytesInMemory } from './byte-store.ts';
import { lockedFolder } from './folder-lock.ts';
import { type Journal, type JournalEntry, journalEntries, openJournal, type RememberingService } from './journal.ts';
import { bytesIn, type S3Change } from './s3/s3-change.ts';

/** A service as its journal sees it: changes lead to its state, and its state to the fewest changes. */
interface Remembering<Change = unknown> {
  apply(change: Change): void;
  essence(): readonly Change[];
}

interface Services {
  readonly s3: Remembering<S3Change>;
  readonly sqs: Remembering;
  readonly sns: Remembering;
}

export interface State {
  readonly bytes: ByteStore;
  /** Writes a change down, before it is seen or answered. */
  record(of: RememberingService, change: unknown): void;
  /** Brings the services to where they were, and makes the state ready for changes. */
  resume(services: Services): void;
  close(): void;
}

export function stateInMemory(): State {
  return { bytes: bytesInMemory(), record: () => {}, resume: () => {}, close: () => {} };
}

/** @throws TillwatchError `state-in-use` where another process has the folder; `resume` throws `journal-corrupt` */
export function stateInFolder(folder: string): State {
  const unlock = lockedFolder(folder);
  const bytes = bytesInFolder(join(folder, 'objects'));
  let journal: Journal | undefined;
  return {
    bytes,
    record(of, change) {
      if (!journal) throw new Error('the emulator is closed: stop what writes before closing it');
      journal.append({ of, change });
    },
    resume(services) {
      journal = resumedJournal(folder, services);
      bytes.keepOnly(bytesIn(services.s3.essence()));
    },
    close() {
      journal?.close();
      journal = undefined;
      unlock();
    },
  };
}

/** Queues come before the topics and buckets that refer to them. */
const ORDER: readonly RememberingService[] = ['sqs', 'sns', 's3'];

function resumedJournal(folder: string, services: Services): Journal {
  const entries = journalEntries(folder);
  for (const { of, change } of entries) (services[of] as Remembering).apply(change);
  return openJournal(folder, entries, () =>
    ORDER.flatMap((of) => services[of].essence().map((change): JournalEntry => ({ of, change }))),
  );
}
