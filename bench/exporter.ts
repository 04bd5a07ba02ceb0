// npm run bench:exporter: what a scrape weighs at 1, 100 and 10,000 checkouts, and what making it costs.
import { gzipSync } from 'node:zlib';
import { HOURS_A_DAY } from '../lambda/intake/checkout-day.ts';
import type { Dataset } from '../local/metrics/dataset.ts';
import { type Family, prometheusText } from '../local/metrics/exposition.ts';
import { families } from '../local/metrics/families.ts';

const SIZES = [1, 100, 10_000];
/** As `tillwatch exporter --detailed` has it by default. */
const DETAILED = 200;
const OPTIONS = { detailed: DETAILED, currentHour: null, version: 'bench' };
const REPEATS = 5;

console.log(`Node ${process.version}; ${DETAILED} checkouts with series by hour at most; medians of ${REPEATS}`);
console.log('checkouts    lines        bytes     gzipped   text ÷ JSON.stringify of the same samples');
for (const size of SIZES) {
  const snapshot = { datasets: Array.from({ length: size }, (_, i) => busyCheckout(i)), quarantined: 0 };
  const told = families(snapshot, { refreshedAtS: 1, failures: 0 }, OPTIONS);
  const text = prometheusText(told);
  const ratio = median(() => prometheusText(told)) / median(() => JSON.stringify(told));
  const columns = [size, text.split('\n').length - 1, text.length, gzipSync(text).length].map(thousands);
  console.log(`${columns.map((column) => column.padStart(10)).join('  ')}   ${ratio.toFixed(1)}`);
}

function median(work: () => Family[] | string): number {
  const times = Array.from({ length: REPEATS }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start);
  });
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0;
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}

function busyCheckout(index: number): Dataset {
  return {
    dataset: `checkout-${String(index).padStart(5, '0')}`,
    source: `2026/checkout-${index}/2026-01-16.csv`,
    landedAtS: 1_768_600_000,
    finalHours: HOURS_A_DAY,
    businessHours: { from: 10, to: 22 },
    open: index % 100 === 0 ? [{ severity: 'P2', kind: 'drop' }] : [],
    hours: Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
      hour,
      today: 10 + ((index + hour) % 50),
      references: { yesterday: 30, same_day_last_week: 31, avg_last_week: 30.43, avg_last_month: 29.96 },
    })),
    judged: Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
      hour,
      today: 10 + ((index + hour) % 50),
      expected: 30.123456789,
      low: 18,
      high: 44,
      deviationPercent: 1.5,
      z: 0.1,
      severity: null,
    })),
  };
}
