// What a listing of versions shows: keys in UTF-8 order, the newest version of each first.
import type { Bucket } from './bucket.ts';
import type { AnyVersion } from './object-version.ts';

export interface VersionsPage {
  readonly versions: readonly { readonly version: AnyVersion; readonly isLatest: boolean }[];
  /** The last one shown, where the next page goes on; null on the last page. */
  readonly next: Pick<AnyVersion, 'key' | 'versionId'> | null;
}

/** Versions after `keyMarker`, or after that key's version `versionIdMarker` if it is given. */
export function versionsPage(
  bucket: Bucket,
  prefix: string,
  keyMarker: string,
  versionIdMarker: string,
  pageSize: number,
): VersionsPage {
  const shown: { version: AnyVersion; isLatest: boolean }[] = [];
  if (pageSize === 0) return { versions: shown, next: null };
  for (const version of versionsAfter(bucket, keyMarker, versionIdMarker)) {
    if (!version.key.startsWith(prefix)) continue;
    const last = shown.at(-1)?.version;
    if (last && shown.length === pageSize) return { versions: shown, next: last };
    shown.push({ version, isLatest: bucket.newest(version.key) === version });
  }
  return { versions: shown, next: null };
}

function* versionsAfter(bucket: Bucket, keyMarker: string, versionIdMarker: string): Generator<AnyVersion> {
  for (const key of bucket.keysFrom(keyMarker)) {
    const newestFirst = bucket.versions(key).toReversed();
    if (key !== keyMarker || keyMarker === '') yield* newestFirst;
    else if (versionIdMarker !== '') {
      yield* newestFirst.slice(newestFirst.findIndex(({ versionId }) => versionId === versionIdMarker) + 1);
    }
  }
}
