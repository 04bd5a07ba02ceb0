// A message as a queue holds it.
import { createHash } from 'node:crypto';
import type { MessageAttribute } from './message-attributes.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Milliseconds, when it was first sent; moving to a dead-letter queue doesn't change it. */
  readonly sentMs: number;
  /** Not to be received before this. */
  readonly visibleFromMs: number;
  /** Times received, over all queues it has been in. */
  readonly receiveCount: number;
  readonly firstReceivedMs: number | null;
  /** The latest receive's handle; only this one deletes the message. Null before the first. */
  readonly receiptHandle: string | null;
  /** ARN of the queue that gave it up, in a dead-letter queue. */
  readonly deadLetterSource: string | null;
}

/** 1 MiB, attributes included. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const LARGEST_MESSAGE_BYTES = 1_048_576;

/** Most messages in one receive or batch (same page). */
export const LARGEST_BATCH = 10;

/** Characters that a body may hold; others become U+FFFD. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export function asStored(body: string): string {
  return body.toWellFormed().replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** The digest of a body that clients verify. */
export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}
