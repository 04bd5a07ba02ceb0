// How an incident stands, as one of the states that every language has words for.
import type { AlertFacts } from './alert-facts.ts';
import type { State } from './wording.ts';

export function state({ alert: { incident, transition }, isGoingOn, matter }: AlertFacts): State {
  if (incident.status === 'retracted') return 'retracted';
  if (transition === 'resolved' && incident.history.at(-1)?.by !== undefined) return 'closed';
  switch (matter) {
    case 'outage':
    case 'drop':
      return isGoingOn ? 'goingOn' : 'salesBack';
    case 'spike':
    case 'level':
      return isGoingOn ? 'goingOn' : 'over';
    case 'gap':
      return transition === 'resolved' ? 'dataBack' : 'dataMissing';
    case 'unreadable':
    case 'doubtful':
      return transition === 'resolved' ? 'putRight' : 'notPutRight';
    case 'overdue':
      return transition === 'resolved' ? 'noLongerOverdue' : 'notCome';
  }
}
