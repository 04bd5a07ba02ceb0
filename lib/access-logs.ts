// Access logs of a bucket, written into another by S3 itself.
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * Writes who did what in `bucket` into `target`, under `prefix`. Said here and not by the CDK, which without a certain
 * feature flag would use an ACL, and S3 refuses those on buckets made today
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
 *
 * `sourceArn` is a pattern made of names, as `target` may be of another stack. The policy of a bucket that was only
 * imported can't be changed from here: its owner adds the statement.
 */
export function writeAccessLogs(bucket: CfnBucket, target: IBucket, prefix: string, sourceArn: string): void {
  bucket.loggingConfiguration = { destinationBucketName: target.bucketName, logFilePrefix: prefix };
  target.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [target.arnForObjects(`${prefix}*`)],
      conditions: {
        ArnLike: { 'aws:SourceArn': sourceArn },
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
      },
    }),
  );
}
