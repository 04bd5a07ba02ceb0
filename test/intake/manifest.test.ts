// The project's own examples of what people drop, and what each must get: test/fixtures/intake/manifest.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IntakeItem, Reading } from '../../lambda/intake/checkout-day.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import { codes, dropped } from './dropped.ts';

type Truth = Readonly<Record<string, Reading>>;

interface Entry {
  readonly file: string;
  readonly key?: string;
  readonly why: string;
  readonly expect: string;
  readonly today?: Truth;
  readonly avg_last_week?: Truth;
  readonly series?: Readonly<Record<string, Truth>>;
  readonly warnings?: readonly string[];
  readonly reason_code?: string;
  readonly line?: number;
  readonly column?: string;
}

const folder = join(import.meta.dirname, '../fixtures/intake');
const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { files: Entry[] };

describe.each(files)('$file: $why', (entry) => {
  it(`is ${entry.expect}, hour by hour as in the manifest, and says what it must`, async () => {
    const items = await dropped(readFileSync(join(folder, entry.file)), { key: entry.key ?? entry.file });
    const [first] = items as [IntakeItem];
    const findings = items.flatMap((item) => [...item.warnings, ...(isRefusal(item) ? [item.reason] : [])]);

    expect(new Set(items.map(({ outcome }) => outcome))).toEqual(new Set([entry.expect]));
    if (entry.today !== undefined) expect(told(first, 'today')).toEqual(entry.today);
    if (entry.avg_last_week !== undefined) {
      const judged = Object.keys(entry.avg_last_week).filter((hour) => entry.today?.[hour] != null);
      expect(told(first, 'avg_last_week')).toMatchObject(pick(entry.avg_last_week, judged));
    }
    for (const [checkout, truth] of Object.entries(entry.series ?? {})) {
      const item = items.find((candidate) => candidate.checkout === checkout);
      expect(item && told(item, 'today')).toEqual(truth);
    }
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...(entry.warnings ?? [])]));
    if (entry.warnings?.length === 0 && entry.expect === 'ok') expect(findings).toEqual([]);
    if (entry.reason_code !== undefined) expect(codes(first)[0]).toBe(entry.reason_code);
    if (entry.line !== undefined) expect(findings.map(({ line }) => line)).toContain(entry.line);
    if (entry.column !== undefined) expect(findings.map(({ column }) => column)).toContain(entry.column);
  });
});

function told(item: IntakeItem, what: 'today' | 'avg_last_week'): Truth {
  if (isRefusal(item)) return {};
  return Object.fromEntries(
    item.hours.map(({ hour, today, references }) => [
      String(hour).padStart(2, '0'),
      what === 'today' ? today : references[what],
    ]),
  );
}

function pick(truth: Truth, hours: readonly string[]): Truth {
  return Object.fromEntries(hours.map((hour) => [hour, truth[hour] ?? null]));
}
