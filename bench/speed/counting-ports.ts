// The functions' ports over plain maps, counting what each call would be on AWS: for thousands of checkouts in a second.
import { type ConfigInput, parseConfig } from '../../lambda/config/config.ts';
import type { ListedStore } from '../../lambda/record/object-store.ts';
import type { Listing } from '../../lambda/watch/listing.ts';
import type { WatchPorts } from '../../lambda/watch/watch-ports.ts';

/** Keys in one answer of ListObjectsV2. */
const PAGE = 1_000;

export type CallName = 'GET' | 'PUT' | 'LIST' | 'Publish' | 'SendMessage';

export interface CountingPorts extends WatchPorts {
  /** Calls since this was last called. */
  counted(): Readonly<Record<CallName, number>>;
  /** Puts an object there without counting, as of `lastModified`. */
  place(bucket: 'inbox' | 'records', key: string, text: string, lastModified: Date): void;
  remove(key: string): void;
  sizeOf(key: string): number;
}

interface Stored {
  readonly text: string;
  readonly etag: string;
  readonly lastModified: Date;
}

/** @param now the clock */
export function countingPorts(config: ConfigInput, now: () => Date): CountingPorts {
  const buckets = { inbox: new Map<string, Stored>(), records: new Map<string, Stored>() };
  /** Sorted keys by bucket and prefix, of listings that were asked for. */
  const sorted = new Map<string, string[]>();
  let calls: Record<CallName, number> = { GET: 0, PUT: 0, LIST: 0, Publish: 0, SendMessage: 0 };
  let writes = 0;

  const listingsWith = (bucket: 'inbox' | 'records', key: string) =>
    [...sorted].filter(([listed]) => `${bucket} ${key}`.startsWith(listed));
  const write = (bucket: 'inbox' | 'records', key: string, text: string, lastModified: Date): string => {
    if (!buckets[bucket].has(key)) {
      for (const [, keys] of listingsWith(bucket, key)) keys.splice(firstAfter(keys, key), 0, key);
    }
    const etag = `"${++writes}"`;
    buckets[bucket].set(key, { text, etag, lastModified });
    return etag;
  };
  const page = (bucket: 'inbox' | 'records', prefix: string, startAfter: string | null) => {
    calls.LIST++;
    const listed = `${bucket} ${prefix}`;
    const all = sorted.get(listed) ?? [...buckets[bucket].keys()].filter((key) => key.startsWith(prefix)).sort();
    sorted.set(listed, all);
    const keys = startAfter === null ? all : all.slice(firstAfter(all, startAfter));
    return { keys: keys.slice(0, PAGE), isLast: keys.length <= PAGE };
  };
  const listing = (bucket: 'inbox' | 'records'): Listing => ({
    async page(prefix, startAfter) {
      const { keys, isLast } = page(bucket, prefix, startAfter);
      const objects = keys.map((key) => ({ key, ...(buckets[bucket].get(key) as Stored) }));
      return { objects, isLast };
    },
  });
  const records: ListedStore = {
    async get(place) {
      calls.GET++;
      return buckets.records.get(place) ?? null;
    },
    async put(place, text, condition) {
      calls.PUT++;
      const known = buckets.records.get(place);
      if (condition.when === 'etag' && known?.etag !== condition.etag) return { outcome: 'conflict' };
      if (condition.when === 'absent' && known) return { outcome: 'conflict' };
      return { outcome: 'written', etag: write('records', place, text, now()) };
    },
    async placesAfter(prefix, startAfter) {
      return page('records', prefix, startAfter).keys;
    },
  };
  const count = (name: CallName) => async () => {
    calls[name]++;
  };
  let ids = 0;
  return {
    config: parseConfig(JSON.stringify(config)),
    records,
    inboxListing: listing('inbox'),
    recordsListing: listing('records'),
    inboxQueue: { send: count('SendMessage') },
    lake: { put: count('PUT') },
    topics: { publish: count('Publish') },
    notices: { publishNotice: count('Publish') },
    pause: async () => {},
    newWriteId: () => String(++ids),
    log: () => {},
    measure: () => {},
    now,
    holdMs: 60_000,
    counted() {
      const before = calls;
      calls = { GET: 0, PUT: 0, LIST: 0, Publish: 0, SendMessage: 0 };
      return before;
    },
    place: (bucket, key, text, lastModified) => void write(bucket, key, text, lastModified),
    remove(key) {
      buckets.records.delete(key);
      for (const [listed] of listingsWith('records', key)) sorted.delete(listed);
    },
    sizeOf: (key) => Buffer.byteLength(buckets.records.get(key)?.text ?? ''),
  };
}

/** Position of the first key after `startAfter`, by halving. The keys of the bench are ASCII: S3's order is JavaScript's. */
function firstAfter(keys: readonly string[], startAfter: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') > startAfter) high = middle;
    else low = middle + 1;
  }
  return low;
}
