// The e-mails and SMS that went out, as the page shows them: in order, each with an id at which a reader can go on.
import type { Delivery } from '../aws/sns/outbox.ts';

/** One message to one subscriber. Those of one publication share `messageId`. */
export interface SentAlert {
  readonly id: string;
  readonly messageId: string;
  readonly at: string;
  readonly protocol: 'email' | 'sms';
  readonly endpoint: string;
  /** As in the message's attributes; empty where it has none. */
  readonly severity: string;
  readonly checkout: string;
  /** Null for an SMS. */
  readonly subject: string | null;
  readonly body: string;
}

/** A page that was just opened gets so many of the last ones. */
const SHOWN_AT_FIRST = 60;

export function sentAlert(
  { messageId, at, protocol, endpoint, attributes, subject, body }: Delivery,
  index: number,
): SentAlert {
  const severity = attributes.severity?.value ?? '';
  const checkout = attributes.checkout?.value ?? '';
  return { id: `${index}.${messageId}`, messageId, at, protocol, endpoint, severity, checkout, subject, body };
}

/**
 * What a reader hasn't seen who saw `lastSeen` last: the newest ones for a new reader, and for one whose id is of a state
 * that was thrown away meanwhile.
 */
export function alertsAfter(lastSeen: string | null, deliveries: readonly Delivery[]): readonly SentAlert[] {
  const seen = lastSeen === null ? -1 : Number.parseInt(lastSeen, 10);
  const known = deliveries[seen];
  const isOfThisState = known !== undefined && sentAlert(known, seen).id === lastSeen;
  const from = isOfThisState ? seen + 1 : Math.max(0, deliveries.length - SHOWN_AT_FIRST);
  return deliveries.slice(from).map((delivery, i) => sentAlert(delivery, from + i));
}
