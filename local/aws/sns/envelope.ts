// A notification as queues and functions receive it.
// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
import type { SNSEvent } from 'aws-lambda';
import type { MessageAttribute } from '../sqs/message-attributes.ts';
import type { Attributes } from './message-attributes.ts';
import type { Subscription } from './subscription.ts';

/** One message for one subscription, its text chosen. */
export interface Notification {
  readonly messageId: string;
  readonly subscription: Subscription;
  readonly subject: string | null;
  readonly text: string;
  readonly attributes: Attributes;
  /** ISO 8601. */
  readonly at: string;
}

/** Nothing here is signed: the emulator has no key that anybody could check against. */
const NO_SIGNATURE = { version: '1', value: 'EMULATED', certificate: 'https://sns.invalid/certificate.pem' };

export function unsubscribeUrl({ arn }: Subscription): string {
  return `https://sns.invalid/?Action=Unsubscribe&SubscriptionArn=${arn}`;
}

/** The JSON text that a queue gets. */
export function queueEnvelope({ messageId, subscription, subject, text, attributes, at }: Notification): string {
  const envelope = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    ...(subject !== null && { Subject: subject }),
    Message: text,
    Timestamp: at,
    SignatureVersion: NO_SIGNATURE.version,
    Signature: NO_SIGNATURE.value,
    SigningCertURL: NO_SIGNATURE.certificate,
    UnsubscribeURL: unsubscribeUrl(subscription),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: typesAndValues(attributes) }),
  };
  return JSON.stringify(envelope, null, 2);
}

/** The attributes beside a raw message. */
export function queueAttributes(attributes: Attributes): Readonly<Record<string, MessageAttribute>> {
  const entries = Object.entries(attributes).map(([name, { type, value }]) => {
    return [
      name,
      { DataType: type, ...(type === 'Binary' ? { BinaryValue: value } : { StringValue: value }) },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** The event that a function gets. */
export function functionEvent({ messageId, subscription, subject, text, attributes, at }: Notification): SNSEvent {
  const Sns = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    // Lambda hands over null where there is none, which the type doesn't know.
    Subject: subject as string,
    Message: text,
    Timestamp: at,
    SignatureVersion: NO_SIGNATURE.version,
    Signature: NO_SIGNATURE.value,
    SigningCertUrl: NO_SIGNATURE.certificate,
    UnsubscribeUrl: unsubscribeUrl(subscription),
    MessageAttributes: typesAndValues(attributes),
  };
  return {
    Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscription.arn, Sns }],
  };
}

function typesAndValues(attributes: Attributes): Readonly<Record<string, { Type: string; Value: string }>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [name, { Type: type, Value: value }]),
  );
}
