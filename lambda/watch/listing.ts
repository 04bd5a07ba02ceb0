// Listings of a bucket, page by page, as the watch needs them.

export interface ListedObject {
  readonly key: string;
  readonly etag: string;
  readonly lastModified: Date;
}

export interface ListingPage {
  /** At most 1,000, in the order of the keys' UTF-8 bytes. */
  readonly objects: readonly ListedObject[];
  readonly isLast: boolean;
}

export interface Listing {
  page(prefix: string, startAfter: string | null): Promise<ListingPage>;
}

/** S3's order of keys. JavaScript compares UTF-16 units, which differs beyond the basic plane. */
export function keyOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
