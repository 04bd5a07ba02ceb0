// What a scrape of the exporter weighs at 1, 100 and 10,000 checkouts, and what making it takes.
import { gzipSync } from 'node:zlib';
import { HOURS_A_DAY } from '../../../lambda/intake/checkout-day.ts';
import type { Dataset } from '../../../local/metrics/dataset.ts';
import { prometheusText } from '../../../local/metrics/exposition.ts';
import { families } from '../../../local/metrics/families.ts';
import { byTurns, median, type Spent, spent } from '../rivals.ts';
import { amount, type Topic } from '../topic.ts';

const SIZES = [1, 100, 10_000];
/** As `tillwatch exporter --detailed` has it by default. */
const DETAILED = 200;
const OPTIONS = { detailed: DETAILED, currentHour: null, version: 'bench' };
const ROUNDS = 5;

interface Scrape {
  readonly checkouts: number;
  readonly text: string;
  /** ms of processor time to write the samples as Prometheus wants them, and as JSON. */
  readonly textMs: number;
  readonly jsonMs: number;
}

export const scrape: Topic = {
  name: 'scrape',
  title: 'A scrape of the exporter',
  about: `${DETAILED} checkouts have series by hour at most, as by default. The floor is JSON.stringify of the same samples, by turns.`,
  async measure() {
    const scrapes: Scrape[] = [];
    for (const checkouts of SIZES) scrapes.push(await scrapeOf(checkouts));
    const [largest] = scrapes.slice(-1);
    return {
      rows: largest
        ? [
            {
              what: `a scrape of ${largest.checkouts.toLocaleString('en')} checkouts, writing`,
              measured: amount(largest.textMs, 'ms CPU'),
              floor: amount(largest.jsonMs, 'ms CPU'),
              goal: null,
            },
          ]
        : [],
      tables: [
        {
          title: 'What a scrape weighs',
          header: ['checkouts', 'lines', 'bytes', 'gzipped'],
          rows: scrapes.map(({ checkouts, text }) =>
            [checkouts, text.split('\n').length - 1, text.length, gzipSync(text).length].map((n) =>
              n.toLocaleString('en'),
            ),
          ),
        },
      ],
    };
  },
};

async function scrapeOf(checkouts: number): Promise<Scrape> {
  const snapshot = { datasets: Array.from({ length: checkouts }, (_, i) => busyCheckout(i)), quarantined: 0 };
  const told = families(snapshot, { refreshedAtS: 1, failures: 0 }, OPTIONS);
  const [asText, asJson] = await byTurns(ROUNDS, [
    () => spent(() => prometheusText(told)),
    () => spent(() => JSON.stringify(told)),
  ]);
  const cpuMs = (took: Spent) => took.cpuMs;
  return { checkouts, text: prometheusText(told), textMs: median(asText, cpuMs), jsonMs: median(asJson, cpuMs) };
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
