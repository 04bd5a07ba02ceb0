// One minute of the watch: alerts that were left in an outbox go out, files whose event was lost are read after all.
import type { Config } from '../config/config.ts';
import type { PublishPorts } from '../notify/publish.ts';
import { WATCH_INDEX } from '../record/places.ts';
import { remind } from './due-incidents.ts';
import { publishLeftAlerts } from './left-alerts.ts';
import type { Listing } from './listing.ts';
import { type InboxQueue, sendLostObjects } from './lost-events.ts';
import { EMPTY_INDEX, parseIndex, type WatchIndex } from './watch-index.ts';

/** Lost events are looked for on minutes divisible by this. */
const LOST_EVENTS_EVERY_MIN = 5;

export interface WatchPorts extends PublishPorts {
  readonly config: Config;
  readonly inboxListing: Listing;
  readonly recordsListing: Listing;
  readonly inboxQueue: InboxQueue;
}

/** What one tick did, for its log line. */
export interface TickReport {
  readonly alertsPublished: number;
  readonly objectsSentAgain: number;
  /** Reminders, and what silences had held back. */
  readonly reminders: number;
}

/**
 * Runs the tick of the minute `at` (the schedule's nominal time, not the clock's). Running it twice, late, or not for an
 * hour does no harm: everything it does is decided by what is on record.
 */
export async function tick(at: Date, ports: WatchPorts): Promise<TickReport> {
  const stored = await ports.records.get(WATCH_INDEX);
  const before = stored ? parseIndex(stored.text) : EMPTY_INDEX;

  const left = await publishLeftAlerts(before, ports);
  const reminders = await remind(left.index, ports);
  const isSearchTime = at.getUTCMinutes() % LOST_EVENTS_EVERY_MIN === 0;
  const lost = isSearchTime ? await sendLostObjects(left.index, ports) : { index: left.index, sent: 0 };

  await remember(before, lost.index, ports);
  return { alertsPublished: left.published, objectsSentAgain: lost.sent, reminders };
}

/** Two ticks at once may overwrite each other's index: it is a cache, and the next tick mends it. */
async function remember(before: WatchIndex, after: WatchIndex, { records }: WatchPorts): Promise<void> {
  const text = JSON.stringify(after);
  if (text !== JSON.stringify(before)) await records.put(WATCH_INDEX, text, { when: 'any' });
}
