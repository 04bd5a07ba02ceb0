// A bucket that is private, speaks only TLS, keeps every version and outlives the stack: the inbox and the records.
import { createHash } from 'node:crypto';
import { Aws, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { writeAccessLogs } from './access-logs.ts';
import { acknowledge } from './acknowledged.ts';
import type { Protection } from './protection.ts';

/** Parts of an upload that was broken off are invisible in listings, and billed. */
const BROKEN_UPLOAD_RETENTION = Duration.days(1);

const WITHOUT_ACCESS_LOGS = 'They go to a bucket of whoever deploys, where one is named as accessLogsBucket';

/**
 * Room for the stack's name in a bucket name of at most 63 characters
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html): the purpose takes 7, the path's
 * hash 8, the time 18 and the hyphens between them 3.
 */
const STACK_NAME_ROOM = 27;

export interface ProtectedBucketProps {
  /** One word of at most 7 lower-case letters for the bucket's name, for example `inbox`. */
  readonly purpose: string;

  readonly protection: Protection;

  /**
   * What expires, and when.
   *
   * @default nothing but the parts of broken uploads
   */
  readonly lifecycleRules?: readonly LifecycleRule[];
}

export class ProtectedBucket extends Bucket {
  /**
   * The bucket's ARN, from its name alone. `bucketArn` is a reference to the bucket, and what the bucket depends on
   * can't refer to the bucket.
   */
  readonly arnByName: string;

  /** A pattern for the ARN that holds in any stack: without what is known only when this one is deployed. */
  readonly arnPattern: string;

  constructor(scope: Construct, id: string, { purpose, protection, lifecycleRules = [] }: ProtectedBucketProps) {
    const beginning = beginningOfName(scope, id, purpose);
    const name = Fn.join('-', [beginning, ...timeOfStack()]);
    super(scope, id, {
      bucketName: name,
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      ...encryption(protection),
      enforceSSL: true,
      removalPolicy: protection.removalPolicy ?? RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'broken-uploads', abortIncompleteMultipartUploadAfter: BROKEN_UPLOAD_RETENTION },
        ...lifecycleRules,
      ],
    });
    this.arnByName = `arn:${Aws.PARTITION}:s3:::${name}`;
    this.arnPattern = `arn:${Aws.PARTITION}:s3:::${beginning}-*`;
    const { accessLogsBucket } = protection;
    const bucket = this.node.defaultChild as CfnBucket;
    if (!accessLogsBucket) acknowledge(this, { 'AwsSolutions::AwsSolutions-S1': WITHOUT_ACCESS_LOGS });
    else writeAccessLogs(bucket, accessLogsBucket, `${beginning}/`, this.arnPattern);
  }
}

/** A bucket key asks KMS once for many objects (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html). */
function encryption({ encryptionKey }: Protection): BucketProps {
  if (!encryptionKey) return { encryption: BucketEncryption.S3_MANAGED };
  return { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true };
}

/**
 * `<stack>-<purpose>-<hash of the path in the app>-<time part of the stack's id>`. The last part is new with every
 * stack that is created, so that a bucket left behind by a deleted stack is never in the way of the next one.
 */
function beginningOfName(scope: Construct, id: string, purpose: string): string {
  const { stackName } = Stack.of(scope);
  const stack = Token.isUnresolved(stackName) ? 'tillwatch' : stackName.toLowerCase().slice(0, STACK_NAME_ROOM);
  const pathHash = createHash('sha256').update(`${scope.node.path}/${id}`).digest('hex').slice(0, 8);
  return `${stack}-${purpose}-${pathHash}`;
}

function timeOfStack(): readonly string[] {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return [0, 1, 2].map((part) => Fn.select(part, Fn.split('-', stackUuid)));
}
