// Event notifications: which changes a bucket tells of, and how the records read.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, bucketArn } from '../account.ts';
import type { AnyVersion } from './object-version.ts';
import { NULL_VERSION } from './object-version.ts';
import { urlEncodedKey } from './url-encoded-key.ts';

/** Types that buckets here can tell of; `*` stands for every name behind the colon. */
export const EVENT_NAMES = [
  'ObjectCreated:Put',
  'ObjectCreated:Copy',
  'ObjectRemoved:Delete',
  'ObjectRemoved:DeleteMarkerCreated',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

export const EVENT_PATTERNS = [
  ...EVENT_NAMES.map((name) => `s3:${name}` as const),
  's3:ObjectCreated:*',
  's3:ObjectRemoved:*',
] as const;
export type EventPattern = (typeof EVENT_PATTERNS)[number];

export interface NotificationConfiguration {
  readonly id: string;
  /** Name of the queue that hears of it. */
  readonly queue: string;
  readonly events: readonly EventPattern[];
  /** Compared with the key as it is, case-sensitively. */
  readonly prefix: string;
  readonly suffix: string;
}

export function isToldOf(configuration: NotificationConfiguration, name: EventName, key: string): boolean {
  const { events, prefix, suffix } = configuration;
  if (!key.startsWith(prefix) || !key.endsWith(suffix)) return false;
  return events.some((pattern) => patternMatches(pattern, `s3:${name}`));
}

function patternMatches(pattern: EventPattern, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The message that S3 sends once to try a destination: it has no `Records`. */
export function testEvent(bucket: string, at: Date): object {
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: at.toISOString(),
    Bucket: bucket,
    RequestId: randomUUID(),
    HostId: 'emulated',
  };
}

/** The message about one change. */
export function changeEvent(
  region: string,
  bucket: string,
  configurationId: string,
  name: EventName,
  version: AnyVersion,
  at: Date,
): { readonly Records: readonly object[] } {
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: at.toISOString(),
    eventName: name,
    userIdentity: { principalId: `AWS:${ACCOUNT_ID}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': 'emulated' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: { name: bucket, ownerIdentity: { principalId: ACCOUNT_ID }, arn: bucketArn(bucket) },
      object: objectPart(name, version),
    },
  };
  return { Records: [record] };
}

/** Removals don't tell what was removed. */
function objectPart(name: EventName, version: AnyVersion): object {
  const isCreated = name.startsWith('ObjectCreated:') && version.kind === 'object';
  return {
    key: urlEncodedKey(version.key),
    ...(isCreated && { size: version.size, eTag: version.etag.replaceAll('"', '') }),
    ...(version.versionId !== NULL_VERSION && { versionId: version.versionId }),
    sequencer: version.sequencer,
  };
}
