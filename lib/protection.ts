// How what is kept is protected, the same for every bucket, queue and topic: key, access logs, what a deletion leaves.
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

export interface Protection {
  /** Encrypts buckets, queues, topics and logs. Default: the keys of the services themselves. */
  readonly encryptionKey?: IKey;
  /** Takes the access logs of the buckets. Default: none are written. */
  readonly accessLogsBucket?: IBucket;
  /** What becomes of the buckets when the stack is deleted. Default: they stay. */
  readonly removalPolicy?: RemovalPolicy;
}
