// A queue that is encrypted and speaks only TLS, with a dead-letter queue behind it.
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import type { Protection } from './protection.ts';

/** Long enough for a weekend without anybody; SQS's own default. */
const QUEUE_RETENTION = Duration.days(4);

/** The longest that SQS offers, and longer than the queue's: a message's age counts from when it was first sent. */
const DEAD_LETTER_RETENTION = Duration.days(14);

/** Until then a message that failed may come again, and its object version may be asked for. */
export const LONGEST_WAY_OF_A_MESSAGE = QUEUE_RETENTION.plus(DEAD_LETTER_RETENTION);

/** Tries before a message is given up. Below 5, throttling alone fills the dead-letter queue. */
const MAX_RECEIVE_COUNT = 5;

/**
 * A message stays hidden for this many function timeouts, so that a throttled batch isn't handed out twice
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
 */
const VISIBILITY_TIMEOUTS = 6;

export interface QueuePairProps {
  readonly protection: Protection;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
  /** Tries before a message is given up; by default 5. */
  readonly maxReceiveCount?: number;
}

/** A queue for a function, and the one that takes what it can't handle: `Queue` and `DeadLetterQueue` in `scope`. */
export function queuePair(scope: Construct, props: QueuePairProps) {
  const { protection, consumerTimeout, maxReceiveCount = MAX_RECEIVE_COUNT } = props;
  const protectedAs = protectedQueue(protection);
  const deadLetterQueue = new Queue(scope, 'DeadLetterQueue', {
    ...protectedAs,
    retentionPeriod: DEAD_LETTER_RETENTION,
  });
  acknowledge(deadLetterQueue, {
    'Serverless::Serverless-SQSRedrivePolicy': 'It takes the dead letters of another queue; an alarm tells of them',
  });
  const queue = new Queue(scope, 'Queue', {
    ...protectedAs,
    retentionPeriod: QUEUE_RETENTION,
    visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * VISIBILITY_TIMEOUTS),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount },
  });
  return { queue, deadLetterQueue };
}

function protectedQueue({ encryptionKey }: Protection): QueueProps {
  if (!encryptionKey) return { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED };
  return { enforceSSL: true, encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey };
}
