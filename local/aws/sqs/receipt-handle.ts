// Receipt handles: opaque to callers; each receive makes a new one for its queue and message.
import { randomUUID } from 'node:crypto';
import { sqsError } from './sqs-error.ts';

export function newReceiptHandle(queue: string, messageId: string): string {
  return Buffer.from(JSON.stringify([queue, messageId, randomUUID()])).toString('base64');
}

/** The message's id. @throws ServiceError ReceiptHandleIsInvalid where it isn't one of this queue's */
export function readReceiptHandle(queue: string, receiptHandle: string): string {
  try {
    const [ofQueue, messageId] = JSON.parse(Buffer.from(receiptHandle, 'base64').toString('utf8')) as unknown[];
    if (ofQueue === queue && typeof messageId === 'string') return messageId;
  } catch {
    // Not one of ours: refused below.
  }
  throw sqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
  );
}
