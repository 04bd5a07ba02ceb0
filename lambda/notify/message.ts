// From an alert to what its readers get: a subject and text for e-mail, an SMS, JSON for machines. Pure.
import type { Alert } from '../incident/incident.ts';
import { type AlertFacts, alertFacts } from './alert-facts.ts';
import { alertJson } from './alert-json.ts';
import { ascii } from './ascii.ts';
import { email } from './email.ts';
import { checkoutName, headline } from './headline.ts';
import { wordingFor } from './locale.ts';
import type { MessageContext } from './message-context.ts';
import { escapedJson } from './plain-text.ts';
import { sms } from './sms.ts';
import type { Wording } from './wording.ts';

export interface MessageAttribute {
  readonly type: 'String' | 'Number';
  readonly value: string;
}

export interface Message {
  /** Printable ASCII, begins with the severity, at most 100 characters. */
  readonly subject: string;
  /** Plain text in lines of at most 72 characters, links apart. */
  readonly email: string;
  /** At most 160 septets of the GSM 7-bit alphabet. */
  readonly sms: string;
  /** Valid against docs/alert.schema.json. */
  readonly json: string;
  /** What subscriptions' filter policies can ask for. */
  readonly attributes: Readonly<
    Record<'severity' | 'checkout' | 'kind' | 'transition' | 'escalation', MessageAttribute>
  >;
}

/** The same alert in the same context always gives the same message, so that a retry publishes what the first try did. */
export function message(alert: Alert, context: MessageContext): Message {
  const words = wordingFor(context.locale);
  const facts = alertFacts(alert);
  return {
    subject: headline(facts, words, ascii),
    email: email(facts, words, context),
    sms: sms(facts, words, context.links),
    json: escapedJson(alertJson(facts, words, context)),
    attributes: attributes(facts, words),
  };
}

function attributes(facts: AlertFacts, words: Wording): Message['attributes'] {
  const { kind } = facts.alert.incident;
  return {
    severity: { type: 'String', value: facts.severity },
    checkout: { type: 'String', value: checkoutName(facts, words) },
    kind: { type: 'String', value: kind },
    transition: { type: 'String', value: facts.alert.transition },
    escalation: { type: 'Number', value: String(facts.alert.escalation) },
  };
}
