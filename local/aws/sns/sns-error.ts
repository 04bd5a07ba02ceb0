// SNS's errors with their statuses (from the service's model).
import { ServiceError } from '../service-error.ts';

const STATUS = {
  BatchEntryIdsNotDistinct: 400,
  BatchRequestTooLong: 400,
  EmptyBatchRequest: 400,
  FilterPolicyLimitExceeded: 403,
  InvalidBatchEntryId: 400,
  InvalidParameter: 400,
  NotFound: 404,
  ParameterValueInvalid: 400,
  TooManyEntriesInBatchRequest: 400,
} as const;

export function snsError(code: keyof typeof STATUS, message: string): ServiceError {
  return new ServiceError(STATUS[code], code, message);
}

/** The form of most refusals: `Invalid parameter: Subject`. */
export function invalidParameter(what: string): ServiceError {
  return snsError('InvalidParameter', `Invalid parameter: ${what}`);
}
