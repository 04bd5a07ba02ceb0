// The records: the bucket that the functions write. One object per checkout, one receipt per file, what is in quarantine.
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ProtectedBucket } from './protected-bucket.ts';
import type { Protection } from './protection.ts';
import type { Retention } from './retention.ts';

/** How long a record's earlier states can be looked up after they were replaced. */
const REPLACED_RECORD_RETENTION = Duration.days(30);

/** The watch rewrites its index every minute and can rebuild it from the records: earlier ones are worth nothing. */
const EARLIER_INDEX_RETENTION = Duration.days(1);

/** An alert's mark counts for ten minutes; a lifecycle rule can't be finer than a day. */
const STORM_MARK_RETENTION = Duration.days(1);

/** Where Athena puts results. */
export const RESULTS = 'athena-results/';

/** Results of Athena's queries: whoever wants to keep one downloads it. */
const QUERY_RESULT_RETENTION = Duration.days(7);

/** Whether a handoff was sent matters for hours; that it was may be asked for weeks. */
const TOLD_RETENTION = Duration.days(30);

/** What a channel has heard of an incident matters as long as the incident is on record: 35 days, and some to spare. */
const HEARD_RETENTION = Duration.days(60);
const EARLIER_HEARD_RETENTION = Duration.days(1);

/** A form has to be sent within an hour, so that it was sent needs to be known no longer. */
const SPENT_FORM_RETENTION = Duration.days(1);

export interface RecordsProps {
  readonly protection: Protection;
  readonly retention: Retention;
  /** Days that are over are kept as history, and can be queried. */
  readonly keepsHistory: boolean;
}

/**
 * The records bucket. Objects never expire, but quarantine where that is wanted, marks of alerts (`storm/`) and of notices
 * that were sent (`watch/told/`), what channels have heard (`relay/`) and forms that were sent (`view/spent/`); replaced
 * versions do, after 30 days (of all these: after one).
 */
export class Records extends Construct {
  readonly bucket: ProtectedBucket;

  constructor(scope: Construct, id: string, { protection, retention, keepsHistory }: RecordsProps) {
    super(scope, id);
    const { quarantine, replacedRecords = REPLACED_RECORD_RETENTION } = retention;

    this.bucket = new ProtectedBucket(this, 'Bucket', {
      purpose: 'records',
      protection,
      lifecycleRules: [
        { id: 'earlier-states', noncurrentVersionExpiration: replacedRecords },
        ...(quarantine ? [{ id: 'quarantine', prefix: 'quarantine/', expiration: quarantine }] : []),
        { id: 'earlier-indexes', prefix: 'watch/', noncurrentVersionExpiration: EARLIER_INDEX_RETENTION },
        ...(keepsHistory ? [{ id: 'query-results', prefix: RESULTS, expiration: QUERY_RESULT_RETENTION }] : []),
        { id: 'told-notices', prefix: 'watch/told/', expiration: TOLD_RETENTION },
        {
          id: 'heard-by-channels',
          prefix: 'relay/',
          expiration: HEARD_RETENTION,
          noncurrentVersionExpiration: EARLIER_HEARD_RETENTION,
        },
        {
          id: 'spent-forms',
          prefix: 'view/spent/',
          expiration: SPENT_FORM_RETENTION,
          noncurrentVersionExpiration: SPENT_FORM_RETENTION,
        },
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
