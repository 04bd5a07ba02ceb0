// A queue's settings: defaults and limits.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
import { checkRange } from './range.ts';
import { sqsError } from './sqs-error.ts';

export interface Redrive {
  /** Name of the queue that takes what was received too often. */
  readonly deadLetterQueue: string;
  readonly maxReceiveCount: number;
}

export interface QueueSettings {
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly redrive: Redrive | null;
}

export interface CreateQueueOptions {
  /** Default 30, at most 43,200. */
  readonly visibilityTimeoutSeconds?: number;
  /** Default 345,600 (4 days); 60 to 1,209,600 (14 days). */
  readonly retentionSeconds?: number;
  readonly redrive?: Redrive;
}

const DEFAULT_VISIBILITY_TIMEOUT_SECONDS = 30;
export const LONGEST_VISIBILITY_TIMEOUT_SECONDS = 43_200;
const DEFAULT_RETENTION_SECONDS = 345_600;
const SHORTEST_RETENTION_SECONDS = 60;
const LONGEST_RETENTION_SECONDS = 1_209_600;

/** Defaults filled in. @throws ServiceError InvalidParameterValue */
export function queueSettings(name: string, options: CreateQueueOptions): QueueSettings {
  if (!/^[\w-]{1,80}$/.test(name)) throw sqsError('InvalidParameterValue', `${name} is no valid queue name`);
  const settings = {
    visibilityTimeoutSeconds: options.visibilityTimeoutSeconds ?? DEFAULT_VISIBILITY_TIMEOUT_SECONDS,
    retentionSeconds: options.retentionSeconds ?? DEFAULT_RETENTION_SECONDS,
    redrive: options.redrive ?? null,
  };
  checkRange('VisibilityTimeout', settings.visibilityTimeoutSeconds, 0, LONGEST_VISIBILITY_TIMEOUT_SECONDS);
  checkRange(
    'MessageRetentionPeriod',
    settings.retentionSeconds,
    SHORTEST_RETENTION_SECONDS,
    LONGEST_RETENTION_SECONDS,
  );
  if (settings.redrive) checkRange('maxReceiveCount', settings.redrive.maxReceiveCount, 1, 1000);
  return settings;
}
