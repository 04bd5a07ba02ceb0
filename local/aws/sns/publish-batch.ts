// PublishBatch: up to ten messages, each with an outcome of its own.
// https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
import { ServiceError } from '../service-error.ts';
import type { XmlElements } from '../xml.ts';
import type { EmulatedSns } from './emulated-sns.ts';
import { publicationIn } from './publication-parameters.ts';
import { LARGEST_MESSAGE_BYTES } from './publish-validation.ts';
import { listParameters, type Parameters } from './query-parameters.ts';
import { snsError } from './sns-error.ts';

const MOST_ENTRIES = 10;

export function publishBatch(sns: EmulatedSns, parameters: Parameters): XmlElements {
  const { arn } = sns.topic(parameters.get('TopicArn') ?? '');
  const entries = listParameters(parameters, 'PublishBatchRequestEntries.member');
  checkEntries(entries);
  const successful: XmlElements[] = [];
  const failed: XmlElements[] = [];
  for (const entry of entries) {
    const Id = entry.get('Id') ?? '';
    try {
      successful.push({ Id, MessageId: sns.publish(arn, publicationIn(entry)) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failed.push({ Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful: { member: successful }, Failed: { member: failed } };
}

function checkEntries(entries: readonly Parameters[]): void {
  if (entries.length === 0) throw snsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > MOST_ENTRIES) {
    throw snsError('TooManyEntriesInBatchRequest', `The batch request contains more than ${MOST_ENTRIES} entries.`);
  }
  const ids = entries.map((entry) => entry.get('Id') ?? '');
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) {
    throw snsError(
      'InvalidBatchEntryId',
      'The Id of a batch entry in a batch request doesn’t abide by the specification.',
    );
  }
  if (new Set(ids).size < ids.length) {
    throw snsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (size > LARGEST_MESSAGE_BYTES) {
    throw snsError('BatchRequestTooLong', 'The length of all the batch messages put together is more than the limit.');
  }
}

function sizeOf(entry: Parameters): number {
  const counted = [...entry].filter(([name]) => name === 'Message' || name.startsWith('MessageAttributes.'));
  return counted.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
}
