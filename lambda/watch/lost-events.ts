// Files that landed and have no receipt: S3 very rarely loses an event, and a function may die for good.
import { waitsForBackfill } from '../lake/past-files.ts';
import { RECEIPTS, receiptPlace } from '../record/places.ts';
import { parseReceipt } from '../record/receipt.ts';
import { keyOrder, type ListedObject } from './listing.ts';
import type { MissingObject, WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/** An object without a receipt is given this long, in ms, to be handled in the ordinary way. */
export const LOST_AFTER_MS = 5 * 60 * 1000;

/** Inbox pages that one tick looks through: 10,000 objects; the next search goes on from there. */
const PAGES_A_TICK = 10;

/** The time between two tries doubles up to a day. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;

/**
 * While an object is younger than this, in ms, its receipt is opened: its time in the listing alone can't tell it from
 * the late receipt of an earlier version of the same key.
 */
const YOUNG_MS = 15 * 60 * 1000;

export async function sendLostObjects(
  index: WatchIndex,
  ports: WatchPorts,
): Promise<{ readonly index: WatchIndex; readonly sent: number }> {
  let searchedUpTo = index.searchedUpTo;
  let missing = index.missing;
  let sent = 0;
  for (let pages = 0; pages < PAGES_A_TICK; pages++) {
    const { objects, isLast } = await ports.inboxListing.page('', searchedUpTo);
    const news = objects.filter(({ key }) => !waitsForBackfill(key, ports.config));
    const lost = await withoutReceipt(news, searchedUpTo, ports);
    const result = await sendDue(lost, missing, ports);
    sent += result.sent;
    missing = { ...entriesOutside(missing, searchedUpTo, isLast ? null : lastKey(objects)), ...result.missing };
    searchedUpTo = isLast ? null : lastKey(objects);
    if (searchedUpTo === null) break;
  }
  return { index: { ...index, missing, searchedUpTo }, sent };
}

/** Objects of this page that are old enough and have no receipt for their present version. */
async function withoutReceipt(
  objects: readonly ListedObject[],
  startAfter: string | null,
  ports: WatchPorts,
): Promise<readonly ListedObject[]> {
  const now = ports.now().getTime();
  const old = objects.filter(({ lastModified }) => now - lastModified.getTime() >= LOST_AFTER_MS);
  if (old.length === 0) return [];
  const receipts = await receiptsBetween(startAfter, lastKey(objects), ports);
  const lost: ListedObject[] = [];
  for (const object of old) {
    const writtenAt = receipts.get(receiptPlace(object.key))?.getTime() ?? 0;
    const landedAt = object.lastModified.getTime();
    const isPlainlyThere = writtenAt >= landedAt && now - landedAt > YOUNG_MS;
    if (!isPlainlyThere && !(await hasReceipt(object, ports))) lost.push(object);
  }
  return lost;
}

async function hasReceipt({ key, lastModified }: ListedObject, { records, log }: WatchPorts): Promise<boolean> {
  const place = receiptPlace(key);
  const stored = await records.get(place);
  if (!stored) return false;
  try {
    const receipt = parseReceipt(stored.text, place);
    return [receipt, ...receipt.earlier].some(({ landedAt }) => Date.parse(landedAt) >= lastModified.getTime());
  } catch (error) {
    log('error', 'a receipt cannot be read', { place, error });
    return false;
  }
}

/**
 * Times of the receipts for the keys of one page. Receipts sort nearly as their keys do; the few that don't (a key that
 * begins with another key, a name that was made safe) are found by `hasReceipt`.
 */
async function receiptsBetween(
  startAfter: string | null,
  lastKeyOfPage: string | null,
  { recordsListing }: WatchPorts,
): Promise<ReadonlyMap<string, Date>> {
  const times = new Map<string, Date>();
  const end = lastKeyOfPage === null ? null : receiptPlace(lastKeyOfPage);
  for (let after = startAfter === null ? null : RECEIPTS + startAfter; ; ) {
    const { objects, isLast } = await recordsListing.page(RECEIPTS, after);
    for (const { key, lastModified } of objects) times.set(key, lastModified);
    const last = objects.at(-1);
    if (isLast || !last || (end !== null && keyOrder(last.key, end) >= 0)) return times;
    after = last.key;
  }
}

async function sendDue(
  lost: readonly ListedObject[],
  known: WatchIndex['missing'],
  ports: WatchPorts,
): Promise<{ readonly missing: WatchIndex['missing']; readonly sent: number }> {
  const missing: Record<string, MissingObject> = {};
  let sent = 0;
  for (const { key, lastModified } of lost) {
    const { tries, nextTryAt } = known[key] ?? { tries: 0, nextTryAt: '' };
    const now = ports.now();
    if (nextTryAt > now.toISOString()) {
      missing[key] = { tries, nextTryAt };
      continue;
    }
    ports.log('warn', 'a file has no receipt: its event was lost, or it failed; it is read again', { key, tries });
    await ports.inboxQueue.send({ key, versionId: null, sequencer: null, landedAt: lastModified });
    const pause = Math.min(LOST_AFTER_MS * 2 ** tries, LONGEST_PAUSE_MS);
    missing[key] = { tries: tries + 1, nextTryAt: new Date(now.getTime() + pause).toISOString() };
    sent++;
  }
  return { missing, sent };
}

/** What is known of keys that this page didn't cover. */
function entriesOutside(
  missing: WatchIndex['missing'],
  startAfter: string | null,
  lastKeyOfPage: string | null,
): WatchIndex['missing'] {
  const isCovered = (key: string) =>
    (startAfter === null || keyOrder(key, startAfter) > 0) &&
    (lastKeyOfPage === null || keyOrder(key, lastKeyOfPage) <= 0);
  return Object.fromEntries(Object.entries(missing).filter(([key]) => !isCovered(key)));
}

function lastKey(objects: readonly ListedObject[]): string | null {
  return objects.at(-1)?.key ?? null;
}
