// The inbox: the bucket where files are dropped, and the queue that tells of each of them.
import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { tellByEventBridge, tellByNotification } from './new-objects.ts';
import { ProtectedBucket } from './protected-bucket.ts';
import type { Protection } from './protection.ts';
import { queuePair } from './queue-pair.ts';
import { checkRetention, type Retention } from './retention.ts';

/** Long enough to find out, and to undo it, that a delivery overwrote good files. */
const REPLACED_FILE_RETENTION = Duration.days(90);

export interface InboxProps {
  readonly protection: Protection;
  readonly retention: Retention;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
  /**
   * A bucket that is there already and sends its events to EventBridge.
   *
   * @default a bucket is made
   */
  readonly bucket?: IBucket;
}

/** Bucket → queue → dead-letter queue. Every object version that lands is one message in `queue`. */
export class Inbox extends Construct {
  readonly bucket: IBucket;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  /** In alarm while a message lies in the dead-letter queue: a file that nobody has judged. */
  readonly deadLetterAlarm: Alarm;

  /** @throws TillwatchError `retention-too-short` */
  constructor(scope: Construct, id: string, { protection, retention, consumerTimeout, bucket }: InboxProps) {
    super(scope, id);

    const { queue, deadLetterQueue } = queuePair(this, { protection, consumerTimeout });
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    if (bucket) {
      this.bucket = bucket;
      tellByEventBridge(this, bucket, queue);
    } else {
      const own = new ProtectedBucket(this, 'Bucket', {
        purpose: 'inbox',
        protection,
        lifecycleRules: lifecycleRules(retention),
      });
      // With exactOptionalPropertyTypes the CDK's Bucket isn't quite an IBucket: `isWebsite` may be undefined.
      this.bucket = own as IBucket;
      tellByNotification(own, queue);
    }
    this.deadLetterAlarm = deadLetterQueue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' })
      .createAlarm(this, 'DeadLetterAlarm', {
        alarmDescription:
          'A file could not be judged: its message is in the dead-letter queue. Look at the log, mend the cause, send it back.',
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
  }
}

function lifecycleRules(retention: Retention): LifecycleRule[] {
  checkRetention(retention);
  const { files, replacedFiles = REPLACED_FILE_RETENTION } = retention;
  return [
    { id: 'replaced-files', noncurrentVersionExpiration: replacedFiles },
    // What is left of a deleted file when its last version has expired.
    { id: 'empty-delete-markers', expiredObjectDeleteMarker: true },
    ...(files ? [{ id: 'files', expiration: files }] : []),
  ];
}
