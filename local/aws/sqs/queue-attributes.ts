// GetQueueAttributes. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
import type { EmulatedSqs } from './emulated-sqs.ts';
import { LARGEST_MESSAGE_BYTES } from './message.ts';
import { sqsError } from './sqs-error.ts';

/** @throws ServiceError QueueDoesNotExist, InvalidAttributeName */
export function queueAttributes(sqs: EmulatedSqs, queueUrl: string, names: readonly string[]): object {
  const { name, settings, createdMs } = sqs.queue(queueUrl);
  const counts = sqs.counts(queueUrl);
  const seconds = String(Math.floor(createdMs / 1000));
  const redrive = settings.redrive && {
    deadLetterTargetArn: sqs.queueArn(settings.redrive.deadLetterQueue),
    maxReceiveCount: settings.redrive.maxReceiveCount,
  };
  const known: Record<string, string | undefined> = {
    QueueArn: sqs.queueArn(name),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: seconds,
    LastModifiedTimestamp: seconds,
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    MaximumMessageSize: String(LARGEST_MESSAGE_BYTES),
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    RedrivePolicy: redrive ? JSON.stringify(redrive) : undefined,
  };
  const unknown = names.find((attribute) => attribute !== 'All' && !Object.hasOwn(known, attribute));
  if (unknown !== undefined) throw sqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const asked = Object.entries(known).filter(
    ([attribute, value]) => value !== undefined && (names.includes('All') || names.includes(attribute)),
  );
  return asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) };
}
