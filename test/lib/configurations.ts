// Deployments that every check of the stack looks at. Whoever adds an option to the stack adds it to `EVERYTHING` or to
// `OF_THEIR_OWN`, and all checks look at it.
import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { ConfigInput } from '../../lambda/config/config.ts';
import type { TillwatchProps } from '../../lib/tillwatch-props.ts';

export interface Configuration {
  readonly name: string;
  /** Properties of the stack; what they refer to is made in `app`, as a platform team would. */
  properties(app: App): TillwatchProps;
  /** Buckets of nobody's stack that it refers to by name. */
  readonly foreignBuckets?: readonly string[];
  /** Values by the name of the secret, where the configuration names some. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Every option of the configuration that makes or changes a resource. */
export const EVERYTHING: ConfigInput = {
  operations: { email: 'platform@example.com', tracing: true },
  subscriptions: [
    { protocol: 'email', endpoint: 'analyst@example.com', severities: ['P1', 'P2', 'P3', 'P4', 'P5'] },
    { protocol: 'sms', endpoint: '+5511987654321' },
    { protocol: 'https', endpoint: 'https://hooks.example.com/tillwatch' },
    { protocol: 'slack', secret: 'tillwatch/slack', channel: 'C0123456789', checkouts: ['shop-*'] },
    { protocol: 'pagerduty', secret: 'tillwatch/pagerduty', escalation: { from: 1 } },
    { protocol: 'chat' },
  ],
  view: { enabled: true },
  lake: { enabled: true },
};

const SECRETS = { 'tillwatch/slack': 'xoxb-made-up', 'tillwatch/pagerduty': '0123456789abcdef0123456789abcdef' };

export const BARE: Configuration = { name: 'bare', properties: () => ({}) };

export const WITH_EVERYTHING: Configuration = {
  name: 'with everything on',
  secrets: SECRETS,
  properties: () => ({ config: EVERYTHING }),
};

/** Some of it is of another stack of the same app, some was only imported. */
export const OF_THEIR_OWN: Configuration = {
  name: 'with a key, a bucket, topics, a network and access logs of their own',
  foreignBuckets: ['shared-inbox'],
  secrets: SECRETS,
  properties(app) {
    const platform = new Stack(app, 'Platform');
    return {
      config: EVERYTHING,
      encryptionKey: new Key(platform, 'Key', { enableKeyRotation: true }),
      // With exactOptionalPropertyTypes the CDK's Bucket isn't quite an IBucket.
      accessLogsBucket: new Bucket(platform, 'AccessLogs', { enforceSSL: true }) as IBucket,
      inboxBucket: Bucket.fromBucketName(platform, 'Inbox', 'shared-inbox'),
      topics: { P1: new Topic(platform, 'Pages') },
      network: {
        vpc: Vpc.fromVpcAttributes(platform, 'Vpc', {
          vpcId: 'vpc-1',
          availabilityZones: ['a', 'b'],
          privateSubnetIds: ['subnet-1', 'subnet-2'],
        }),
      },
      retention: { quarantine: Duration.days(365), logs: RetentionDays.THREE_MONTHS },
    };
  },
};

/** The key alone, with buckets and topics of tillwatch's own: S3 itself has to write into the encrypted queue. */
export const WITH_A_KEY: Configuration = {
  name: 'with a key of their own',
  properties: (app) => ({ encryptionKey: new Key(new Stack(app, 'Platform'), 'Key', { enableKeyRotation: true }) }),
};

export const CONFIGURATIONS: readonly Configuration[] = [BARE, WITH_EVERYTHING, WITH_A_KEY, OF_THEIR_OWN];
