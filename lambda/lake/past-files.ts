// Which objects of the inbox are the past: they wait for `tillwatch backfill`, and are no news when they land.
import type { Config } from '../config/config.ts';

export function waitsForBackfill(key: string, { lake }: Pick<Config, 'lake'>): boolean {
  return lake.enabled && key.startsWith(lake.backfillPrefix);
}
