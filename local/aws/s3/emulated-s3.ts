// Buckets and what can be done to the objects in them; every change is journalled, then told to the queues that listen.
import { createHash } from 'node:crypto';
import { nameInArn } from '../account.ts';
import type { ByteStore } from '../byte-store.ts';
import { ServiceError } from '../service-error.ts';
import { bridgeEvent } from './bridge-event.ts';
import { Bucket } from './bucket.ts';
import { checkWriteConditions, type WriteConditions, WritesInFlight } from './conditional-writes.ts';
import { changeEvent, type EventName, type EventPattern, isToldOf, testEvent } from './notification-events.ts';
import { type AnyVersion, type DeleteMarker, NULL_VERSION, type ObjectVersion } from './object-version.ts';
import { essence, type S3Change } from './s3-change.ts';
import { sequencers } from './sequencer.ts';
import { nextVersionId } from './version-id.ts';

export interface S3Surroundings {
  readonly region: string;
  readonly bytes: ByteStore;
  readonly now: () => Date;
  readonly record: (change: S3Change) => void;
  /** Puts a message into a queue by name. */
  readonly tellQueue: (queue: string, body: string) => void;
  readonly tellEventBus: (event: ReturnType<typeof bridgeEvent>) => void;
}

export interface NotifyOptions {
  /** URL or ARN of a queue of this emulator. */
  readonly queueUrl: string;
  readonly events: readonly EventPattern[];
  readonly prefix?: string;
  readonly suffix?: string;
}

/** What a write brings besides its bytes. */
export type NewObject = Pick<ObjectVersion, 'key' | 'metadata' | 'contentHeaders' | 'checksum'>;

export class EmulatedS3 {
  /**
   * Asked for every event before it is sent: true loses it, as S3 very rarely does. For tests of what makes up for it.
   */
  isEventLost: (event: { readonly bucket: string; readonly key: string; readonly name: EventName }) => boolean = () =>
    false;
  readonly inFlight = new WritesInFlight();
  readonly #buckets = new Map<string, Bucket>();
  /** Buckets that tell EventBridge; said anew at each start, as its rules are. */
  readonly #bridged = new Set<string>();
  readonly #sequencers = sequencers();
  readonly #listeners = new Set<() => void>();
  readonly #around: S3Surroundings;

  constructor(surroundings: S3Surroundings) {
    this.#around = surroundings;
  }

  /** Makes a bucket, or sets the versioning of the one that is there. */
  createBucket(name: string, { versioned = false }: { readonly versioned?: boolean } = {}): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new ServiceError(400, 'InvalidBucketName', `${name} is no valid bucket name`);
    }
    if (this.#buckets.get(name)?.isVersioned === versioned) return;
    this.#commit({ type: 'bucket', name, isVersioned: versioned });
  }

  /** Sends `s3:TestEvent` to the queue at once, later a record for each change; the same call again does nothing. */
  notify(bucketName: string, { queueUrl, events, prefix = '', suffix = '' }: NotifyOptions): void {
    const bucket = this.bucket(bucketName);
    const queue = queueUrl.startsWith('arn:') ? nameInArn(queueUrl) : (queueUrl.split('/').at(-1) ?? '');
    const id = createHash('sha256')
      .update(JSON.stringify([queue, events, prefix, suffix]))
      .digest('hex')
      .slice(0, 16);
    if (bucket.notifications.some((known) => known.id === id)) return;
    this.#around.tellQueue(queue, JSON.stringify(testEvent(bucketName, this.#around.now())));
    const configuration = { id, queue, events, prefix, suffix };
    this.#commit({ type: 'notification', bucket: bucketName, configuration });
  }

  /** Sends every change to EventBridge as well. */
  sendToEventBridge(bucketName: string): void {
    this.#bridged.add(this.bucket(bucketName).name);
  }

  get bucketNames(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  /** @throws ServiceError 404 NoSuchBucket */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw new ServiceError(404, 'NoSuchBucket', `The specified bucket does not exist: ${name}`);
    return bucket;
  }

  /** The bytes of an object version. */
  read(version: ObjectVersion): Buffer {
    return this.#around.bytes.read(version.bytesId);
  }

  /** Writes a new current version if the conditions hold. */
  write(
    bucketName: string,
    object: NewObject,
    bytes: Uint8Array,
    conditions: WriteConditions,
    event: EventName,
  ): ObjectVersion {
    const bucket = this.bucket(bucketName);
    checkWriteConditions(conditions, bucket.current(object.key));
    const version: ObjectVersion = {
      kind: 'object',
      ...this.#stamp(bucket, object.key),
      etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
      size: bytes.byteLength,
      metadata: object.metadata,
      contentHeaders: object.contentHeaders,
      checksum: object.checksum,
      bytesId: this.#around.bytes.write(bytes),
    };
    this.#commit({ type: 'added', bucket: bucketName, version });
    this.#tell(bucket, event, version);
    return version;
  }

  /** Hides a key behind a delete marker (versioned), or removes its object. Nothing there is no error. */
  delete(bucketName: string, key: string): DeleteMarker | undefined {
    const bucket = this.bucket(bucketName);
    this.inFlight.deleted(bucketName, key);
    if (!bucket.isVersioned) {
      this.deleteVersion(bucketName, key, NULL_VERSION);
      return undefined;
    }
    const marker: DeleteMarker = { kind: 'delete-marker', ...this.#stamp(bucket, key) };
    this.#commit({ type: 'added', bucket: bucketName, version: marker });
    this.#tell(bucket, 'ObjectRemoved:DeleteMarkerCreated', marker);
    return marker;
  }

  /** Removes one version for good and returns it; nothing there is no error. */
  deleteVersion(bucketName: string, key: string, versionId: string): AnyVersion | undefined {
    const bucket = this.bucket(bucketName);
    const version = bucket.version(key, versionId);
    if (!version) return undefined;
    this.#commit({ type: 'removed', bucket: bucketName, key, versionId });
    this.#tell(bucket, 'ObjectRemoved:Delete', { ...version, sequencer: this.#sequencers.next() });
    return version;
  }

  /** Calls `listener` after every change from now on; the result ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Brings the state forward by one change; also how a restart reads the journal. */
  apply(change: S3Change): void {
    if (change.type === 'bucket') {
      const existing = this.#buckets.get(change.name);
      if (existing) existing.isVersioned = change.isVersioned;
      else this.#buckets.set(change.name, new Bucket(change.name, change.isVersioned));
      return;
    }
    const bucket = this.bucket(change.bucket);
    if (change.type === 'notification') bucket.notifications.push(change.configuration);
    if (change.type === 'added') {
      this.#sequencers.seen(change.version.sequencer);
      this.#discard(bucket.add(change.version));
    }
    if (change.type === 'removed') this.#discard(bucket.remove(change.key, change.versionId));
  }

  /** The shortest list of changes that leads to the present state. */
  essence(): readonly S3Change[] {
    return essence([...this.#buckets.values()]);
  }

  #stamp(bucket: Bucket, key: string) {
    const now = this.#around.now().getTime();
    return {
      key,
      versionId: bucket.isVersioned ? nextVersionId() : NULL_VERSION,
      lastModified: now - (now % 1000),
      sequencer: this.#sequencers.next(),
    };
  }

  #commit(change: S3Change): void {
    this.#around.record(change);
    this.apply(change);
    for (const listener of [...this.#listeners]) listener();
  }

  #tell(bucket: Bucket, name: EventName, version: AnyVersion): void {
    const { region, now, tellEventBus, tellQueue } = this.#around;
    const listening = bucket.notifications.filter((configuration) => isToldOf(configuration, name, version.key));
    const isBridged = this.#bridged.has(bucket.name);
    if (listening.length === 0 && !isBridged) return;
    if (this.isEventLost({ bucket: bucket.name, key: version.key, name })) return;
    for (const { id, queue } of listening) {
      tellQueue(queue, JSON.stringify(changeEvent(region, bucket.name, id, name, version, now())));
    }
    if (isBridged) tellEventBus(bridgeEvent(region, bucket.name, name, version, now()));
  }

  #discard(version: AnyVersion | undefined): void {
    if (version?.kind === 'object') this.#around.bytes.remove(version.bytesId);
  }
}
