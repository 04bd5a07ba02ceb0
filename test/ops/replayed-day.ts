// A business date as Prometheus would have seen it: a file that is exported anew each hour, scraped by the exporter.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../lambda/config/config.ts';
import { HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { Family } from '../../local/metrics/exposition.ts';
import { families } from '../../local/metrics/families.ts';
import { fromFiles } from '../../local/metrics/from-files.ts';

const DATE = '2026-01-16';
/** 00:00 on that date in America/Sao_Paulo. */
const MIDNIGHT_MS = Date.parse('2026-01-16T03:00:00Z');
const HOUR_MS = 3_600_000;
/** An export comes twenty minutes after its hour, when the hour is final. */
const EXPORTED_AFTER_MS = 20 * 60_000;

/** The file at which the hour `hour` became final. Gives null where no file came. */
export type Export = (hour: number) => string | null;

/** What the exporter says after each hour's export: 24 entries. */
export async function replayedDay(dataset: string, fileAfter: Export): Promise<readonly (readonly Family[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'replayed-'));
  const path = join(folder, `${dataset}_${DATE}.csv`);
  let now = new Date(MIDNIGHT_MS);
  const source = fromFiles([folder], {
    config: parseConfig('{}'),
    now: () => now,
    keepMs: 48 * HOUR_MS,
    checkout: dataset,
  });
  const seen: (readonly Family[])[] = [];
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    now = new Date(MIDNIGHT_MS + (hour + 1) * HOUR_MS + EXPORTED_AFTER_MS);
    const text = fileAfter(hour);
    if (text !== null) {
      writeFileSync(path, text);
      utimesSync(path, now, now);
    }
    const health = { refreshedAtS: now.getTime() / 1000, failures: 0 };
    seen.push(families(await source(), health, { detailed: 1, currentHour: null, version: 'test' }));
  }
  rmSync(folder, { recursive: true });
  return seen;
}

/** Steps of the series that promtool is given. */
const STEP_MINUTES = 5;
const STEPS_AN_HOUR = 60 / STEP_MINUTES;

/** It moves on every minute, which hourly steps can't show. */
const REFRESHED = 'tillwatch_exporter_refresh_timestamp_seconds';

/**
 * The families as promtool's input series: hour h of the day is shown from minute 60·h on. Time stamps are moved along,
 * because promtool's clock begins at 0.
 */
export function inputSeries(day: readonly (readonly Family[])[]): readonly { series: string; values: string }[] {
  const startS = (MIDNIGHT_MS + HOUR_MS + EXPORTED_AFTER_MS) / 1000;
  const byName = new Map<string, (number | null)[]>();
  day.forEach((told, hour) => {
    for (const { name, samples } of told.filter((family) => family.name !== REFRESHED)) {
      for (const { labels, value } of samples) {
        const series = `${name}{${Object.entries(labels).map(([label, text]) => `${label}="${text}"`)}}`;
        const values = byName.get(series) ?? new Array<number | null>(HOURS_A_DAY).fill(null);
        values[hour] = name.endsWith('_timestamp_seconds') ? value - startS : value;
        byName.set(series, values);
      }
    }
  });
  const up = new Array<number | null>(HOURS_A_DAY).fill(1);
  return [...byName, ['up{job="checkout_exporter"}', up] as const].map(([series, values]) => ({
    series,
    values: values.map((value) => (value === null ? gap() : `${value}x${STEPS_AN_HOUR - 1}`)).join(' '),
  }));
}

function gap(): string {
  return `_x${STEPS_AN_HOUR}`;
}
