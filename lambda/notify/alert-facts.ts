// What every format says about an alert, worked out once.
import { type Severity, severityRank } from '../config/severity.ts';
import type { Alert, DataCause, IncidentKind } from '../incident/incident.ts';

export interface AlertFacts {
  readonly alert: Alert;
  /** How urgent this message is: the incident's severity, but the topic's where the incident is history. */
  readonly severity: Severity;
  /** It ended so long before its file landed that it's only announced for the record. */
  readonly isHistory: boolean;
  /** The hours haven't ended yet, as far as is known. What is wrong with a file isn't a matter of hours. */
  readonly isGoingOn: boolean;
  /** Seen against expected over the whole window, in percent; null without an expectation. */
  readonly deviationPercent: number | null;
  /** The milder severity before this alert; null where it didn't rise. */
  readonly raisedFrom: Severity | null;
  /** What is wrong, finely enough to choose words. */
  readonly matter: Matter;
}

/** An incident's kind, with `data` told apart by its cause. */
export type Matter = Exclude<IncidentKind, 'data'> | DataCause;

export function alertFacts(alert: Alert): AlertFacts {
  const { incident } = alert;
  const isHistory = isAnnouncedForTheRecord(alert);
  const matter = incident.kind === 'data' ? incident.cause : incident.kind;
  return {
    alert,
    severity: isHistory ? alert.topic : incident.severity,
    isHistory,
    isGoingOn: incident.status === 'open' && !incident.isOver && matter !== 'unreadable' && matter !== 'doubtful',
    deviationPercent: incident.kind === 'data' ? null : deviation(incident.observed, incident.expected),
    raisedFrom: raisedFrom(alert),
    matter,
  };
}

/** (seen − expected) ÷ expected × 100; null where nothing was expected. */
function deviation(observed: number, expected: number): number | null {
  const percent = ((observed - expected) / expected) * 100;
  return expected > 0 && Number.isFinite(percent) ? percent : null;
}

/**
 * An incident always opens on its own severity's topic, unless it's history (DESIGN: `lateAfterHours`): then a milder
 * topic hears of it, and that topic alone hears how it goes on.
 */
function isAnnouncedForTheRecord({ topic, incident }: Alert): boolean {
  const openedAs = incident.history[0]?.severity ?? incident.severity;
  const isMilderTopic = severityRank(topic) > severityRank(openedAs);
  return incident.isOver && isMilderTopic && !incident.heardOn.includes(openedAs);
}

function raisedFrom({ transition, incident }: Alert): Severity | null {
  if (transition !== 'updated' && transition !== 'escalated') return null;
  const before = incident.history.at(-2)?.severity;
  return before && severityRank(before) > severityRank(incident.severity) ? before : null;
}
