// One bucket's keys and their versions, in memory; nothing here knows of HTTP or of bytes.
import { lowerBound } from './key-order.ts';
import type { NotificationConfiguration } from './notification-events.ts';
import { type AnyVersion, NULL_VERSION, type ObjectVersion } from './object-version.ts';

export class Bucket {
  readonly name: string;
  isVersioned: boolean;
  readonly notifications: NotificationConfiguration[] = [];
  /** Oldest first, never empty. */
  readonly #versionsByKey = new Map<string, AnyVersion[]>();
  readonly #sortedKeys: string[] = [];

  constructor(name: string, isVersioned: boolean) {
    this.name = name;
    this.isVersioned = isVersioned;
  }

  /** Every key that has a version, delete markers included, in listing order. */
  get keys(): readonly string[] {
    return this.#sortedKeys;
  }

  /** All versions of a key, oldest first. */
  versions(key: string): readonly AnyVersion[] {
    return this.#versionsByKey.get(key) ?? [];
  }

  /** The newest version, which may be a delete marker. */
  newest(key: string): AnyVersion | undefined {
    return this.versions(key).at(-1);
  }

  /** The object that a plain GetObject finds. */
  current(key: string): ObjectVersion | undefined {
    const newest = this.newest(key);
    return newest?.kind === 'object' ? newest : undefined;
  }

  version(key: string, versionId: string): AnyVersion | undefined {
    return this.versions(key).find((version) => version.versionId === versionId);
  }

  /** Adds the newest version. A `null` version takes the place of an earlier one, which is returned. */
  add(version: AnyVersion): AnyVersion | undefined {
    const replaced = version.versionId === NULL_VERSION ? this.remove(version.key, NULL_VERSION) : undefined;
    const versions = this.#versionsByKey.get(version.key);
    if (versions) versions.push(version);
    else {
      this.#versionsByKey.set(version.key, [version]);
      this.#sortedKeys.splice(lowerBound(this.#sortedKeys, version.key), 0, version.key);
    }
    return replaced;
  }

  /** Takes a version away for good and returns it. */
  remove(key: string, versionId: string): AnyVersion | undefined {
    const versions = this.#versionsByKey.get(key);
    const index = versions?.findIndex((version) => version.versionId === versionId) ?? -1;
    if (!versions || index < 0) return undefined;
    const [removed] = versions.splice(index, 1);
    if (versions.length === 0) this.#forget(key);
    return removed;
  }

  #forget(key: string): void {
    this.#versionsByKey.delete(key);
    const index = lowerBound(this.#sortedKeys, key);
    if (this.#sortedKeys[index] === key) this.#sortedKeys.splice(index, 1);
  }

  /** The keys from `from` on, in listing order. */
  *keysFrom(from: string): Generator<string> {
    for (let i = lowerBound(this.#sortedKeys, from); i < this.#sortedKeys.length; i++) {
      yield this.#sortedKeys[i] as string;
    }
  }
}
