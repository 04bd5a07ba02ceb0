// The commands that answer an alert: to be on it, to silence it, to say whether it was right.
import type { Incident, Transition } from '../incident/incident.ts';
import { LONGEST_ID, LONGEST_KEY } from './limits.ts';
import { shortened } from './plain-text.ts';
import { shellCommand } from './shell-command.ts';

/** Lines of a command; null where there is nothing to do that way. */
export interface Commands {
  readonly acknowledge: readonly string[] | null;
  readonly silence: readonly string[] | null;
  readonly feedback: readonly string[] | null;
}

/** How long the silence lasts that is proposed. */
const SILENCE_FOR = '2h';

/** The commands that make sense after `transition`, quoted for the shell, in lines of at most `width` characters. */
export function commands(incident: Incident, transition: Transition, width: number): Commands {
  const id = shortened(incident.id, LONGEST_ID);
  const checkout = shortened(incident.checkout, LONGEST_KEY);
  const isOpen = incident.status === 'open';
  const isAsked = isOpen && transition !== 'acknowledged';
  return {
    acknowledge: isAsked ? shellCommand('tillwatch ack', id, width) : null,
    silence: isOpen ? shellCommand(`tillwatch silence --for ${SILENCE_FOR} --why TEXT`, checkout, width) : null,
    feedback: transition === 'retracted' ? null : shellCommand('tillwatch feedback', id, width, 'VERDICT'),
  };
}
