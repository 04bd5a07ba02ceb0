// Secrets that are read when first needed, and again from time to time.
import type { Secrets } from '../relay/secrets.ts';

/** A changed secret works after this time at the latest. */
const KEPT_MS = 5 * 60_000;

/** `read`, with what it gave kept for a while, and for longer where it can't be read anew. */
export function keptSecrets(read: (name: string) => Promise<string>, now: () => Date): Secrets {
  const known = new Map<string, { readonly value: string; readonly readAtMs: number }>();
  return {
    async value(name) {
      const kept = known.get(name);
      if (kept && now().getTime() - kept.readAtMs < KEPT_MS) return kept.value;
      try {
        const value = (await read(name)).trim();
        known.set(name, { value, readAtMs: now().getTime() });
        return value;
      } catch (error) {
        if (!kept) throw error;
        return kept.value;
      }
    },
    forget(name) {
      known.delete(name);
    },
  };
}
