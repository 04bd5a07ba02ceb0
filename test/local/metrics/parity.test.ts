// The original exporter's series, with its labels and values, come out for the same input.
import { copyFileSync, mkdtempSync, readFileSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../lambda/config/config.ts';
import { prometheusText } from '../../../local/metrics/exposition.ts';
import { families } from '../../../local/metrics/families.ts';
import { fromFiles } from '../../../local/metrics/from-files.ts';
import { sampleFile } from '../../../local/sample-file.ts';

const LANDED = new Date('2026-01-17T03:30:00Z');
/** What the original took for current, whatever the time. */
const CURRENT_HOUR = 16;

describe.each(['checkout_1', 'checkout_2'])('the exporter on %s.csv', (dataset) => {
  let series: ReadonlyMap<string, number>;

  beforeAll(async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'exporter-')), `${dataset}.csv`);
    copyFileSync(sampleFile(`${dataset}.csv`), path);
    utimesSync(path, LANDED, LANDED);
    const source = fromFiles([path], { config: parseConfig('{}'), now: () => LANDED, keepMs: 1 });
    const told = families(await source(), { refreshedAtS: 0, failures: 0 }, { ...OPTIONS });
    series = seriesIn(prometheusText(told).replaceAll(path, `/data/${dataset}.csv`));
  });

  it('has every series of the original with its value', () => {
    const original = seriesIn(
      readFileSync(`test/fixtures/parity/metrics_${dataset}.prom`, 'utf8').replace(
        '<unix-seconds>',
        String(LANDED.getTime() / 1000),
      ),
    );
    expect(original.size).toBe(174);
    const ours = new Map([...series].filter(([name]) => name.startsWith('checkout_')));
    expect([...ours.keys()].sort()).toEqual([...original.keys()].sort());
    for (const [name, value] of original) expect(ours.get(name), name).toBeCloseTo(value, 9);
  });
});

const OPTIONS = { detailed: 10, currentHour: CURRENT_HOUR, version: '1.0.0' };

/** Series by name and sorted labels. */
function seriesIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', labels = '', value = ''] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const sorted = labels.split(/,(?=[a-z_]+=)/).sort();
      return [`${name}{${sorted.join(',')}}`, Number(value)];
    }),
  );
}
