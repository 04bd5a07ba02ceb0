// How far every hour of many checkout-days is from its expectation: a row a day, a cell an hour.
import type { Severity } from '../../config/severity.ts';
import { hourLabel } from '../../incident/hour-ranges.ts';
import { change } from '../../notify/amount.ts';
import type { DayView, HourView } from '../day-view.ts';
import { element, type Markup, NOTHING, tenths, together, written } from '../markup.ts';
import { type RowName, rowLayout } from './day-rows.ts';
import { type ChartOptions, label, picture } from './frame.ts';
import { type HourAxis, hourLabels } from './hour-axis.ts';

const ROW = { wide: 26, narrow: 20 };
const TOP = 4;
const AXIS_LABELS = 24;
const KEY = 22;

/**
 * Steps of colour, in standard scores: what a percentage means depends on how many sales an hour has, so it is written
 * into the cells and doesn't colour them. Chance alone takes one hour in 20 past the first.
 */
const STEPS = [2, 3, 4.5] as const;

export function heatMap(views: readonly DayView[], name: RowName, { width, id, words }: ChartOptions): Markup {
  const { isWide, axis, shortName } = rowLayout(width);
  const height = isWide ? ROW.wide : ROW.narrow;
  const bottom = TOP + views.length * height;
  const odd = views.flatMap((view) => view.hours.filter((hour) => stepOf(hour) !== 0).map((hour) => ({ view, hour })));
  const told = odd.map(({ view, hour }) => `${name(view)} ${hourLabel(hour.hour)} ${percent(hour)}`);
  return picture(
    {
      width,
      height: bottom + AXIS_LABELS + KEY,
      id,
      title: words.chart.heatMapTitle,
      description: words.chart.heatMapDescription(told),
    },
    ...views.map((view, i) => {
      const y = TOP + i * height;
      return together([
        label(shortName(name(view)), { x: axis.left - 8, y: y + height / 2 + 4, anchor: 'end' }),
        ...view.hours.map((hour) => cell(hour, { y, height, axis, isWide }, words.chart.hour(hour))),
      ]);
    }),
    hourLabels(axis, bottom),
    key(axis, bottom + AXIS_LABELS + 4, words.chart.heatMapKey),
  );
}

interface CellPlace {
  readonly y: number;
  readonly height: number;
  readonly axis: HourAxis;
  readonly isWide: boolean;
}

/** Whoever doesn't see the colour reads the percentage's sign or, on a phone, which way a triangle points. */
function cell(hour: HourView, { y, height, axis, isWide }: CellPlace, text: string): Markup {
  const step = stepOf(hour);
  const x = axis.start(hour.hour);
  const isUnknown = hour.today === null || hour.expected === null;
  const shape = { x, y, width: axis.step, height };
  const middle = { x: x + axis.step / 2, y: y + height / 2 };
  return element(
    'g',
    {},
    element('title', {}, written(text)),
    element('rect', { class: isUnknown ? 'cell' : `cell ${classOf(step)}`, ...shape }),
    isUnknown ? label('·', { ...middle, y: middle.y + 4, anchor: 'middle' }, 'quiet') : NOTHING,
    step === 0 ? NOTHING : mark(hour, step, middle, isWide),
  );
}

function mark(hour: HourView, step: number, { x, y }: { x: number; y: number }, isWide: boolean): Markup {
  const ink = `on-step-${Math.abs(step)}`;
  if (isWide) return label(percent(hour), { x, y: y + 4, anchor: 'middle' }, `small ${ink}`);
  const tip = step < 0 ? 3 : -3;
  return element('path', { class: ink, d: `M${tenths(x - 3.5)} ${tenths(y - tip)}h7l-3.5 ${2 * tip}z` });
}

function key(axis: HourAxis, y: number, { below, above }: Readonly<Record<'below' | 'above', string>>): Markup {
  const cells = [-3, -2, -1, 0, 1, 2, 3].map((step, i) =>
    element('rect', { class: `cell ${classOf(step)}`, x: axis.left + 60 + i * 16, y, width: 16, height: 12 }),
  );
  return together([
    label(below, { x: axis.left + 54, y: y + 10, anchor: 'end' }, 'quiet'),
    ...cells,
    label(above, { x: axis.left + 60 + 7 * 16 + 6, y: y + 10 }, 'quiet'),
  ]);
}

/** -3 far below … 0 usual … 3 far above; 0 where it isn't known. A detector with hour rules of its own is taken at its word. */
function stepOf({ z, severity, deviationPercent }: HourView): number {
  const step = severity === null ? STEPS.filter((from) => Math.abs(z ?? 0) >= from).length : SEVERITY_STEP[severity];
  return (severity === null ? (z ?? 0) : (deviationPercent ?? 0)) < 0 ? -step : step;
}

const SEVERITY_STEP: Readonly<Record<Severity, number>> = { P1: 3, P2: 3, P3: 2, P4: 1, P5: 0 };

function classOf(step: number): string {
  if (step === 0) return 'usual';
  return step < 0 ? `below-${-step}` : `above-${step}`;
}

/** What a narrow cell has room for: `-93`, `+62` percent, and from twice as many on the multiple, `4x`. */
function percent({ deviationPercent }: HourView): string {
  if (deviationPercent === null) return '';
  if (deviationPercent >= DOUBLE) return `${Math.round(deviationPercent / 100 + 1)}x`;
  return change(deviationPercent).replace('%', '');
}

const DOUBLE = 100;
