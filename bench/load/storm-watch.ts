// The alerts of a storm: the first few go out by themselves, the others by the watch, which has to find them first.
import type { Scenario } from './scenario.ts';

export interface StormWatch {
  /** A file was handled; its record has changed. */
  handled(checkout: number, nowMs: number): void;
  /** The watch reads so many changed records, in the order of their names, and tells of the alerts in them. */
  tick(nowMs: number): void;
  /** Are there alerts that nobody has heard of? */
  isWaiting(): boolean;
  told(): { readonly lastAlertMs: number; readonly alerts: { readonly oneByOne: number; readonly inStorm: number } };
}

export function stormWatch({ checkouts, alertEvery, stormAlerts, readsATick }: Scenario): StormWatch {
  const hasChanged = new Uint8Array(checkouts);
  const left = new Set<number>();
  let [oneByOne, inStorm, lastAlertMs] = [0, 0, 0];
  return {
    handled(checkout, nowMs) {
      hasChanged[checkout] = 1;
      if (checkout % alertEvery !== 0) return;
      if (oneByOne >= stormAlerts) left.add(checkout);
      else {
        oneByOne++;
        lastAlertMs = nowMs;
      }
    },
    tick(nowMs) {
      for (let checkout = 0, reads = 0; checkout < checkouts && reads < readsATick; checkout++) {
        if (hasChanged[checkout] === 0) continue;
        hasChanged[checkout] = 0;
        reads++;
        if (!left.delete(checkout)) continue;
        inStorm++;
        lastAlertMs = nowMs;
      }
    },
    isWaiting: () => left.size > 0,
    told: () => ({ lastAlertMs, alerts: { oneByOne, inStorm } }),
  };
}
