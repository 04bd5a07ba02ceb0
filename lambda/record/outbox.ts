// The outbox inside a record: alerts are written down with the incident, published, and only then crossed out.
import type { Alert } from '../incident/incident.ts';
import type { CheckoutRecord } from './checkout-record.ts';

/** What became of an attempt to publish. */
export interface Published {
  readonly published: readonly string[];
  readonly failed: readonly string[];
}

/** The record with alerts that are to be published; nobody but the caller does before `until`. */
export function withPending(record: CheckoutRecord, alerts: readonly Alert[], until: Date): CheckoutRecord {
  const heldUntil = until.toISOString();
  return { ...record, outbox: [...record.outbox, ...alerts.map((alert) => ({ alert, heldUntil }))] };
}

/** Alerts whose writer can't be alive any more. */
export function abandonedAlerts(record: CheckoutRecord, now: Date): readonly Alert[] {
  const time = now.toISOString();
  return record.outbox.filter(({ heldUntil }) => heldUntil <= time).map(({ alert }) => alert);
}

/** The record with these alerts held by the caller until `until`; nobody else publishes them before. */
export function withHold(record: CheckoutRecord, ids: readonly string[], until: Date): CheckoutRecord {
  const held = new Set(ids);
  const heldUntil = until.toISOString();
  const outbox = record.outbox.map((pending) => (held.has(pending.alert.id) ? { ...pending, heldUntil } : pending));
  return { ...record, outbox };
}

/** The record without what was published; what failed is let go, so that the next tick of the watch takes it over. */
export function withPublished(record: CheckoutRecord, { published, failed }: Published, now: Date): CheckoutRecord {
  const done = new Set(published);
  const outbox = record.outbox.filter(({ alert }) => !done.has(alert.id));
  return withHold({ ...record, outbox }, failed, now);
}
