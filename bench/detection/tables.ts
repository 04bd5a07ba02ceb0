// The benchmark's figures as Markdown.
import type { FaintOutages } from './faint-outages.ts';
import { type LabelledDay, usualDailyTotal } from './labelled-day.ts';
import type { FirstAlarms, RepeatedLooks } from './repeated-looks.ts';
import { type Figures, figures, type Reports } from './scorer.ts';

const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
const number = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));

/** One row a detector. */
export function contestTable(rows: readonly (readonly [string, Figures])[]): string {
  return table(
    [
      'detector',
      'false-alarm days per 100 clean',
      'recall',
      'precision',
      'mean IoU',
      'P1 recall',
      'false P1 days per 100',
      'loss error',
      'recall@1',
      'recall@5',
      'average precision',
    ],
    rows.map(([name, f]) => [
      name,
      number(f.falseAlarmDaysPer100Clean, 2),
      percent(f.recall),
      percent(f.precision),
      number(f.meanIou, 2),
      percent(f.p1Recall),
      number(f.falseP1DaysPer100Clean, 2),
      percent(f.lossError),
      percent(f.recallAt1),
      percent(f.recallAt5),
      number(f.averagePrecision, 3),
    ]),
  );
}

const VOLUMES: readonly (readonly [string, number])[] = [
  ['under 300 sales a day', 300],
  ['300 to 700', 700],
  ['700 to 5,000', 5000],
  ['5,000 and more', Number.POSITIVE_INFINITY],
];

type Stratum = readonly [name: string, days: readonly LabelledDay[]];

function bySource(days: readonly LabelledDay[]): readonly Stratum[] {
  const sources = [...new Set(days.map((day) => day.source))].sort();
  return sources.map((source) => [source, days.filter((day) => day.source === source)]);
}

function byVolume(days: readonly LabelledDay[]): readonly Stratum[] {
  const volumeOf = (day: LabelledDay) => VOLUMES.find(([, below]) => usualDailyTotal(day) < below)?.[0];
  return VOLUMES.map(([name]) => [name, days.filter((day) => volumeOf(day) === name)]);
}

/** One detector, split by source and by volume. */
export function strataTable(days: readonly LabelledDay[], reports: Reports): string {
  const strata = [...bySource(days), ...byVolume(days)];
  return table(
    ['days', 'n', 'false-alarm days per 100 clean', 'recall', 'recall@5', 'mean IoU', 'average precision'],
    strata
      .filter(([, some]) => some.length > 0)
      .map(([name, some]) => {
        const f = figures(some, reports);
        const alarms = number(f.falseAlarmDaysPer100Clean, 1);
        const rates = [alarms, percent(f.recall), percent(f.recallAt5), number(f.meanIou, 2)];
        return [name, String(some.length), ...rates, number(f.averagePrecision, 3)];
      }),
  );
}

/**
 * What carries over: the score that allows one false-alarm day per 100 on all *other* sources (then: volumes), applied
 * to the one that had no say in it.
 */
export function leaveOneOutTable(days: readonly LabelledDay[], reports: Reports): string {
  return table(
    ['left out', 'score from the others', 'false-alarm days per 100 clean', 'recall'],
    [bySource(days), byVolume(days)].flatMap((strata) =>
      strata
        .filter(([, left]) => left.length > 0)
        .map(([name, left]) => {
          const others = strata.flatMap(([other, some]) => (other === name ? [] : some));
          const score = figures(others, reports).scoreAt1 ?? Number.POSITIVE_INFINITY;
          const f = figures(left, alarmedAbove(score, reports));
          return [name, number(score, 1), number(f.falseAlarmDaysPer100Clean, 1), percent(f.recall)];
        }),
    ),
  );
}

export function looksTable(rows: readonly (readonly [string, RepeatedLooks])[]): string {
  return table(
    [
      'detector',
      'clean days',
      'with an alarm at any look, per 100',
      'of these gone at the last look',
      'with a P1 at any look, per 100',
    ],
    rows.map(([name, looks]) => [
      name,
      String(looks.cleanDays),
      number(looks.alarmDaysPer100, 2),
      number(looks.passingPer100, 2),
      number(looks.p1DaysPer100, 2),
    ]),
  );
}

/** How long the first alarm took, one row a detector and sort of incident. */
export function firstAlarmsTable(rows: readonly (readonly [string, FirstAlarms])[]): string {
  return table(
    [
      'detector',
      'incidents',
      'alarmed at any look',
      'median hours',
      'at once',
      'within 1 h',
      'within 2 h',
      'within 3 h',
    ],
    rows.map(([name, { incidents, everAlarmed, medianHours, within }]) => [
      name,
      String(incidents),
      percent(everAlarmed),
      number(medianHours, 1),
      ...within.map(percent),
    ]),
  );
}

/** One row a rate of sales. */
export function faintOutagesTable(rows: readonly FaintOutages[]): string {
  return table(
    ['usual sales an hour', 'stated limit, median', 'days', 'outages found'],
    rows.map(({ salesPerHour, statedLimit, days, found }) => [
      String(salesPerHour),
      number(statedLimit, 2),
      String(days),
      percent(found),
    ]),
  );
}

function alarmedAbove(score: number, reports: Reports): Reports {
  return new Map(
    [...reports].map(([name, windows]) => [
      name,
      windows.map((window) => ({ ...window, severity: window.score > score ? ('P4' as const) : ('P5' as const) })),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
