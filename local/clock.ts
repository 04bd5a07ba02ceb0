// The local run's clock: the samples are replayed at the times at which they would have landed, then it is now.

export interface ReplayClock {
  now(): Date;
  /** From now on the clock runs on from `time`. */
  set(time: Date): void;
  /** From now on it is the real time. */
  release(): void;
}

/** A clock over `realTime` (ms since the epoch) that can be set back for a replay. */
export function replayClock(realTime: () => number): ReplayClock {
  let offsetMs = 0;
  return {
    now: () => new Date(realTime() + offsetMs),
    set(time) {
      offsetMs = time.getTime() - realTime();
    },
    release() {
      offsetMs = 0;
    },
  };
}
