// One transition: it goes into the incident's history, and one alert about it to each topic that is to hear it.
import { type Severity, severityRank } from '../config/severity.ts';
import { type Alert, type Change, type Incident, isSales, type Transition } from './incident.ts';
import { lifeState } from './transitions.ts';

/** An incident after a step, and the alerts that tell of it. */
export interface Step {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

/** When, and by whom if by a person. */
export interface Occasion {
  readonly now: Date;
  /** Is the incident kept quiet at that time? By default it isn't. */
  readonly isSilenced?: (incident: Incident) => boolean;
  readonly escalation?: number;
  readonly by?: string;
  readonly note?: string;
}

/**
 * `incident`, which is as it is after the transition, with the transition on its history and alerts to `topics`.
 *
 * A silenced transition is recorded and sent to nobody; but an end always goes to those who heard of the beginning.
 */
export function announced(
  incident: Incident,
  transition: Transition,
  topics: readonly Severity[],
  occasion: Occasion,
): Step {
  const { now, isSilenced, escalation = 0 } = occasion;
  const isKeptQuiet = !isEnd(transition) && (isSilenced?.(incident) ?? false);
  const heardBy = isKeptQuiet ? [] : topics;
  const told: Incident = {
    ...incident,
    heardOn: [...new Set([...incident.heardOn, ...heardBy])].sort(),
    history: [...incident.history, changeOf(incident, transition, occasion, isKeptQuiet)],
  };
  const alerts = heardBy.map((topic) => ({
    id: `${told.id}/${told.history.length}-${transition}/${topic}`,
    topic,
    transition,
    escalation,
    createdAt: now.toISOString(),
    incident: { ...told, parts: [] },
  }));
  return { incident: told, alerts };
}

/** Has nobody on a topic as loud as this one heard of it? */
export function isLouder(topic: Severity, heardOn: readonly Severity[]): boolean {
  return heardOn.every((heard) => severityRank(topic) < severityRank(heard));
}

function isEnd(transition: Transition): boolean {
  return transition === 'resolved' || transition === 'retracted';
}

function changeOf(
  incident: Incident,
  transition: Transition,
  { now, escalation, by, note }: Occasion,
  isSilenced: boolean,
): Change {
  const { severity, startHour, endHour } = incident;
  return {
    at: now.toISOString(),
    transition,
    state: lifeState(incident, now),
    severity,
    startHour,
    endHour,
    expectedLost: isSales(incident) ? incident.expectedLost : 0,
    ...(escalation !== undefined && { escalation }),
    ...(isSilenced && { isSilenced }),
    ...(by !== undefined && { by }),
    ...(note !== undefined && { note }),
  };
}
