// Batch requests: what is wrong with the whole is an error, what is wrong with one entry is that entry's.
import { notImplemented, ServiceError } from '../service-error.ts';
import { LARGEST_BATCH } from './message.ts';
import { sqsError } from './sqs-error.ts';

type Entry = Readonly<Record<string, unknown>>;

/** `Successful` and `Failed`, entry by entry. @throws ServiceError for the batch rules on number and ids of entries */
export function batchResult(
  entries: readonly Entry[],
  parameters: readonly string[],
  perform: (entry: Entry) => object,
): object {
  checkEntries(entries, parameters);
  const successful: object[] = [];
  const failed: object[] = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
    }
  }
  return { Successful: successful, Failed: failed };
}

function checkEntries(entries: readonly Entry[], parameters: readonly string[]): void {
  if (entries.length === 0) throw sqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > LARGEST_BATCH) {
    throw sqsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are ${LARGEST_BATCH}.`);
  }
  if (!entries.every(({ Id }) => /^[\w-]{1,80}$/.test(String(Id ?? '')))) {
    throw sqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores.',
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw sqsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
  const unknown = entries.flatMap(Object.keys).find((parameter) => !parameters.includes(parameter));
  if (unknown !== undefined) throw notImplemented(`a batch entry with ${unknown}`);
}
