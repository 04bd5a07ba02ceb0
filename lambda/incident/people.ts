// What people do to an incident: they are on it, it's over, and whether it had been right to alert.
import { TillwatchError } from '../errors.ts';
import { announced, type Step } from './announce.ts';
import type { Feedback, Incident, IncidentStatus } from './incident.ts';
import { isAcknowledged } from './transitions.ts';

/** Who does something, when, and why. */
export interface Act {
  readonly by: string;
  readonly now: Date;
  readonly why: string | null;
  /** Is the incident kept quiet? Then nobody is told. */
  readonly isSilenced?: (incident: Incident) => boolean;
}

/**
 * Somebody is on it; whoever heard of the incident hears that too.
 *
 * @param until when the acknowledgement lapses; null when the incident ends
 * @throws TillwatchError `incident-ended`; `incident-acknowledged` naming who is on it, unless it's the same person
 */
export function acknowledged(incident: Incident, { by, now, why, isSilenced }: Act, until: Date | null): Step {
  mustBeOpen(incident);
  const { acknowledgement } = incident;
  if (acknowledgement && acknowledgement.by !== by && isAcknowledged(incident, now)) {
    throw new TillwatchError('incident-acknowledged', `${incident.id}: ${acknowledgement.by} is on it already`);
  }
  const next: Incident = {
    ...incident,
    acknowledgement: { by, at: now.toISOString(), until: until?.toISOString() ?? null, why },
  };
  return announced(next, 'acknowledged', incident.heardOn, occasion({ by, now, why, isSilenced }));
}

/**
 * A person says that it's over. Newer data open it again only where they show more than was known.
 *
 * @throws TillwatchError `incident-ended`
 */
export function resolvedByHand(incident: Incident, act: Act): Step {
  mustBeOpen(incident);
  const status: IncidentStatus = 'resolved';
  return announced({ ...incident, status }, 'resolved', incident.heardOn, occasion(act));
}

/** The incident with somebody's verdict on it; a later verdict replaces an earlier one. Nobody is told. */
export function judged(incident: Incident, feedback: Feedback): Incident {
  return { ...incident, feedback };
}

function mustBeOpen({ id, status }: Incident): void {
  if (status === 'open') return;
  throw new TillwatchError('incident-ended', `${id} is ${status} already; nothing is to be done about it`);
}

function occasion({
  by,
  now,
  why,
  isSilenced,
}: Omit<Act, 'isSilenced'> & { isSilenced?: Act['isSilenced'] | undefined }) {
  return { by, now, ...(isSilenced && { isSilenced }), ...(why !== null && { note: why }) };
}
