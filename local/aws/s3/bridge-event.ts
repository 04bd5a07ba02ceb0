// What S3 tells EventBridge of a change: one event for one object, the key as it is.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, bucketArn } from '../account.ts';
import type { EventName } from './notification-events.ts';
import { type AnyVersion, NULL_VERSION } from './object-version.ts';

interface Kind {
  readonly type: string;
  readonly detail: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<EventName, Kind>> = {
  'ObjectCreated:Put': { type: 'Object Created', detail: { reason: 'PutObject' } },
  'ObjectCreated:Copy': { type: 'Object Created', detail: { reason: 'CopyObject' } },
  'ObjectRemoved:Delete': {
    type: 'Object Deleted',
    detail: { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' },
  },
  'ObjectRemoved:DeleteMarkerCreated': {
    type: 'Object Deleted',
    detail: { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
  },
};

export function bridgeEvent(region: string, bucket: string, name: EventName, version: AnyVersion, at: Date) {
  const { type, detail } = KINDS[name];
  const isCreated = type === 'Object Created' && version.kind === 'object';
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': type,
    source: 'aws.s3',
    account: ACCOUNT_ID,
    // EventBridge knows whole seconds.
    time: `${at.toISOString().slice(0, 19)}Z`,
    region,
    resources: [bucketArn(bucket)],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: {
        key: version.key,
        ...(isCreated && { size: version.size, etag: version.etag.replaceAll('"', '') }),
        ...(version.versionId !== NULL_VERSION && { 'version-id': version.versionId }),
        sequencer: version.sequencer,
      },
      'request-id': randomUUID(),
      requester: ACCOUNT_ID,
      'source-ip-address': '127.0.0.1',
      ...detail,
    },
  };
}
