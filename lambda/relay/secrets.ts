// Tokens and addresses of channels, by the name of their secret: read when first needed, and again from time to time.
import { TillwatchError } from '../errors.ts';

export interface Secrets {
  /**
   * The text of the secret, at most minutes old.
   *
   * @throws whatever the store said
   */
  value(name: string): Promise<string>;
  /** The next `value` is read anew: the old one was refused, a newer one may be there. */
  forget(name: string): void;
}

/** A changed secret works after this time at the latest, and a refused one is read anew at once. */
const KEPT_MS = 5 * 60_000;

/** `read`, with what it gave kept for a while. */
export function keptSecrets(read: (name: string) => Promise<string>, now: () => Date): Secrets {
  const known = new Map<string, { readonly value: string; readonly readAtMs: number }>();
  return {
    async value(name) {
      const kept = known.get(name);
      if (kept && now().getTime() - kept.readAtMs < KEPT_MS) return kept.value;
      const value = (await read(name)).trim();
      known.set(name, { value, readAtMs: now().getTime() });
      return value;
    },
    forget(name) {
      known.delete(name);
    },
  };
}

/** @param complaint what is wrong with it, to stand after the secret's name */
export function unusableSecret(name: string, complaint: string): TillwatchError {
  const cure = 'put the value itself there as plain text, without JSON around it, and move the dead letters back';
  return new TillwatchError('secret-unusable', `the secret ${name} ${complaint}; ${cure}`);
}
