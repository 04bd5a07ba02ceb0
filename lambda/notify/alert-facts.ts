// What every format says about an alert, worked out once.
import { type Severity, severityRank } from '../config/severity.ts';
import { type Alert, type DataCause, type IncidentKind, isData, isSales } from '../incident/incident.ts';

export interface AlertFacts {
  readonly alert: Alert;
  /** How urgent this message is: the incident's severity, but the topic's where the incident is history. */
  readonly severity: Severity;
  /** It ended so long before its file landed that it's only announced for the record. */
  readonly isHistory: boolean;
  /** Sales are still off, as far as is known. */
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
  return {
    alert,
    severity: isHistory ? alert.topic : incident.severity,
    isHistory,
    isGoingOn: isSales(incident) && incident.status === 'open' && !incident.isOver,
    deviationPercent: isSales(incident) ? deviation(incident.observed, incident.expected) : null,
    raisedFrom: raisedFrom(alert),
    matter: isData(incident) ? incident.cause : incident.kind,
  };
}

/** (seen − expected) ÷ expected × 100; null where nothing was expected. */
function deviation(observed: number, expected: number): number | null {
  const percent = ((observed - expected) / expected) * 100;
  return expected > 0 && Number.isFinite(percent) ? percent : null;
}

/**
 * Sales that ended longer ago than `lateAfterHours` go to P4, whatever their severity. Any other alert goes to the
 * incident's own severity, or to topics that heard of it after that one did.
 */
function isAnnouncedForTheRecord({ topic, incident }: Alert): boolean {
  const isMilder = (heard: Severity) => severityRank(heard) > severityRank(incident.severity);
  return isSales(incident) && incident.isOver && isMilder(topic) && incident.heardOn.every(isMilder);
}

/** Both transitions tell of an incident that has become worse; the step before the last is what people know. */
function raisedFrom({ transition, incident }: Alert): Severity | null {
  if (transition !== 'updated' && transition !== 'escalated') return null;
  const before = incident.history.at(-2)?.severity;
  return before && severityRank(before) > severityRank(incident.severity) ? before : null;
}
