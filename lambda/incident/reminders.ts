// Reminders: a P1 or P2 that nobody acknowledges is repeated, each time one step louder.
import { type Severity, severityRank } from '../config/severity.ts';
import type { Change, Incident } from './incident.ts';
import { isAcknowledged } from './transitions.ts';

/** Minutes after the alert: team lead, on-call, engineering manager, executives (escalation 1 to 4). */
export const REMINDER_MINUTES = [5, 15, 30, 60] as const;

const MINUTE_MS = 60_000;

/** Severities that are repeated. */
const LEAST_REPEATED = severityRank('P2');

/**
 * Which reminder is due at `now`, from 1; null where none is. After a time without a watch only the loudest that is due
 * is: whoever hears the softer ones hears it as well.
 */
export function reminderDue(incident: Incident, now: Date): number | null {
  const start = startsAt(incident, now);
  if (start === null) return null;
  const due = REMINDER_MINUTES.findLastIndex((minutes) => start + minutes * MINUTE_MS <= now.getTime()) + 1;
  return due > reminded(incident, start) ? due : null;
}

/** When the next reminder is due (ISO 8601, UTC), if nothing happens before; null where there will be none. */
export function nextReminderAt(incident: Incident, now: Date): string | null {
  const until = incident.acknowledgement?.until ?? null;
  if (isAcknowledged(incident, now) && until === null) return null;
  const start = startsAt(incident, until !== null && Date.parse(until) > now.getTime() ? new Date(until) : now);
  const minutes = start === null ? undefined : REMINDER_MINUTES[reminded(incident, start)];
  return start === null || minutes === undefined ? null : new Date(start + minutes * MINUTE_MS).toISOString();
}

/** The topic that reminders of it go to: the loudest that heard of it. */
export function reminderTopic({ heardOn }: Incident): Severity | null {
  return heardOn.toSorted((a, b) => severityRank(a) - severityRank(b))[0] ?? null;
}

/** Since when people have been asked, in ms since 1970; null where nobody is to be reminded. */
function startsAt(incident: Incident, now: Date): number | null {
  const topic = reminderTopic(incident);
  const isRepeated = severityRank(incident.severity) <= LEAST_REPEATED;
  const wasLoud = topic !== null && severityRank(topic) <= LEAST_REPEATED;
  if (incident.status !== 'open' || !isRepeated || !wasLoud || isAcknowledged(incident, now)) return null;
  const { history, acknowledgement } = incident;
  const asked = history.findLast((change, i) => isAsking(change, history[i - 1]));
  const lapsed = acknowledgement?.until ?? null;
  if (!asked) return null;
  return Math.max(Date.parse(asked.at), lapsed === null ? 0 : Date.parse(lapsed));
}

/** It was sent, and either it was the first of it, or louder than before, or it had been over. */
function isAsking({ transition, escalation = 0, isSilenced, state }: Change, before: Change | undefined): boolean {
  if (isSilenced || escalation > 0) return false;
  const wasOver = before?.state === 'resolved' && state === 'open';
  return transition === 'opened' || transition === 'escalated' || wasOver;
}

function reminded({ history }: Incident, since: number): number {
  const later = history.filter(({ at, isSilenced }) => Date.parse(at) > since && !isSilenced);
  return Math.max(0, ...later.map(({ escalation = 0 }) => escalation));
}
