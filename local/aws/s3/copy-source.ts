// The x-amz-copy-source header: `bucket/key?versionId=…`, URL-encoded, with or without a leading slash.
import { ServiceError } from '../service-error.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

/** @throws ServiceError InvalidArgument */
export function copySource(header: string): CopySource {
  const [, encodedPath = '', , versionId] = /^(.*?)(\?versionId=(.*))?$/s.exec(header) ?? [];
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(encodedPath)) ?? [];
  if (bucket === undefined || key === undefined) {
    throw new ServiceError(
      400,
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return { bucket, key, query: new Map(versionId === undefined ? [] : [['versionId', versionId]]) };
}

/** A bare plus means a blank here, so a plus in a key must be sent as %2B. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ServiceError(400, 'InvalidArgument', 'Copy Source is not URL-encoded UTF-8');
  }
}
