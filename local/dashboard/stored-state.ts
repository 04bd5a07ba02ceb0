// The records and receipts as they lie in the emulated buckets of this process.
import { TillwatchError } from '../../lambda/errors.ts';
import { type CheckoutRecord, parseRecord } from '../../lambda/record/checkout-record.ts';
import { CHECKOUTS, RECEIPTS, recordPlace } from '../../lambda/record/places.ts';
import { parseReceipt, type Receipt } from '../../lambda/record/receipt.ts';
import type { Bucket } from '../aws/s3/bucket.ts';
import type { EmulatedS3 } from '../aws/s3/emulated-s3.ts';
import type { ObjectVersion } from '../aws/s3/object-version.ts';

/** Files that the page lists. */
const RECEIPTS_SHOWN = 50;

export interface StoredState {
  records(): readonly CheckoutRecord[];
  /** Null where there is none, or it can't be read. */
  record(checkout: string): CheckoutRecord | null;
  /** Of the files that were handled last. */
  receipts(): readonly Receipt[];
}

/** Reads anew at every call, but parses each version of an object once only. */
export function storedState(s3: EmulatedS3, recordsBucket: string): StoredState {
  const bucket = s3.bucket(recordsBucket);
  const text = (version: ObjectVersion) => s3.read(version).toString('utf8');
  const recordIn = parsedOnce((version) => parseRecord(text(version), version.key));
  const receiptIn = parsedOnce((version): Receipt => parseReceipt(text(version), version.key));
  return {
    records: () => objectsIn(bucket, CHECKOUTS).flatMap((version) => recordIn(version) ?? []),
    record(checkout) {
      const version = bucket.current(recordPlace(checkout));
      return version ? recordIn(version) : null;
    },
    receipts: () =>
      objectsIn(bucket, RECEIPTS)
        .sort((a, b) => (a.sequencer < b.sequencer ? 1 : -1))
        .slice(0, RECEIPTS_SHOWN)
        .flatMap((version) => receiptIn(version) ?? []),
  };
}

function objectsIn(bucket: Bucket, prefix: string): ObjectVersion[] {
  const found: ObjectVersion[] = [];
  for (const key of bucket.keysFrom(prefix)) {
    if (!key.startsWith(prefix)) break;
    const version = bucket.current(key);
    if (version) found.push(version);
  }
  return found;
}

/** Null for what is damaged: the commands name it, and the page goes on without it. */
function parsedOnce<T>(parse: (version: ObjectVersion) => T): (version: ObjectVersion) => T | null {
  const known = new Map<string, { readonly versionId: string; readonly value: T | null }>();
  return (version) => {
    const { key, versionId } = version;
    const earlier = known.get(key);
    if (earlier?.versionId === versionId) return earlier.value;
    let value: T | null = null;
    try {
      value = parse(version);
    } catch (error) {
      if (!(error instanceof TillwatchError)) throw error;
    }
    known.set(key, { versionId, value });
    return value;
  };
}
