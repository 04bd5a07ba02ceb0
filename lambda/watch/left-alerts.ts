// Finds the records whose outbox somebody left behind, by reading only the records that changed, and publishes.
import { publishAbandoned } from '../notify/publish.ts';
import { type CheckoutRecord, parseRecord } from '../record/checkout-record.ts';
import { CHECKOUTS } from '../record/places.ts';
import type { ListedObject } from './listing.ts';
import type { WatchPorts } from './tick.ts';
import type { WatchEntry, WatchIndex } from './watch-index.ts';

/** Records read at the same time: well under S3's 5,500 reads a second and prefix. */
const READS_AT_ONCE = 20;

/** Records read in one tick at most; the others are read by the next ticks, the longest waiting first in the listing. */
const READS_A_TICK = 2_000;

export async function publishLeftAlerts(
  index: WatchIndex,
  ports: WatchPorts,
): Promise<{ readonly index: WatchIndex; readonly published: number }> {
  const checkouts = await refreshed(index, ports);
  const now = ports.now().toISOString();
  let published = 0;
  for (const { checkout, takeOverFrom } of Object.values(checkouts)) {
    if (takeOverFrom !== null && takeOverFrom <= now) published += await publishedOf(checkout, ports);
  }
  return { index: { ...index, checkouts }, published };
}

/** How many alerts went out. A record that can't be read or written is left to the next tick: it mustn't stop the others. */
async function publishedOf(checkout: string, ports: WatchPorts): Promise<number> {
  try {
    return await publishAbandoned(checkout, ports);
  } catch (error) {
    ports.log('error', 'alerts left in an outbox could not be published', { checkout, error });
    return 0;
  }
}

async function refreshed(index: WatchIndex, ports: WatchPorts): Promise<WatchIndex['checkouts']> {
  const listed = await allRecords(ports);
  const checkouts: Record<string, WatchEntry> = {};
  const changed: ListedObject[] = [];
  for (const object of listed) {
    const known = index.checkouts[object.key];
    if (known) checkouts[object.key] = known;
    if (known?.etag !== object.etag) changed.push(object);
  }
  for (let i = 0; i < Math.min(changed.length, READS_A_TICK); i += READS_AT_ONCE) {
    const some = changed.slice(i, i + READS_AT_ONCE);
    const entries = await Promise.all(some.map((object) => entryOf(object.key, ports)));
    some.forEach(({ key }, n) => {
      const entry = entries[n];
      if (entry) checkouts[key] = entry;
    });
  }
  return checkouts;
}

async function entryOf(place: string, { records, log }: WatchPorts): Promise<WatchEntry | null> {
  const stored = await records.get(place);
  if (!stored) return null;
  try {
    const record = parseRecord(stored.text, place);
    return { checkout: record.checkout, etag: stored.etag, takeOverFrom: takeOverFrom(record) };
  } catch (error) {
    log('error', 'a checkout record cannot be read', { place, error });
    return null;
  }
}

function takeOverFrom({ outbox }: CheckoutRecord): string | null {
  const times = outbox.map(({ heldUntil }) => heldUntil).sort();
  return times[0] ?? null;
}

async function allRecords({ recordsListing }: WatchPorts): Promise<readonly ListedObject[]> {
  const all: ListedObject[] = [];
  for (let startAfter: string | null = null; ; ) {
    const { objects, isLast } = await recordsListing.page(CHECKOUTS, startAfter);
    all.push(...objects);
    const last = objects.at(-1);
    if (isLast || !last) return all;
    startAfter = last.key;
  }
}
