// The index brought up to date: one listing shows which records changed, and only those are read.
import { createHash } from 'node:crypto';
import { type Config, settingsFor, withOwnSettings } from '../config/config.ts';
import { nextMomentAt } from '../incident/by-the-clock.ts';
import { openOverdue } from '../incident/overdue.ts';
import { dayDigests } from '../lake/day-digest.ts';
import { parseRecord } from '../record/checkout-record.ts';
import type { HeldRecord } from '../record/commit.ts';
import { CHECKOUTS } from '../record/places.ts';
import { nextDuty } from './due.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { ListedObject } from './listing.ts';
import type { WatchEntry, WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/** Records read in one tick at most; the others are read by the next ticks, in the order of the listing. */
export const READS_A_TICK = 2_000;

export interface Refreshed {
  readonly index: WatchIndex;
  /** Records that changed and have not been looked at yet. */
  readonly unread: number;
}

/** @param at the tick's nominal time */
export async function refreshed(before: WatchIndex, at: Date, ports: WatchPorts): Promise<Refreshed> {
  const configuration = digest(ports.config);
  const isOfThisConfiguration = before.configuration === configuration;
  const listed = await allRecords(ports);
  const checkouts: Record<string, WatchEntry> = {};
  const changed: ListedObject[] = [];
  for (const object of listed) {
    const known = before.checkouts[object.key];
    if (known) checkouts[object.key] = isOfThisConfiguration ? known : { ...known, etag: '' };
    if (checkouts[object.key]?.etag !== object.etag) changed.push(object);
  }
  const toRead = changed.slice(0, READS_A_TICK);
  const entries = await fewAtOnce(toRead, ({ key }) => readEntry(key, at, ports));
  toRead.forEach(({ key }, i) => {
    const entry = entries[i];
    if (entry) checkouts[key] = entry;
  });
  return { index: { ...before, configuration, checkouts }, unread: changed.length - toRead.length };
}

/** What the index says of a record. */
export function entryOf({ record, etag }: HeldRecord, at: Date, config: Config): WatchEntry {
  const { checkout, incidents, silences, versions, outbox } = record;
  const open = incidents.filter(({ status }) => status === 'open');
  const duty = nextDuty(record, withOwnSettings(settingsFor(config, checkout), record.settings), at);
  return {
    checkout,
    etag: etag ?? '',
    takeOverFrom: oldest(outbox.map(({ heldUntil }) => heldUntil)),
    unpublishedSince: oldest(outbox.map(({ alert }) => alert.createdAt)),
    incidentsDueFrom: nextMomentAt(incidents, silences, at),
    dueAt: duty?.at.toISOString() ?? null,
    heardAt: newest(versions.map(({ landedAt }) => landedAt)),
    changedAt: newest(incidents.flatMap(({ history }) => history.at(-1)?.at ?? [])),
    open: open.map(({ severity }) => severity),
    isOverdue: openOverdue(incidents) !== null,
    days: config.lake.enabled ? dayDigests(record) : {},
  };
}

async function readEntry(place: string, at: Date, { records, config, log }: WatchPorts): Promise<WatchEntry | null> {
  const stored = await records.get(place);
  if (!stored) return null;
  try {
    return entryOf({ record: parseRecord(stored.text, place), etag: stored.etag }, at, config);
  } catch (error) {
    log('error', 'a checkout record cannot be read', { place, error });
    return null;
  }
}

function oldest(times: readonly string[]): string | null {
  return [...times].sort()[0] ?? null;
}

function newest(times: readonly string[]): string | null {
  return [...times].sort().at(-1) ?? null;
}

function digest(config: Config): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16);
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
