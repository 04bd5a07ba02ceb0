// The inbox: the bucket where files are dropped, and the queue that tells of each of them.
import { Aws, Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ProtectedBucket } from './protected-bucket.ts';

/** Long enough for a weekend without anybody; SQS's own default. */
const QUEUE_RETENTION = Duration.days(4);

/** The longest that SQS offers, and longer than the queue's: a message's age counts from when it was first sent. */
const DEAD_LETTER_RETENTION = Duration.days(14);

/** Tries before a message is given up. Below 5, throttling alone fills the dead-letter queue. */
const MAX_RECEIVE_COUNT = 5;

/**
 * A message stays hidden for this many function timeouts, so that a throttled batch isn't handed out twice
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
 */
const VISIBILITY_TIMEOUTS = 6;

export interface InboxProps {
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
}

/** Bucket → queue → dead-letter queue. Every object version that lands is one message in `queue`. */
export class Inbox extends Construct {
  readonly bucket: ProtectedBucket;
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  /**
   * In alarm while a message lies in the dead-letter queue: a file that nobody has judged. It has no action yet. The
   * alert topics are no place for it, as subscribers filter on attributes that an alarm's message doesn't have;
   * whoever deploys adds the action they want with `addAlarmAction`.
   */
  readonly deadLetterAlarm: Alarm;

  constructor(scope: Construct, id: string, props: InboxProps) {
    super(scope, id);

    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: QUEUE_RETENTION,
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * VISIBILITY_TIMEOUTS),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    this.bucket = new ProtectedBucket(this, 'Bucket', { purpose: 'inbox' });
    this.announceNewObjects();
    this.deadLetterAlarm = this.deadLetterQueue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' })
      .createAlarm(this, 'DeadLetterAlarm', {
        alarmDescription: 'A file in the inbox could not be judged: its message is in the dead-letter queue.',
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold: 0,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
  }

  /**
   * S3 tries the destination while the notification is created, so the queue's policy has to be there first. Said on
   * the bucket itself, because `addEventNotification` would bring a function of its own to the stack.
   */
  private announceNewObjects(): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'InboxAnnouncesNewObjects',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': this.bucket.arnByName },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: this.queue.queueArn }],
    };
    bucket.node.addDependency(this.queue.node.findChild('Policy'));
  }
}
