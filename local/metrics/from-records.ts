// The exporter's data from the records bucket of a deployment: what the functions themselves decided.
import type { Config } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { parseRecord } from '../../lambda/record/checkout-record.ts';
import type { ObjectStore } from '../../lambda/record/object-store.ts';
import { CHECKOUTS } from '../../lambda/record/places.ts';
import { fewAtOnce } from '../../lambda/watch/few-at-once.ts';
import type { ListedObject, Listing } from '../../lambda/watch/listing.ts';
import type { Dataset, Source } from './dataset.ts';
import { datasetOf, refusedOf } from './dataset-of-record.ts';

export interface RecordSourceOptions {
  readonly config: Config;
  readonly now: () => Date;
  /** A checkout is dropped when its last file landed longer ago and none of its incidents is open. */
  readonly keepMs: number;
  readonly onDamage: (error: TillwatchError) => void;
}

interface RecordRead {
  readonly etag: string;
  /** Null where the record is damaged. */
  readonly dataset: Dataset | null;
  readonly quarantined: number;
}

/**
 * A source that lists the records at each refresh (one call per 1,000) and reads those that changed. A record that can't
 * be read is named to `onDamage` and left out.
 */
export function fromRecords(
  { records, listing }: { readonly records: ObjectStore; readonly listing: Listing },
  options: RecordSourceOptions,
): Source {
  let known = new Map<string, RecordRead>();
  return async () => {
    const listed = await allObjects(listing);
    const changed = listed.filter(({ key, etag }) => known.get(key)?.etag !== etag);
    const fresh = await fewAtOnce(changed, (object) => recordRead(object, records, options));
    const freshByKey = new Map(changed.map(({ key }, i) => [key, fresh[i] ?? null]));
    const reads = listed.map(({ key }) => [key, freshByKey.get(key) ?? known.get(key) ?? null] as const);
    known = new Map(reads.flatMap(([key, read]) => (read ? [[key, read] as const] : [])));
    const oldestS = (options.now().getTime() - options.keepMs) / 1000;
    const isTold = ({ landedAtS, open }: Dataset) => landedAtS >= oldestS || open.length > 0;
    const all = [...known.values()];
    return {
      datasets: all.flatMap(({ dataset }) => (dataset && isTold(dataset) ? [dataset] : [])),
      quarantined: all.reduce((total, { quarantined }) => total + quarantined, 0),
    };
  };
}

async function allObjects(listing: Listing): Promise<readonly ListedObject[]> {
  const all: ListedObject[] = [];
  for (let startAfter: string | null = null; ; ) {
    const { objects, isLast } = await listing.page(CHECKOUTS, startAfter);
    all.push(...objects);
    const last = objects.at(-1);
    if (isLast || !last) return all;
    startAfter = last.key;
  }
}

async function recordRead(
  { key, etag }: ListedObject,
  records: ObjectStore,
  { config, onDamage }: RecordSourceOptions,
): Promise<RecordRead | null> {
  const stored = await records.get(key);
  if (!stored) return null;
  try {
    const record = parseRecord(stored.text, key);
    return { etag, dataset: datasetOf(record, config), quarantined: refusedOf(record) };
  } catch (error) {
    if (!(error instanceof TillwatchError)) throw error;
    onDamage(error);
    return { etag, dataset: null, quarantined: 0 };
  }
}
