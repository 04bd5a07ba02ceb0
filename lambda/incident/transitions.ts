// The state machine of an incident: which transition may follow which state. docs/lifecycle.md draws it from here.
import type { Incident, LifeState, Transition } from './incident.ts';

/** `unknown` is the state before the first look that found it. */
export type StateBefore = LifeState | 'unknown';

/** The states that a transition may lead to, by the state that it starts from; a transition that isn't named can't be. */
export const LIFECYCLE: Readonly<Record<StateBefore, Readonly<Partial<Record<Transition, readonly LifeState[]>>>>> = {
  unknown: { opened: ['open', 'resolved'] },
  open: {
    updated: ['open'],
    escalated: ['open'],
    acknowledged: ['acknowledged'],
    resolved: ['resolved'],
    retracted: ['retracted'],
  },
  // An acknowledgement covers what was known when it was given: what rises above it asks again, and so
  // does its lapse. Told to more people only because a silence ended, it stays acknowledged.
  acknowledged: {
    updated: ['acknowledged', 'open'],
    escalated: ['open', 'acknowledged'],
    acknowledged: ['acknowledged'],
    resolved: ['resolved'],
    retracted: ['retracted'],
  },
  // A re-export may show that a window that was over had been longer, that it goes on after all, or that it never was.
  resolved: { updated: ['resolved', 'open'], escalated: ['resolved', 'open'], retracted: ['retracted'] },
  retracted: {},
};

/** Where an incident stands at `now`. */
export function lifeState(incident: Pick<Incident, 'status' | 'acknowledgement'>, now: Date): LifeState {
  return incident.status === 'open' && isAcknowledged(incident, now) ? 'acknowledged' : incident.status;
}

/** Is somebody on it at `now`? An acknowledgement with an end lapses. */
export function isAcknowledged({ acknowledgement }: Pick<Incident, 'acknowledgement'>, now: Date): boolean {
  if (acknowledgement === null) return false;
  return acknowledgement.until === null || acknowledgement.until > now.toISOString();
}
