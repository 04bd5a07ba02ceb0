// What the watch needs of the world.
import type { Config } from '../config/config.ts';
import type { InboxQueue } from '../inbox.ts';
import type { LakeStore } from '../lake/lake-store.ts';
import type { Measure } from '../metrics.ts';
import type { NoticeTopics } from '../notify/alert-topics.ts';
import type { PublishPorts } from '../notify/publish.ts';
import type { Listing } from './listing.ts';

export interface WatchPorts extends PublishPorts {
  readonly config: Config;
  readonly inboxListing: Listing;
  readonly recordsListing: Listing;
  readonly inboxQueue: InboxQueue;
  readonly notices: NoticeTopics;
  /** Null where no history is kept. */
  readonly lake: LakeStore | null;
  /** Told once of every tick. */
  readonly measure: Measure;
}
