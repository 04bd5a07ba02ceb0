// Where things lie in the records bucket. Names derived from an inbox key never lead a folder up and fit S3's limit.
import { createHash } from 'node:crypto';

/** Longest object key, in bytes of UTF-8 (Amazon S3 user guide, "Naming Amazon S3 objects"). */
const KEY_LIMIT = 1024;

export const CHECKOUTS = 'checkouts/';
export const RECEIPTS = 'receipts/';
export const QUARANTINE = 'quarantine/';
export const DAMAGED_RECORDS = 'quarantine/records/';
export const WATCH_INDEX = 'watch/index.json';
export const STORM_MARKERS = 'storm/';
export const STORM_RECORD = 'watch/storm.json';
export const LAKE = 'lake/';
const TOLD_NOTICES = 'watch/told/';
export const HEARD_BY_CHANNELS = 'relay/';
const SPENT_FORMS = 'view/spent/';

/** The record of one checkout: any name, percent-encoded into one path segment. */
export function recordPlace(checkout: string): string {
  const segment = encodeURIComponent(checkout.toWellFormed()).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
  return withinLimit(CHECKOUTS, segment, '.json');
}

/** Where a record that couldn't be read is kept, by the version that it was. */
export function damagedRecordPlace(checkout: string, etag: string): string {
  const version = etag.replace(/[^A-Za-z0-9-]/g, '');
  return withinLimit(DAMAGED_RECORDS, harmless(encodeURIComponent(checkout.toWellFormed())), `/${version}.json`);
}

/** The receipt for an inbox key. */
export function receiptPlace(key: string): string {
  return withinLimit(RECEIPTS, harmless(key), '.json');
}

/** Where the original bytes of a refused object are kept. */
export function quarantinePlace(key: string): string {
  return withinLimit(QUARANTINE, harmless(key), '');
}

/** The reason for a refusal, beside the bytes. */
export function reasonPlace(key: string): string {
  return withinLimit(QUARANTINE, harmless(key), '.reason.json');
}

/** The mark that an alert is about to go out: in the order of time, and the same alert twice has the same end. */
export function stormMarkerPlace(at: Date, alertId: string): string {
  return `${STORM_MARKERS}${at.toISOString()}-${createHash('sha256').update(alertId).digest('hex').slice(0, 16)}`;
}

/** Whether a notice that belongs to a time has been sent. */
export function toldNoticePlace(noticeId: string): string {
  return withinLimit(TOLD_NOTICES, harmless(noticeId), '.json');
}

/** What a channel of the relay has heard of an incident or a notice. */
export function heardPlace(channel: string, subject: string): string {
  return withinLimit(`${HEARD_BY_CHANNELS}${channel}/`, harmless(encodeURIComponent(subject.toWellFormed())), '.json');
}

/** A file of the history: partitioned by month as Hive names it, which Athena and everything else understands. */
export function lakePlace(table: string, month: string, name: string): string {
  return `${LAKE}${table}/month=${month}/${name}.json.gz`;
}

/** That a form of the view's page was sent; it counts once. */
export function spentFormPlace(nonce: string): string {
  return withinLimit(SPENT_FORMS, harmless(nonce), '.json');
}

/** The key with `%`, control characters and the path segments `.` and `..` percent-encoded: distinct keys stay distinct. */
function harmless(key: string): string {
  return key
    .toWellFormed()
    .replace(/[%\p{Cc}]/gu, (character) => encodeURIComponent(character))
    .split('/')
    .map((segment) => (/^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : segment))
    .join('/');
}

/** Cuts a name that would pass S3's limit, keeping it apart from its neighbours by a digest of the whole. */
function withinLimit(prefix: string, name: string, suffix: string): string {
  const whole = prefix + name + suffix;
  if (Buffer.byteLength(whole) <= KEY_LIMIT) return whole;
  const digest = `~${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  const room = KEY_LIMIT - Buffer.byteLength(prefix + digest + suffix);
  return prefix + cutToBytes(name, room) + digest + suffix;
}

function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    cut += character;
  }
  return cut;
}
