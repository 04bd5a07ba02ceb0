// One checkout-day: what was sold beside what was expected and the four references, incidents shaded, what was lost filled.
import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { hourRanges } from '../../incident/hour-ranges.ts';
import { isData, isSales } from '../../incident/incident.ts';
import { HOURS_A_DAY, REFERENCES, type Reference } from '../../intake/checkout-day.ts';
import {
  type DayView,
  type HourView,
  type IncidentOnDay,
  isDayOver,
  standing,
  totals,
  unknownHours,
} from '../day-view.ts';
import { element, type Markup, NOTHING, together, written } from '../markup.ts';
import type { ReportWords } from '../report-words.ts';
import { label, picture, rowsApart, spread, textWidth, WIDE_FROM, within } from './frame.ts';
import { type HourAxis, hourAxis, hourLabels } from './hour-axis.ts';
import { LABEL_HEIGHT, LABEL_WIDTH, severityLabel } from './severity-label.ts';

export interface ChartOptions {
  /** In CSS pixels, at which the picture is to be seen: below `WIDE_FROM` it is laid out for a phone. */
  readonly width: number;
  /** Begins the ids inside: different for every picture on a page. */
  readonly id: string;
  readonly words: ReportWords;
}

/** Classes of the references in the stylesheet. */
const REFERENCE_CLASS: Readonly<Record<Reference, string>> = {
  yesterday: 'yesterday',
  same_day_last_week: 'same-day',
  avg_last_week: 'week',
  avg_last_month: 'month',
};

const PLOT_HEIGHT = { wide: 252, narrow: 190 };
const LABEL_ROW = 20;
const AXIS_TITLE = 18;
const AXIS_LABELS = 24;
const KEY_ROW = 18;
const KEY_COLUMNS = 2;
const BESIDE_LINES = 154;

/** The chart of one day, `width` pixels wide; its classes are in `CHART_STYLE`. */
export function dayChart(view: DayView, { width, id, words }: ChartOptions): Markup {
  const isWide = width >= WIDE_FROM;
  const axis = hourAxis(isWide ? 42 : 30, width - (isWide ? BESIDE_LINES : 8));
  const labels = incidentLabels(view, axis, words);
  const rows = labels.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const top = AXIS_TITLE + rows * LABEL_ROW + 4;
  const bottom = top + (isWide ? PLOT_HEIGHT.wide : PLOT_HEIGHT.narrow);
  const plot: Plot = { axis, top, bottom, y: salesScale(view, top, bottom), id };
  const key = isWide ? besideLines(view, plot, words) : keyBelow(view, plot, words);
  const height = bottom + AXIS_LABELS + (isWide ? 0 : key.height);
  return picture(
    {
      width,
      height,
      id,
      title: words.chart.dayTitle(view.checkout, words.date(view.date)),
      description: described(view, words),
    },
    label(words.chart.salesPerHour, { x: axis.left - (isWide ? 34 : 26), y: 12 }, 'quiet'),
    ground(view, plot, words),
    together(standing(view).map((own) => shade(own, plot))),
    salesAxis(plot),
    hourLabels(axis, bottom),
    together(lines(view, plot)),
    together(standing(view).map((own, i) => difference(own, view, plot, i))),
    expectedLine(view, plot),
    seenLine(view, plot),
    together(labels.map((placed) => incidentLabel(placed))),
    key.markup,
    together(view.hours.map((hour) => tip(hour, plot, words))),
  );
}

interface Plot {
  readonly axis: HourAxis;
  readonly top: number;
  readonly bottom: number;
  /** Pixels of a number of sales. */
  readonly y: SalesScale;
  readonly id: string;
}

type SalesScale = ReturnType<typeof salesScale>;

/** From zero, so that half as high is half as many. */
function salesScale({ hours }: DayView, top: number, bottom: number) {
  const heights = hours.flatMap(({ today, high, references }) => [today, high, ...Object.values(references)]);
  const most = Math.max(1, ...heights.filter((height) => height !== null));
  return scaleLinear([0, most], [bottom, top]).nice(4);
}

function salesAxis({ axis, y, bottom }: Plot): Markup {
  const ticks = y.ticks(4).filter(Number.isInteger);
  return together([
    ...ticks.map((sales) =>
      together([
        element('path', { class: sales === 0 ? 'base' : 'rule', d: `M${axis.left} ${at(y(sales))}H${axis.right}` }),
        label(String(sales), { x: axis.left - 6, y: y(sales) + 4, anchor: 'end' }, 'quiet'),
      ]),
    ),
    ticks.includes(0) ? NOTHING : element('path', { class: 'base', d: `M${axis.left} ${bottom}H${axis.right}` }),
  ]);
}

/** Closed hours, hours without a count, and the part of the day that isn't over. */
function ground(view: DayView, plot: Plot, words: ReportWords): Markup {
  const { axis, top, bottom } = plot;
  const column = (hour: number, classes: string) =>
    element('rect', { class: classes, x: axis.start(hour), y: top, width: axis.step, height: bottom - top });
  const unknown = unknownHours(view);
  const rest = axis.right - axis.start(view.finalHours);
  const isTold = !isDayOver(view) && rest > textWidth(words.chart.notOver);
  return together([
    ...view.closedHours.map((hour) => column(hour, 'closed')),
    unknown.length === 0
      ? NOTHING
      : element('path', { class: 'hatch', d: unknown.map((hour) => hatched(hour, plot)).join('') }),
    isTold
      ? label(words.chart.notOver, { x: axis.right - rest / 2, y: (top + bottom) / 2, anchor: 'middle' }, 'quiet')
      : NOTHING,
  ]);
}

const HATCH_STEP = 8;

/** Slanted strokes over an hour's column. */
function hatched(hour: number, { axis, top, bottom }: Plot): string {
  const strokes = Array.from({ length: Math.floor((bottom - top) / HATCH_STEP) }, (_, i) => top + i * HATCH_STEP);
  return strokes.map((y) => `M${at(axis.start(hour))} ${at(y + HATCH_STEP)}l${at(axis.step)} ${-HATCH_STEP}`).join('');
}

function shade({ incident, found }: IncidentOnDay, { axis, top, bottom }: Plot): Markup {
  if (isData(found) && found.cause !== 'gap') return NOTHING;
  const x = axis.start(found.startHour);
  const width = axis.start(found.endHour + 1) - x;
  return element('rect', { class: `shade ${incident.severity}`, x, y: top, width, height: bottom - top });
}

function lines({ hours }: DayView, { axis, y }: Plot): readonly Markup[] {
  const band = area<HourView>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(({ hour }) => axis.middle(hour))
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0))
    .curve(curveMonotoneX)
    .digits(1);
  const of = (reference: Reference) => curve(plotted(hours, axis, y, (hour) => hour.references[reference]));
  return [
    element('path', { class: 'band', d: band(hours) }),
    ...REFERENCES.map((reference) =>
      element('path', { class: `line ${REFERENCE_CLASS[reference]}`, d: of(reference) }),
    ),
  ];
}

function expectedLine({ hours }: DayView, { axis, y }: Plot): Markup {
  return element('path', { class: 'line expected', d: curve(plotted(hours, axis, y, ({ expected }) => expected)) });
}

function seenLine(view: DayView, { axis, y }: Plot): Markup {
  const points = plotted(view.hours, axis, y, ({ today }) => today);
  const alarming = (hour: number) =>
    standing(view).find(({ found }) => isSales(found) && found.kind !== 'level' && isIn(found, hour))?.incident
      .severity;
  return together([
    element('path', { class: 'line seen', d: curve(points) }),
    ...points.flatMap((point, hour) => {
      if (point === null) return [];
      const severity = alarming(hour);
      const [cx, cy] = point;
      return [element('circle', { class: severity ? `${severity} ring` : 'dot', cx, cy, r: severity ? 5 : 2.25 })];
    }),
  ]);
}

/** What lies between expected and seen within the window: the sales that were lost, or came on top. */
function difference(
  { found }: IncidentOnDay,
  { hours }: DayView,
  { axis, y, top, bottom, id }: Plot,
  i: number,
): Markup {
  if (!isSales(found)) return NOTHING;
  const clip = `${id}-window-${i}`;
  const between = area<HourView>()
    .defined(({ today, expected }) => today !== null && expected !== null)
    .x(({ hour }) => axis.middle(hour))
    .y0(({ today }) => y(today ?? 0))
    .y1(({ expected }) => y(expected ?? 0))
    .curve(curveMonotoneX)
    .digits(1);
  const x = axis.start(found.startHour);
  const window = element('rect', { x, y: top, width: axis.start(found.endHour + 1) - x, height: bottom - top });
  return together([
    element('clipPath', { id: clip }, window),
    element('path', {
      class: found.expectedLost < 0 ? 'extra' : 'lost',
      'clip-path': `url(#${clip})`,
      d: between(hours),
    }),
  ]);
}

interface PlacedLabel {
  readonly own: IncidentOnDay;
  readonly text: string;
  readonly x: number;
  readonly row: number;
}

function incidentLabels(view: DayView, axis: HourAxis, words: ReportWords): readonly PlacedLabel[] {
  const told = standing(view)
    .filter(({ found }) => isSales(found) || found.cause === 'gap')
    .sort((a, b) => a.found.startHour - b.found.startHour)
    .map((own) => {
      const text = words.chart.incident(own.found);
      const centre = (axis.start(own.found.startHour) + axis.start(own.found.endHour + 1)) / 2;
      return { own, text, extent: within(centre, LABEL_WIDTH + 5 + textWidth(text), axis.left - 26, axis.right) };
    });
  const rows = rowsApart(
    told.map(({ extent }) => extent),
    10,
  );
  return told.map(({ own, text, extent }, i) => ({ own, text, x: extent.from, row: rows[i] ?? 0 }));
}

function incidentLabel({ own, text, x, row }: PlacedLabel): Markup {
  const y = AXIS_TITLE + row * LABEL_ROW;
  return together([
    severityLabel(own.incident.severity, x, y),
    label(text, { x: x + LABEL_WIDTH + 5, y: y + LABEL_HEIGHT - 4 }, 'strong'),
  ]);
}

interface Key {
  readonly markup: Markup;
  readonly height: number;
}

interface KeyEntry {
  readonly text: string;
  readonly classes: string;
  /** The last known value; null where the line isn't drawn. */
  readonly last: { readonly hour: number; readonly sales: number } | null;
}

function keyEntries({ hours }: DayView, { chart }: ReportWords): readonly KeyEntry[] {
  const last = (of: (hour: HourView) => number | null) => {
    const hour = hours.findLast((one) => of(one) !== null);
    return hour ? { hour: hour.hour, sales: of(hour) ?? 0 } : null;
  };
  return [
    { text: chart.seen, classes: 'seen', last: last(({ today }) => today) },
    { text: chart.expected, classes: 'expected', last: last(({ expected }) => expected) },
    ...REFERENCES.map((reference) => ({
      text: chart.references[reference],
      classes: REFERENCE_CLASS[reference],
      last: last((hour) => hour.references[reference]),
    })),
  ].filter((entry) => entry.last !== null);
}

/** Each line's name where it ends, moved apart where they end close together. */
function besideLines(view: DayView, { axis, y, top, bottom }: Plot, words: ReportWords): Key {
  const entries = keyEntries(view, words);
  const wanted = entries.map(({ last }) => y(last?.sales ?? 0));
  const placed = spread(wanted, 15, top + 8, bottom - 4);
  const markup = entries.map(({ text, classes, last }, i) => {
    const [x, from, to] = [axis.middle(last?.hour ?? HOURS_A_DAY - 1) + 5, wanted[i] ?? 0, placed[i] ?? 0];
    return together([
      element('path', { class: 'rule', d: `M${at(x)} ${at(from)}L${axis.right + 8} ${at(to)}` }),
      element('path', { class: `line ${classes}`, d: `M${axis.right + 9} ${at(to)}h14` }),
      label(text, { x: axis.right + 28, y: to + 4 }, classes === 'seen' ? 'strong' : classes),
    ]);
  });
  return { markup: together(markup), height: 0 };
}

/** On a phone there is no room beside the lines: a key of two columns, with the lines as they are drawn. */
function keyBelow(view: DayView, { axis, bottom }: Plot, words: ReportWords): Key {
  const entries = keyEntries(view, words);
  const top = bottom + AXIS_LABELS + 12;
  const columnWidth = (axis.right - axis.left + 20) / KEY_COLUMNS;
  const markup = entries.map(({ text, classes }, i) => {
    const x = axis.left - 20 + (i % KEY_COLUMNS) * columnWidth;
    const y = top + Math.floor(i / KEY_COLUMNS) * KEY_ROW;
    return together([
      element('path', { class: `line ${classes}`, d: `M${at(x)} ${y}h22` }),
      label(text, { x: x + 28, y: y + 4 }, classes === 'seen' ? 'strong' : classes),
    ]);
  });
  return { markup: together(markup), height: Math.ceil(entries.length / KEY_COLUMNS) * KEY_ROW + 8 };
}

/** What a pointer over an hour's column is told. */
function tip(hour: HourView, { axis, top, bottom }: Plot, words: ReportWords): Markup {
  const place = { x: axis.start(hour.hour), y: top, width: axis.step, height: bottom - top };
  return element('rect', { class: 'hour', ...place }, element('title', {}, written(words.chart.hour(hour))));
}

function described(view: DayView, words: ReportWords): string {
  const unknown = unknownHours(view);
  return words.chart.dayDescription({
    ...totals(view),
    incidents: standing(view).map(({ incident, found }) => `${incident.severity} ${words.chart.incident(found)}`),
    unknown: unknown.length === 0 ? null : hourRanges(unknown),
  });
}

type Point = readonly [x: number, y: number];

function plotted(
  hours: readonly HourView[],
  axis: HourAxis,
  y: SalesScale,
  of: (hour: HourView) => number | null,
): readonly (Point | null)[] {
  return hours.map((hour) => {
    const sales = of(hour);
    return sales === null ? null : [axis.middle(hour.hour), y(sales)];
  });
}

/** A line through the points that are known, monotone between them: it never shows more or less than was counted. */
function curve(points: readonly (Point | null)[]): string | null {
  const path = line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => point?.[0] ?? 0)
    .y((point) => point?.[1] ?? 0)
    .curve(curveMonotoneX)
    .digits(1);
  return path(points);
}

function isIn({ startHour, endHour }: { readonly startHour: number; readonly endHour: number }, hour: number): boolean {
  return startHour <= hour && hour <= endHour;
}

function at(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}
