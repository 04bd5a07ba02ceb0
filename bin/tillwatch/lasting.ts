// How long something lasts, as people say it: --for 2h, or --until a time.
import { InvalidArgumentError } from 'commander';

export interface Lasting {
  /** Duration in ms. */
  readonly for?: number;
  readonly until?: Date;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `60s`, `30m`, `2h`, `7d`, in ms. @throws InvalidArgumentError naming the form */
export function duration(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,4})([smhd])$/.exec(text.trim().toLowerCase()) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It is not a duration such as 30m, 2h or 7d.');
}

/** When it ends; null where nothing was said. */
export function untilWhen({ for: ms, until }: Lasting, from: Date): Date | null {
  if (until) return until;
  return ms === undefined ? null : new Date(from.getTime() + ms);
}
