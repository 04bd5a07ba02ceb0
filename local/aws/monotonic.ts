// The clock that SQS waits by: visibility timeouts, delays and long polls. Never goes backwards.

export interface MonotonicClock {
  /** Milliseconds; comparable across restarts where it is the real one. */
  nowMs(): number;
  /** Calls `listener` once, `ms` from now; the result cancels it. */
  callAfter(ms: number, listener: () => void): () => void;
}

/** setTimeout fires at once for delays beyond this, so longer waits are cut and looked at again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Real time: milliseconds since 1970, immune to changes of the wall clock while the process runs. */
export const realTime: MonotonicClock = {
  nowMs: () => Math.floor(performance.timeOrigin + performance.now()),
  callAfter(ms, listener) {
    const timer = setTimeout(listener, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends MonotonicClock {
  /** Lets `ms` pass: whatever falls due is called, in order. */
  advance(ms: number): void;
}

/** A clock that stands still until told otherwise, so that no test sleeps. */
export function manualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let nowMs = startMs;
  const waiting = new Set<{ readonly atMs: number; readonly listener: () => void }>();
  return {
    nowMs: () => nowMs,
    callAfter(ms, listener) {
      const entry = { atMs: nowMs + ms, listener };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...waiting].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.listener();
      }
      nowMs = endMs;
    },
  };
}
