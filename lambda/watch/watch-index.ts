// The watch's memory between ticks: a cache of the records, rebuilt when lost, and where its rounds stand.
import * as v from 'valibot';
import { SEVERITIES } from '../config/severity.ts';

const entry = v.object({
  checkout: v.string(),
  /** Version of the record that this entry was made from. */
  etag: v.string(),
  /** From when an alert in its outbox may be taken over; null when the outbox is empty. */
  takeOverFrom: v.nullable(v.string()),
  /** When the oldest alert in its outbox was written; null when the outbox is empty. */
  unpublishedSince: v.nullable(v.string()),
  /** From when on its open incidents want looking at (reminders, silences); null where they don't. */
  incidentsDueFrom: v.nullable(v.string()),
  /** When its next file is late, or has been for long; null while nothing is awaited. See due.ts. */
  dueAt: v.nullable(v.string()),
  /** When its newest file landed; null when none did. */
  heardAt: v.nullable(v.string()),
  /** When an incident of it changed last; null without any. */
  changedAt: v.nullable(v.string()),
  /** Severities of its open incidents. */
  open: v.array(v.picklist(SEVERITIES)),
  isOverdue: v.boolean(),
  /** What the history may have of it, by business date; empty where none is kept. See lake/day-digest.ts. */
  days: v.record(v.string(), v.object({ digest: v.string(), isOver: v.boolean() })),
});

const missing = v.object({
  /** Times that the object was sent to the pipeline again. */
  tries: v.number(),
  nextTryAt: v.string(),
});

const schema = v.object({
  schemaVersion: v.literal(4),
  /** Digest of the configuration that the entries were made with: another one makes other due times. */
  configuration: v.string(),
  /** By the record's place in the bucket. */
  checkouts: v.record(v.string(), entry),
  /** Inbox objects without a receipt, by key. */
  missing: v.record(v.string(), missing),
  /** Inbox key after which the search for lost events goes on; null at the start of a round. */
  searchedUpTo: v.nullable(v.string()),
  /** Ids of the notices that were sent last, by kind. */
  told: v.record(v.string(), v.string()),
  /** Digests of the days that the history has, by the record's place and the business date. */
  written: v.record(v.string(), v.record(v.string(), v.string())),
});

export type WatchIndex = v.InferOutput<typeof schema>;
export type WatchEntry = v.InferOutput<typeof entry>;
export type MissingObject = v.InferOutput<typeof missing>;

export const EMPTY_INDEX: WatchIndex = {
  schemaVersion: 4,
  configuration: '',
  checkouts: {},
  missing: {},
  searchedUpTo: null,
  told: {},
  written: {},
};

/** The index in `json`; an empty one where it is damaged or of another schema, because it is only a cache. */
export function parseIndex(json: string): WatchIndex {
  try {
    const result = v.safeParse(schema, JSON.parse(json));
    return result.success ? result.output : EMPTY_INDEX;
  } catch {
    return EMPTY_INDEX;
  }
}
