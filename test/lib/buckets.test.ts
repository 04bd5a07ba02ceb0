import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProtectedBucket } from '../../lib/protected-bucket.ts';
import { aQuickApp, aStack, resource, resources } from './a-stack.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

const bucket = (prefix: string) => resource(template, 'AWS::S3::Bucket', prefix)[1];

describe.each(['TillwatchInbox', 'TillwatchRecords'])('the bucket of %s', (prefix) => {
  it('is closed to the public in all four ways', () => {
    expect(bucket(prefix).Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('knows no ACLs', () => {
    expect(bucket(prefix).Properties.OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    });
  });

  it('is encrypted', () => {
    expect(bucket(prefix).Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
  });

  it('keeps versions', () => {
    expect(bucket(prefix).Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  it('refuses all that is not TLS', () => {
    const [id] = resource(template, 'AWS::S3::Bucket', prefix);
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    expect(resource(template, 'AWS::S3::BucketPolicy', prefix)[1].Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('outlives the stack', () => {
    expect(bucket(prefix).DeletionPolicy).toBe('Retain');
  });
});

describe('what expires', () => {
  it('is, in the inbox, what was replaced or deleted, and never a file', () => {
    expect(bucket('TillwatchInbox').Properties.LifecycleConfiguration.Rules).toEqual([
      { Id: 'broken-uploads', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Id: 'replaced-files', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 90 } },
      { Id: 'empty-delete-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
    ]);
  });

  it('is, in the records, what was replaced, the marks of alerts and notices, and what channels have heard', () => {
    expect(bucket('TillwatchRecords').Properties.LifecycleConfiguration.Rules).toEqual([
      { Id: 'broken-uploads', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Id: 'earlier-states', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      {
        Id: 'earlier-indexes',
        Status: 'Enabled',
        Prefix: 'watch/',
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
      { Id: 'told-notices', Status: 'Enabled', Prefix: 'watch/told/', ExpirationInDays: 30 },
      {
        Id: 'heard-by-channels',
        Prefix: 'relay/',
        Status: 'Enabled',
        ExpirationInDays: 60,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
      {
        Id: 'spent-forms',
        Prefix: 'view/spent/',
        Status: 'Enabled',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
      {
        Id: 'storm-marks',
        Status: 'Enabled',
        Prefix: 'storm/',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
  });
});

describe("a bucket's name", () => {
  const deployedName = (stackName: string, path: readonly string[]) => {
    const stack = new Stack(aQuickApp(), stackName);
    for (const id of path) new ProtectedBucket(stack, id, { purpose: 'records', protection: {} });
    return Object.values(resources(Template.fromStack(stack), 'AWS::S3::Bucket')).map((each) =>
      asDeployed(each.Properties.BucketName),
    );
  };

  it('begins with stack and purpose, and ends with the time part of the stack id', () => {
    expect(deployedName('tillwatch-Staging', ['A'])).toEqual([
      expect.stringMatching(/^tillwatch-staging-records-[0-9a-f]{8}-51af3dc0-da77-11e4$/),
    ]);
  });

  it('fits the 63 characters of S3 however long the name of the stack', () => {
    const [name] = deployedName(`tillwatch-${'very-'.repeat(20)}long`, ['A']);
    expect(name).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });

  it('differs between two buckets of one purpose in one stack', () => {
    const [one, other] = deployedName('shop', ['A', 'B']);
    expect(one).not.toBe(other);
  });
});

/** The name that CloudFormation makes of `Fn::Join` over pieces of the stack id. */
function asDeployed(join: { 'Fn::Join': [string, (string | object)[]] }): string {
  const stackIdPieces = '51af3dc0-da77-11e4-872e-1234567abcdb'.split('-');
  const [separator, parts] = join['Fn::Join'];
  const values = parts.map((part) =>
    typeof part === 'string' ? part : (stackIdPieces[(part as { 'Fn::Select': [number] })['Fn::Select'][0]] ?? ''),
  );
  return values.join(separator);
}
