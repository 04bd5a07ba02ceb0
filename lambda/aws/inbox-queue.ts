// The queue in front of the score function, for objects whose own event was lost.
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { InboxQueue } from '../inbox.ts';
import { landingEvent } from './s3-events.ts';

export function inboxQueue(sqs: SQSClient, queueUrl: string, inboxBucket: string): InboxQueue {
  return {
    async send(ref) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: landingEvent(ref, inboxBucket) }));
    },
  };
}
