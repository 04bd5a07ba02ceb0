// docs/prometheus.md names every metric that there is, with its labels, and none that there isn't.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { families } from '../../../local/metrics/families.ts';
import { aDay } from '../../a-day.ts';

it('documents every metric with its labels', () => {
  const { hours, finalHours } = aDay().day;
  const dataset = {
    dataset: 'shop',
    source: 'shop.csv',
    landedAtS: 1,
    hours,
    finalHours,
    judged: hours.map(({ hour, today }) => ({
      ...{ hour, today, expected: 5, low: 1, high: 9, deviationPercent: 0, z: 0 },
      severity: null,
    })),
    businessHours: { from: 10, to: 22 },
    open: [{ severity: 'P1' as const, kind: 'outage' as const }],
  };
  const told = families(
    { datasets: [dataset], quarantined: 0 },
    { refreshedAtS: 1, failures: 0 },
    { detailed: 1, currentHour: null, version: '1' },
  );
  const there = told.map(({ name, samples }) => [
    name,
    Object.keys(samples[0]?.labels ?? {})
      .sort()
      .join(', '),
  ]);
  const rows = readFileSync('docs/prometheus.md', 'utf8').matchAll(/^\| `((?:checkout|tillwatch)_\w+)` \| ([^|]*)\|/gm);
  const documented = [...rows].map(([, name = '', labels = '']) => [name, labels.trim().split(', ').sort().join(', ')]);
  expect(documented.sort()).toEqual(there.sort());
});
