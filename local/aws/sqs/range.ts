// Whole numbers within limits, as SQS refuses others.
import { sqsError } from './sqs-error.ts';

/** @throws ServiceError InvalidParameterValue unless `value` is a whole number in the range */
export function checkRange(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const reason = `Must be >= ${least} and <= ${most}, if provided.`;
  throw sqsError('InvalidParameterValue', `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}
