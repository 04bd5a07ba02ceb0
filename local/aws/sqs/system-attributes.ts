// The attributes that SQS itself gives a message.
import type { Message } from './message.ts';

/** What SQS itself knows of a message, as text; Lambda hands all of it to functions. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentMs),
    SenderId: 'AIDAEMULATED',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs ?? message.sentMs),
    ...(message.deadLetterSource !== null && { DeadLetterQueueSourceArn: message.deadLetterSource }),
  };
}
