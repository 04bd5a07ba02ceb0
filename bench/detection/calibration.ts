// Whether the promise holds at other settings than the default, and whether stated losses cover what they say: as a
// chart and a table.
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { significantFrom } from '../../lambda/detect/significance.ts';
import type { LabelledDay } from './labelled-day.ts';
import type { Reports } from './scorer.ts';

/** Days of one origin with what was reported of them. */
export interface Measured {
  readonly name: string;
  readonly days: readonly LabelledDay[];
  readonly reports: Reports;
}

/** Settings of `falseAlarmsPer100Days` that are compared with what they bring. */
const PROMISES = [0.3, 0.5, 1, 2, 3, 5, 10] as const;

/** Clean days per 100 with a window that is significant at the setting. */
function measuredAt(promise: number, { days, reports }: Measured): number {
  const clean = days.filter(({ incidents }) => incidents.length === 0);
  const threshold = significantFrom(promise);
  const alarmed = clean.filter(({ name }) => reports.get(name)?.some(({ score }) => score >= threshold));
  return (100 * alarmed.length) / clean.length;
}

/** One row a setting, one column an origin of days. */
export function promiseTable(measured: readonly Measured[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['promised per 100 clean days', ...measured.map(({ name }) => name)];
  const rows = PROMISES.map((promise) => [
    String(promise),
    ...measured.map((some) => measuredAt(promise, some).toFixed(2)),
  ]);
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const WIDTH = 560;
const HEIGHT = 420;
const MARGIN = { left: 64, right: 24, top: 56, bottom: 56 };
const AXIS = { from: 0.1, to: 20 };
const TICKS = [0.1, 0.3, 1, 3, 10] as const;
const COLOURS = ['#1f5fa8', '#b4530a', '#3d7a35'] as const;
const INK = '#333333';
const DAYS_DRAWN_FROM = 0.1;

/** The same as a chart on logarithmic axes: on the diagonal the promise is kept to the letter, below it more than kept. */
export function promiseChart(measured: readonly Measured[]): string {
  const x = scaleLog([AXIS.from, AXIS.to], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLog([AXIS.from, AXIS.to], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const rowAt = scaleLinear([0, 1], [MARGIN.top + 18, MARGIN.top + 36]);
  const grid = TICKS.flatMap((tick) => [
    rule(x(tick), y(AXIS.from), x(tick), y(AXIS.to), '#e4e4e4'),
    rule(x(AXIS.from), y(tick), x(AXIS.to), y(tick), '#e4e4e4'),
    text(x(tick), HEIGHT - MARGIN.bottom + 18, String(tick), 'middle'),
    text(MARGIN.left - 8, y(tick) + 4, String(tick), 'end'),
  ]);
  const curves = measured.flatMap((some, i) => {
    const colour = COLOURS[i % COLOURS.length] ?? INK;
    const points = PROMISES.map((promise): [number, number] => [
      x(promise),
      y(Math.max(DAYS_DRAWN_FROM, measuredAt(promise, some))),
    ]);
    return [
      `<path d="${line()(points) ?? ''}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3.5" fill="${colour}"/>`),
      `<rect x="${MARGIN.left + 12}" y="${rowAt(i) - 9}" width="10" height="10" fill="${colour}"/>`,
      text(MARGIN.left + 28, rowAt(i), some.name, 'start'),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"`,
    '  aria-label="False alarms promised and measured" font-family="sans-serif" font-size="12">',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${MARGIN.left}" y="24" font-size="15" font-weight="bold" fill="${INK}">False alarms: promised and measured</text>`,
    text(MARGIN.left, 42, 'On the dashed line the promise is kept exactly, below it there are fewer.', 'start'),
    ...grid,
    `<line x1="${x(AXIS.from)}" y1="${y(AXIS.from)}" x2="${x(AXIS.to)}" y2="${y(AXIS.to)}" stroke="#777777" stroke-dasharray="5 4"/>`,
    ...curves,
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 14, 'promised, falseAlarmsPer100Days', 'middle'),
    `<text transform="translate(18 ${(MARGIN.top + HEIGHT - MARGIN.bottom) / 2}) rotate(-90)" text-anchor="middle" fill="${INK}">clean days with an alarm, per 100</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function rule(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map((value) => value.toFixed(1));
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" stroke="${stroke}"/>`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${INK}">${words}</text>`;
}

/** Below this true loss an interval says little. */
const LOSS_WORTH_COVERING_SALES = 10;

/** Share of well-found losses whose stated 90 % interval holds the true one, and of how many; null without any. */
export function lossCoverage({ days, reports }: Measured): { readonly share: number; readonly losses: number } | null {
  const covered = days.flatMap(({ name, incidents }) =>
    incidents.flatMap(({ startHour, endHour, expectedLost }) => {
      const exact = reports.get(name)?.find((w) => w.startHour === startHour && w.endHour === endHour);
      if (exact?.lost === undefined || expectedLost < LOSS_WORTH_COVERING_SALES) return [];
      return [exact.lost.low <= expectedLost && expectedLost <= exact.lost.high];
    }),
  );
  if (covered.length === 0) return null;
  return { share: covered.filter(Boolean).length / covered.length, losses: covered.length };
}
