// What a long poll waits for.
import type { MonotonicClock } from '../monotonic.ts';
import type { Queue } from './queue.ts';

/** Settles when the queue changes, a message becomes visible, `endMs` comes or the signal says so. */
export function nextChance(
  queue: Queue,
  clock: MonotonicClock,
  endMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      unsubscribe();
      cancel();
      signal?.removeEventListener('abort', settle);
      resolve();
    };
    const nowMs = clock.nowMs();
    const atMs = Math.min(endMs, queue.nextVisibleMs(nowMs));
    const unsubscribe = queue.onChange(settle);
    const cancel = clock.callAfter(Math.max(0, atMs - nowMs), settle);
    signal?.addEventListener('abort', settle);
  });
}
