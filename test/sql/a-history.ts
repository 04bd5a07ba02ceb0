// The two sample days as an engine that can be asked: two days of one checkout, as they are.
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileHistory, historyFiles } from '../../bin/tillwatch/sql/file-history.ts';
import { parseConfig } from '../../lambda/config/config.ts';
import type { LakeRows } from '../../lambda/config/lake-tables.ts';

export const SAMPLE_DATES = { checkout_1: '2026-01-15', checkout_2: '2026-01-16' } as const;
export type Sample = keyof typeof SAMPLE_DATES;

/** A folder `checkout/2026-01-15.csv`, `checkout/2026-01-16.csv`. */
export function sampleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-history-'));
  mkdirSync(join(folder, 'checkout'));
  for (const [sample, date] of Object.entries(SAMPLE_DATES)) {
    copyFileSync(`samples/${sample}.csv`, join(folder, 'checkout', `${date}.csv`));
  }
  return folder;
}

export async function sampleHistory(): Promise<LakeRows> {
  return fileHistory(historyFiles(sampleFolder()), parseConfig('{}'));
}
