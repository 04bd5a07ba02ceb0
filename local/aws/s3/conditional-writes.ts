// If-Match and If-None-Match on writes, and what happens when two such writes meet.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
import { ServiceError } from '../service-error.ts';
import type { ObjectVersion } from './object-version.ts';

export interface WriteConditions {
  /** An ETag with or without quotes, or `*`. */
  readonly ifMatch?: string;
  /** S3 knows `*` only. */
  readonly ifNoneMatch?: string;
}

export function isConditional({ ifMatch, ifNoneMatch }: WriteConditions): boolean {
  return ifMatch !== undefined || ifNoneMatch !== undefined;
}

/**
 * Passes if `current` (undefined: there is none, or a delete marker) meets the conditions.
 *
 * @throws ServiceError 412 PreconditionFailed; 404 NoSuchKey for If-Match on a missing key; 501 for other forms
 */
export function checkWriteConditions(conditions: WriteConditions, current: ObjectVersion | undefined): void {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') {
      const message = 'A header you provided implies functionality that is not implemented: If-None-Match other than *';
      throw new ServiceError(501, 'NotImplemented', message);
    }
    if (current) throw preconditionFailed('If-None-Match');
  }
  if (ifMatch !== undefined) {
    if (!current) throw new ServiceError(404, 'NoSuchKey', 'The specified key does not exist.');
    if (!sameEtag(ifMatch, current.etag)) throw preconditionFailed('If-Match');
  }
}

export function preconditionFailed(condition: string): ServiceError {
  const message = `At least one of the pre-conditions you specified did not hold (${condition})`;
  return new ServiceError(412, 'PreconditionFailed', message);
}

/** Does an If-Match or If-None-Match header (one ETag, a list, or `*`) name `etag`? */
export function sameEtag(header: string, etag: string): boolean {
  const wanted = header.split(',').map((one) => one.trim().replaceAll('"', ''));
  return wanted.includes('*') || wanted.includes(etag.replaceAll('"', ''));
}

/** A conditional write on its way: from its request's head to its answer. */
export interface WriteInFlight {
  /** @throws ServiceError 409 ConditionalRequestConflict if another one on this key was under way, or it was deleted */
  checkConflict(): void;
  end(): void;
}

/** Keeps track of the conditional writes under way on each key. */
export class WritesInFlight {
  readonly #countByKey = new Map<string, number>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Call it when the request's head arrives; unconditional writes never conflict. */
  begin(bucket: string, key: string): WriteInFlight {
    const name = `${bucket}/${key}`;
    const others = this.#countByKey.get(name) ?? 0;
    let hasConflict = others > 0;
    const onDelete = () => {
      hasConflict = true;
    };
    this.#countByKey.set(name, others + 1);
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(onDelete));
    return {
      checkConflict() {
        if (hasConflict) throw conditionalRequestConflict();
      },
      end: () => this.#end(name, onDelete),
    };
  }

  /** A delete that succeeds before a conditional write on the same key completes makes it conflict. */
  deleted(bucket: string, key: string): void {
    for (const listener of this.#listeners.get(`${bucket}/${key}`) ?? []) listener();
  }

  #end(name: string, onDelete: () => void): void {
    const left = (this.#countByKey.get(name) ?? 1) - 1;
    this.#listeners.get(name)?.delete(onDelete);
    if (left > 0) return void this.#countByKey.set(name, left);
    this.#countByKey.delete(name);
    this.#listeners.delete(name);
  }
}

function conditionalRequestConflict(): ServiceError {
  const message = 'The conditional request cannot succeed due to a conflicting operation against this resource.';
  return new ServiceError(409, 'ConditionalRequestConflict', message);
}
