// A step that a person takes on one incident of a record. Pure: the caller writes the result, or tries again.
import { TillwatchError } from '../errors.ts';
import type { Step } from '../incident/announce.ts';
import type { Alert, Incident } from '../incident/incident.ts';
import type { CheckoutRecord } from './checkout-record.ts';

export interface RecordAfterStep {
  readonly record: CheckoutRecord;
  /** They aren't in the record's outbox yet: the caller knows who publishes them. */
  readonly alerts: readonly Alert[];
}

/** @throws TillwatchError `incident-unknown`, and whatever `step` throws */
export function withStepOn(record: CheckoutRecord, id: string, step: (incident: Incident) => Step): RecordAfterStep {
  const before = record.incidents.find((incident) => incident.id === id);
  if (!before) throw incidentUnknown(id);
  const { incident, alerts } = step(before);
  return {
    record: { ...record, incidents: record.incidents.map((other) => (other === before ? incident : other)) },
    alerts,
  };
}

/** @param id is shown: characters that no minted id has are not */
export function incidentUnknown(id: string): TillwatchError {
  const shown = id.replace(/[\p{C}\p{Z}]/gu, '?');
  return new TillwatchError('incident-unknown', `no incident ${shown} on record; see tillwatch incidents --all`);
}
