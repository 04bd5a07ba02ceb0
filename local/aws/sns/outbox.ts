// What e-mail and SMS subscribers would have received.
import type { Notification } from './envelope.ts';
import { unsubscribeUrl } from './envelope.ts';
import type { Attributes } from './message-attributes.ts';
import { smsParts, smsText } from './sms.ts';

export interface Delivery {
  readonly protocol: 'email' | 'sms';
  readonly endpoint: string;
  readonly topicArn: string;
  /** Null for an SMS, which has none. */
  readonly subject: string | null;
  readonly body: string;
  /** What SNS writes below an e-mail; null for an SMS. */
  readonly footer: string | null;
  readonly attributes: Attributes;
  readonly messageId: string;
  /** ISO 8601. */
  readonly at: string;
  /** How many parts the SMS is billed as; null for an e-mail. */
  readonly smsParts: number | null;
}

/** The subject of e-mails published without one. */
const DEFAULT_SUBJECT = 'AWS Notification Message';

export function emailDelivery(notification: Notification): Delivery {
  const { subscription, subject, text } = notification;
  const footer = `If you wish to stop receiving notifications from this topic, please visit the link below to unsubscribe:\n${unsubscribeUrl(subscription)}`;
  return {
    ...common(notification),
    protocol: 'email',
    subject: subject ?? DEFAULT_SUBJECT,
    body: text,
    footer,
    smsParts: null,
  };
}

/** @param displayName of the topic; empty for none */
export function smsDelivery(notification: Notification, displayName: string): Delivery {
  const body = smsText(notification.text, displayName);
  return { ...common(notification), protocol: 'sms', subject: null, body, footer: null, smsParts: smsParts(body) };
}

function common({ subscription: { endpoint, topicArn }, attributes, messageId, at }: Notification) {
  return { endpoint, topicArn, attributes, messageId, at };
}
