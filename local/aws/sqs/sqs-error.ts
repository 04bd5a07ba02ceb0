// SQS's errors with their statuses, and the older names that the JSON protocol sends along.
import { ServiceError } from '../service-error.ts';

/** From the service's model: status, and the code of the query protocol where it differs. */
const ERRORS = {
  BatchEntryIdsNotDistinct: [400, 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct'],
  BatchRequestTooLong: [400, 'AWS.SimpleQueueService.BatchRequestTooLong'],
  EmptyBatchRequest: [400, 'AWS.SimpleQueueService.EmptyBatchRequest'],
  InvalidAttributeName: [400, 'InvalidAttributeName'],
  InvalidBatchEntryId: [400, 'AWS.SimpleQueueService.InvalidBatchEntryId'],
  InvalidParameterValue: [400, 'InvalidParameterValue'],
  MessageNotInflight: [400, 'AWS.SimpleQueueService.MessageNotInflight'],
  MissingParameter: [400, 'MissingParameter'],
  PurgeQueueInProgress: [403, 'AWS.SimpleQueueService.PurgeQueueInProgress'],
  QueueDoesNotExist: [400, 'AWS.SimpleQueueService.NonExistentQueue'],
  ReceiptHandleIsInvalid: [404, 'ReceiptHandleIsInvalid'],
  TooManyEntriesInBatchRequest: [400, 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest'],
} as const satisfies Record<string, readonly [number, string]>;

export type SqsErrorCode = keyof typeof ERRORS;

export function sqsError(code: SqsErrorCode, message: string): ServiceError {
  return new ServiceError(ERRORS[code][0], code, message);
}

/** The code as the query protocol knew it: what `x-amzn-query-error` carries. */
export function queryErrorCode(code: string): string {
  return Object.hasOwn(ERRORS, code) ? ERRORS[code as SqsErrorCode][1] : code;
}
