// The benchmark's scorer gives the figures that an independent reference scorer gave for the same made-up labels and
// windows: each case in test/fixtures/scorer.json names the rule that it is about.
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
interface Case {
  readonly name: string;
  readonly days: readonly { readonly file: string; readonly incidents: readonly Line[] }[];
  readonly predictions: readonly { readonly file: string; readonly incidents: readonly Line[] }[];
  readonly figures: Figures;
}

const cases = JSON.parse(readFileSync(new URL('../fixtures/scorer.json', import.meta.url), 'utf8')) as readonly Case[];
const day = sampleDay(1);

const label = ({ kind, start_hour, end_hour, expected_lost }: Line): LabelledIncident => ({
  kind,
  startHour: start_hour,
  endHour: end_hour,
  expectedLost: expected_lost,
});
const reported = (line: Line): ReportedIncident => ({ ...label(line), score: line.score, severity: line.severity });
const labelledDays = ({ days }: Case): readonly LabelledDay[] =>
  days.map(({ file, incidents }) => ({ name: file, source: 'made up', day, incidents: incidents.map(label) }));
const reports = ({ predictions }: Case) =>
  new Map(predictions.map(({ file, incidents }) => [file, incidents.map(reported)]));

describe('figures agree with the reference scorer to the last digit', () => {
  it.each(cases)('$name', (given) => {
    expect(figures(labelledDays(given), reports(given))).toEqual(given.figures);
  });
});

describe('figures', () => {
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
