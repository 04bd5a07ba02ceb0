// The records: the bucket that the functions write. One object per checkout, one receipt per file, what is in quarantine.
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ProtectedBucket } from './protected-bucket.ts';

/** How long a record's earlier states can be looked up after they were replaced. */
const EARLIER_STATE_RETENTION = Duration.days(30);

/** The watch rewrites its index every minute and can rebuild it from the records: earlier ones are worth nothing. */
const EARLIER_INDEX_RETENTION = Duration.days(1);

/** An alert's mark counts for ten minutes; a lifecycle rule can't be finer than a day. */
const STORM_MARK_RETENTION = Duration.days(1);

/** Whether a handoff was sent matters for hours; that it was may be asked for weeks. */
const TOLD_RETENTION = Duration.days(30);

/**
 * The records bucket. Objects never expire, but marks of alerts (`storm/`) and of notices that were sent (`watch/told/`);
 * replaced versions do, after 30 days (`watch/`, `storm/`: after one).
 */
export class Records extends Construct {
  readonly bucket: ProtectedBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.bucket = new ProtectedBucket(this, 'Bucket', {
      purpose: 'records',
      lifecycleRules: [
        { id: 'earlier-states', noncurrentVersionExpiration: EARLIER_STATE_RETENTION },
        { id: 'earlier-indexes', prefix: 'watch/', noncurrentVersionExpiration: EARLIER_INDEX_RETENTION },
        { id: 'told-notices', prefix: 'watch/told/', expiration: TOLD_RETENTION },
        {
          id: 'storm-marks',
          prefix: 'storm/',
          expiration: STORM_MARK_RETENTION,
          noncurrentVersionExpiration: STORM_MARK_RETENTION,
        },
      ],
    });
  }
}
