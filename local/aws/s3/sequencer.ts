// The sequencer of event records: grows with every change, and comes in different lengths, as from S3.

/** Room for this many changes within one millisecond. */
const STEPS_PER_MS = 1n << 16n;
/** 8 bytes: enough for centuries. */
const HEX_DIGITS = 16;

export interface Sequencers {
  next(): string;
  /** Makes sure that the next one is above `sequencer`. */
  seen(sequencer: string): void;
}

export function sequencers(): Sequencers {
  let last = 0n;
  return {
    next() {
      const byClock = BigInt(Date.now()) * STEPS_PER_MS;
      last = byClock > last ? byClock : last + 1n;
      return shortened(last);
    },
    seen(sequencer) {
      const value = BigInt(`0x${sequencer.padEnd(HEX_DIGITS, '0')}`);
      if (value > last) last = value;
    },
  };
}

/** Zeros at the end say nothing, since readers pad on the right; S3's lengths differ as well. */
function shortened(value: bigint): string {
  return value.toString(16).toUpperCase().padStart(HEX_DIGITS, '0').replace(/0+$/, '');
}
