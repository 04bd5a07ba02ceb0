// The benchmark's scorer gives the figures that the reference scorer gave for the same made-up labels and windows.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabelledDay, LabelledIncident, ReportedIncident } from '../../bench/detection/labelled-day.ts';
import { type Figures, figures, isHit } from '../../bench/detection/scorer.ts';
import type { Severity } from '../../lambda/config/severity.ts';
import type { SalesKind } from '../../lambda/detect/judgement.ts';
import { sampleDay } from '../detect/plain-csv.ts';

interface Line {
  readonly kind: SalesKind;
  readonly start_hour: number;
  readonly end_hour: number;
  readonly expected_lost: number;
  readonly score: number;
  readonly severity: Severity;
}
interface Fixture {
  readonly days: readonly { readonly file: string; readonly incidents: readonly Line[] }[];
  readonly predictions: readonly { readonly file: string; readonly incidents: readonly Line[] }[];
  readonly figures: Partial<Figures>;
}

const fixture = JSON.parse(readFileSync(new URL('../fixtures/scorer.json', import.meta.url), 'utf8')) as Fixture;
const day = sampleDay(1);

const label = ({ kind, start_hour, end_hour, expected_lost }: Line): LabelledIncident => ({
  kind,
  startHour: start_hour,
  endHour: end_hour,
  expectedLost: expected_lost,
});
const reported = (line: Line): ReportedIncident => ({ ...label(line), score: line.score, severity: line.severity });
const days = fixture.days.map(
  ({ file, incidents }): LabelledDay => ({ name: file, source: 'made up', day, incidents: incidents.map(label) }),
);
const reports = new Map(fixture.predictions.map(({ file, incidents }) => [file, incidents.map(reported)]));

describe('figures', () => {
  it('agree with the reference scorer to the last digit', () => {
    const actual = figures(days, reports);
    for (const [name, wanted] of Object.entries(fixture.figures)) {
      expect(actual[name as keyof Figures], name).toBeCloseTo(wanted as number, 12);
    }
  });

  it('are null, not zero, where nothing could be counted', () => {
    expect(figures([], new Map())).toMatchObject({ recall: null, precision: null, falseAlarmDaysPer100Clean: null });
  });
});

describe('a window hits a label', () => {
  const outage = { kind: 'outage', startHour: 15, endHour: 17, expectedLost: 75 } as const;

  it('when it lies inside it', () => {
    expect(isHit({ ...outage, kind: 'drop', endHour: 15 }, outage)).toBe(true);
  });
  it('not when it points the other way', () => {
    expect(isHit({ ...outage, kind: 'spike' }, outage)).toBe(false);
  });
  it('not when it is ten times as wide', () => {
    expect(isHit({ ...outage, kind: 'drop', startHour: 0, endHour: 23 }, { ...outage, endHour: 15 })).toBe(false);
  });
});
