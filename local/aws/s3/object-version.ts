// What S3 knows of one version of one object, and what it says of it in headers.

export interface ObjectVersion {
  readonly kind: 'object';
  readonly key: string;
  /** `null` (the text) in a bucket without versioning, as S3 calls it. */
  readonly versionId: string;
  /** Milliseconds since 1970, whole seconds: S3 keeps no finer time. */
  readonly lastModified: number;
  /** Orders the versions of one key: hexadecimal, shorter ones padded with zeros on the right. */
  readonly sequencer: string;
  /** Quoted MD5. */
  readonly etag: string;
  readonly size: number;
  readonly metadata: UserMetadata;
  /** Content-Type and its kin, by lower-case name. */
  readonly contentHeaders: Readonly<Record<string, string>>;
  readonly checksum: Checksum | null;
  /** Where the bytes lie in the byte store. */
  readonly bytesId: string;
}

export interface DeleteMarker extends Pick<ObjectVersion, 'key' | 'versionId' | 'lastModified' | 'sequencer'> {
  readonly kind: 'delete-marker';
}

export type AnyVersion = ObjectVersion | DeleteMarker;

/** Names without `x-amz-meta-`, in lower case; values as text. */
export type UserMetadata = Readonly<Record<string, string>>;

export interface Checksum {
  readonly algorithm: 'crc32' | 'sha1' | 'sha256';
  /** Base64. */
  readonly value: string;
}

/** What S3 calls the only version in a bucket that isn't versioned. */
export const NULL_VERSION = 'null';
