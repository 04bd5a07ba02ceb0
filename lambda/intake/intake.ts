// The front door: any bytes under any key become checkout-days, or a reason why not.
import type { IntakeItem } from './checkout-day.ts';
import type { ByteSource, Drop } from './drop.ts';

export interface IntakeSettings {
  /** IANA zone of the business day, for example `America/Sao_Paulo`. */
  readonly timeZone: string;
  /** An hour is final this many minutes after it ends. */
  readonly settleMinutes: number;
}

export async function* intake(
  _drop: Drop,
  _source: ByteSource,
  _settings: IntakeSettings,
): AsyncGenerator<IntakeItem> {}
