// What S3's journal keeps.
import type { Bucket } from './bucket.ts';
import type { NotificationConfiguration } from './notification-events.ts';
import type { AnyVersion } from './object-version.ts';

/** Applying them in order leads to the same buckets. */
export type S3Change =
  | { readonly type: 'bucket'; readonly name: string; readonly isVersioned: boolean }
  | { readonly type: 'notification'; readonly bucket: string; readonly configuration: NotificationConfiguration }
  | { readonly type: 'added'; readonly bucket: string; readonly version: AnyVersion }
  | { readonly type: 'removed'; readonly bucket: string; readonly key: string; readonly versionId: string };

/** The shortest list of changes that leads to these buckets. */
export function essence(buckets: readonly Bucket[]): readonly S3Change[] {
  return buckets.flatMap((bucket): S3Change[] => [
    { type: 'bucket', name: bucket.name, isVersioned: bucket.isVersioned },
    ...bucket.notifications.map(
      (configuration): S3Change => ({ type: 'notification', bucket: bucket.name, configuration }),
    ),
    ...bucket.keys.flatMap((key) =>
      bucket.versions(key).map((version): S3Change => ({ type: 'added', bucket: bucket.name, version })),
    ),
  ]);
}

/** Ids of the bytes that these changes refer to. */
export function bytesIn(changes: readonly S3Change[]): ReadonlySet<string> {
  const objects = changes.flatMap((change) =>
    change.type === 'added' && change.version.kind === 'object' ? [change.version] : [],
  );
  return new Set(objects.map(({ bytesId }) => bytesId));
}
