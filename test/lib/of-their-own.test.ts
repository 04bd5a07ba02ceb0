// What somebody who deploys can bring along or ask for, and what becomes of it in the template.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import type { TillwatchProps } from '../../lib/tillwatch-props.ts';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { aQuickApp, resource, resources } from './a-stack.ts';

function stackWith(properties: (platform: Stack) => TillwatchProps) {
  const app = aQuickApp();
  const platform = new Stack(app, 'Platform');
  const stack = new TillwatchStack(app, 'tillwatch', properties(platform));
  return { stack, platform, template: Template.fromStack(stack) };
}

describe('a bucket of their own', () => {
  const { template } = stackWith((platform) => ({ inboxBucket: Bucket.fromBucketName(platform, 'Inbox', 'shared') }));

  it('is made by nobody here, and tells the queue by a rule about itself alone', () => {
    expect(Object.keys(resources(template, 'AWS::S3::Bucket'))).toEqual([expect.stringMatching(/^TillwatchRecords/)]);
    expect(resource(template, 'AWS::Events::Rule')[1].Properties.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      account: [{ Ref: 'AWS::AccountId' }],
      detail: { bucket: { name: ['shared'] } },
    });
  });

  it('is what the functions read', () => {
    const [, score] = resource(template, 'AWS::Lambda::Function', 'Score');
    expect(score.Properties.Environment.Variables.INBOX_BUCKET).toBe('shared');
  });
});

describe('access logs', () => {
  it('go where they should, under a prefix for each bucket, and only S3 may write them', () => {
    const { template, platform } = stackWith((stack) => ({
      accessLogsBucket: new Bucket(stack, 'Logs') as IBucket,
    }));
    const prefixes = Object.values(resources(template, 'AWS::S3::Bucket')).map(
      ({ Properties }) => Properties.LoggingConfiguration.LogFilePrefix,
    );
    expect(prefixes.toSorted()).toEqual([
      expect.stringMatching(/^tillwatch-inbox-[0-9a-f]{8}\/$/),
      expect.stringMatching(/^tillwatch-records-[0-9a-f]{8}\/$/),
    ]);
    Template.fromStack(platform).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:PutObject',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
          }),
        ]),
      },
    });
  });
});

describe('a key that was only imported', () => {
  it('is warned about: its policy can not be changed from here', () => {
    const { stack } = stackWith((platform) => ({
      encryptionKey: Key.fromKeyArn(platform, 'Key', 'arn:aws:kms:us-east-1:000000000000:key/abc'),
    }));
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('s3.amazonaws.com use it'));
    expect(warnings.length).toBeGreaterThan(0);
  });
});

describe('retention', () => {
  it('can be limited for files and quarantine', () => {
    const { template } = stackWith(() => ({
      retention: { files: Duration.days(400), replacedFiles: Duration.days(30), quarantine: Duration.days(365) },
    }));
    const rules = (prefix: string) =>
      resource(template, 'AWS::S3::Bucket', prefix)[1].Properties.LifecycleConfiguration.Rules;
    expect(rules('TillwatchInbox')).toEqual(
      expect.arrayContaining([
        { Id: 'files', Status: 'Enabled', ExpirationInDays: 400 },
        { Id: 'replaced-files', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      ]),
    );
    expect(rules('TillwatchRecords')).toContainEqual({
      Id: 'quarantine',
      Status: 'Enabled',
      Prefix: 'quarantine/',
      ExpirationInDays: 365,
    });
  });

  it.each(['files', 'replacedFiles'])('of %s is never shorter than the way of a message about them', (name) => {
    const short = () => stackWith(() => ({ retention: { [name]: Duration.days(17) } }));
    expect(short).toThrowError(expect.objectContaining({ code: 'retention-too-short' }));
  });
});

it('buckets are deleted with the stack only for who asks for it', () => {
  const { template } = stackWith(() => ({ removalPolicy: RemovalPolicy.DESTROY }));
  const policies = Object.values(resources(template, 'AWS::S3::Bucket')).map(({ DeletionPolicy }) => DeletionPolicy);
  expect(new Set(policies)).toEqual(new Set(['Delete']));
});
