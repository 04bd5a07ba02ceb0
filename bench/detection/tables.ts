// The benchmark's figures as Markdown.
import { type LabelledDay, usualDailyTotal } from './labelled-day.ts';
import type { RepeatedLooks } from './repeated-looks.ts';
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

/** One detector, split by source and by volume. */
export function strataTable(days: readonly LabelledDay[], reports: Reports): string {
  const volumeOf = (day: LabelledDay) => VOLUMES.find(([, below]) => usualDailyTotal(day) < below)?.[0] ?? '';
  const sources = [...new Set(days.map((day) => day.source))].sort();
  const strata = [
    ...sources.map((source) => [source, days.filter((day) => day.source === source)] as const),
    ...VOLUMES.map(([name]) => [name, days.filter((day) => volumeOf(day) === name)] as const),
  ];
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
 * What carries over: the score that allows one false-alarm day per 100 on all *other* sources, applied to each source
 * that had no say in it.
 */
export function leaveOneSourceOutTable(days: readonly LabelledDay[], reports: Reports): string {
  const sources = [...new Set(days.map((day) => day.source))].sort();
  return table(
    ['left-out source', 'score from the others', 'false-alarm days per 100 clean', 'recall'],
    sources.map((source) => {
      const others = days.filter((day) => day.source !== source);
      const left = days.filter((day) => day.source === source);
      const score = figures(others, reports).scoreAt1 ?? Number.POSITIVE_INFINITY;
      const f = figures(left, alarmedAbove(score, reports));
      return [source, number(score, 1), number(f.falseAlarmDaysPer100Clean, 1), percent(f.recall)];
    }),
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
