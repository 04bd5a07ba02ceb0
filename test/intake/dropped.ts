// Drops a file into intake as a test describes it, and gives what comes out.
import type { CheckoutDay, IntakeItem, Refusal } from '../../lambda/intake/checkout-day.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import type { ByteSource, Drop } from '../../lambda/intake/drop.ts';
import { bytesInMemory } from '../../lambda/intake/drop.ts';
import type { IntakeSettings } from '../../lambda/intake/intake.ts';
import { intake } from '../../lambda/intake/intake.ts';

export const SAO_PAULO: IntakeSettings = { timeZone: 'America/Sao_Paulo', settleMinutes: 15 };

export interface Circumstances {
  readonly key?: string;
  /** UTC; São Paulo is three hours behind. Left out: the day is known to be over. */
  readonly landedAt?: string;
  readonly metadata?: Record<string, string>;
  readonly timeZone?: string;
}

/** Every item that intake gives for a file. */
export async function dropped(file: string | Uint8Array | ByteSource, how: Circumstances = {}): Promise<IntakeItem[]> {
  const drop: Drop = {
    key: how.key ?? 'north.csv',
    versionId: null,
    sequencer: null,
    landedAt: new Date(how.landedAt ?? '2026-01-17T15:00:00Z'),
    metadata: how.metadata ?? {},
    isDayOver: how.landedAt === undefined,
  };
  const source = isSource(file) ? file : bytesInMemory(typeof file === 'string' ? Buffer.from(file) : file);
  const settings = { ...SAO_PAULO, ...(how.timeZone !== undefined && { timeZone: how.timeZone }) };
  const items: IntakeItem[] = [];
  for await (const item of intake(drop, source, settings)) items.push(item);
  return items;
}

/** The one checkout-day of a file that must have one. */
export async function theDay(file: string | Uint8Array, how: Circumstances = {}): Promise<CheckoutDay> {
  const items = await dropped(file, how);
  const [item] = items;
  if (item === undefined || items.length > 1 || isRefusal(item)) {
    throw new Error(`one checkout-day was expected, not ${JSON.stringify(items, null, 1)}`);
  }
  return item;
}

/** The one refusal of a file of which nothing can be judged. */
export async function theRefusal(file: string | Uint8Array, how: Circumstances = {}): Promise<Refusal> {
  const items = await dropped(file, how);
  const [item] = items;
  if (item === undefined || items.length > 1 || !isRefusal(item)) {
    throw new Error(`one refusal was expected, not ${JSON.stringify(items, null, 1)}`);
  }
  return item;
}

/** What was counted, by hour label; null is unknown. */
export function counts(day: IntakeItem | undefined): (number | null)[] {
  if (day === undefined || isRefusal(day)) throw new Error(`a checkout-day was expected, not ${JSON.stringify(day)}`);
  return day.hours.map(({ today }) => today);
}

/** The codes of an item, each once, the reason's first. */
export function codes(item: IntakeItem | undefined): string[] {
  if (item === undefined) throw new Error('an item was expected');
  const reason = isRefusal(item) ? [item.reason.code] : [];
  return [...new Set([...reason, ...item.warnings.map(({ code }) => code)])];
}

function isSource(file: string | Uint8Array | ByteSource): file is ByteSource {
  return typeof file === 'object' && 'open' in file;
}
