// What can be said about a deployment beyond its configuration: every property has a default that is safe to keep.
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ConfigInput } from '../lambda/config/config.ts';
import type { TopicsBySeverity } from './alert-topics.ts';
import type { Network } from './network.ts';
import type { Retention } from './retention.ts';

export interface TillwatchProps {
  /**
   * What to watch and who hears of it: what `tillwatch.config.json` would hold.
   *
   * @default every setting at its default, and no subscriptions
   */
  readonly config?: ConfigInput;

  /**
   * A bucket of your own that files land in; all of it is the inbox. It must send its events to EventBridge
   * (`eventBridgeEnabled: true`), and should keep versions.
   *
   * @default a bucket is made, private, versioned, and kept when the stack is deleted
   */
  readonly inboxBucket?: IBucket;

  /**
   * Topics of your own, by severity. The configuration's subscriptions are added to them as to others.
   *
   * @default a standard topic is made for each severity that isn't named
   */
  readonly topics?: Partial<TopicsBySeverity>;

  /**
   * A topic of your own for the alarms about the machinery. Its policy, and that of its key, must let CloudWatch publish.
   *
   * @default a topic is made, with the configuration's `operations.email` subscribed
   */
  readonly operationsTopic?: ITopic;

  /**
   * A key of your own that encrypts buckets, queues, topics and logs. The services on the way get what they need in its
   * policy, the functions `kms:Decrypt` and `kms:GenerateDataKey`.
   *
   * @default the services' own keys: SSE-S3, SSE-SQS; topics keep nothing once it is delivered
   */
  readonly encryptionKey?: IKey;

  /**
   * A network of your own for the functions.
   *
   * @default none: they reach AWS over Lambda's own network
   */
  readonly network?: Network;

  /**
   * A bucket that takes the access logs of the inbox and the records.
   *
   * @default no access logs
   */
  readonly accessLogsBucket?: IBucket;

  /**
   * How long things are kept.
   *
   * @default files and records for ever, what was replaced for 90 and 30 days, logs for a month
   */
  readonly retention?: Retention;

  /**
   * What becomes of the two buckets when the stack is deleted. `DESTROY` deletes them if they are empty, else the
   * deletion fails: nothing here empties a bucket.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
