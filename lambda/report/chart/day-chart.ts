// One checkout-day: what was sold beside what was expected and the four references, incidents shaded, what was lost filled.
import { hourRanges } from '../../incident/hour-ranges.ts';
import { isData, isSales } from '../../incident/incident.ts';
import { REFERENCES } from '../../intake/checkout-day.ts';
import {
  type DayView,
  type HourView,
  type IncidentOnDay,
  isDayOver,
  standing,
  totals,
  unknownHours,
} from '../day-view.ts';
import { element, type Markup, NOTHING, tenths, together, written } from '../markup.ts';
import type { ReportWords } from '../report-words.ts';
import { type ChartOptions, label, picture, rowsApart, textWidth, WIDE_FROM, within } from './frame.ts';
import { type HourAxis, hourAxis, hourLabels } from './hour-axis.ts';
import { BESIDE_LINES, keyBelow, keyBesideLines, keyHeight, REFERENCE_CLASS } from './line-key.ts';
import { differences, type SalesPlot, salesAxis, salesLine, salesScale, shade, usualBand } from './sales-plot.ts';
import { LABEL_HEIGHT, LABEL_WIDTH, severityLabel } from './severity-label.ts';

const PLOT_HEIGHT = { wide: 252, narrow: 190 };
const LABEL_ROW = 20;
const AXIS_TITLE = 18;
const AXIS_LABELS = 24;

/** The chart of one day, `width` CSS pixels wide; the rules for its classes are `CHART_STYLE`. */
export function dayChart(view: DayView, { width, id, words }: ChartOptions): Markup {
  const isWide = width >= WIDE_FROM;
  const axis = hourAxis(isWide ? 42 : 30, width - (isWide ? BESIDE_LINES : 8));
  const labels = incidentLabels(view, axis, words);
  const top = AXIS_TITLE + 4 + LABEL_ROW * labels.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
  const bottom = top + (isWide ? PLOT_HEIGHT.wide : PLOT_HEIGHT.narrow);
  const plot: SalesPlot = { axis, top, bottom, y: salesScale([view], everyLine, top, bottom) };
  const below = bottom + AXIS_LABELS;
  const title = words.chart.dayTitle(view.checkout, words.dateInFull(view.date));
  return picture(
    { width, height: below + (isWide ? 0 : keyHeight(view, words)), id, title, description: described(view, words) },
    label(words.chart.salesPerHour, { x: isWide ? 8 : 4, y: 12 }, 'quiet'),
    ground(view, plot, words),
    ...standing(view).map((own) => shade(own, plot)),
    salesAxis(plot),
    hourLabels(axis, bottom),
    usualBand(view, plot),
    ...REFERENCES.map((name) => salesLine(view, plot, ({ references }) => references[name], REFERENCE_CLASS[name])),
    differences(view, plot, id),
    salesLine(view, plot, ({ expected }) => expected, 'expected'),
    salesLine(view, plot, ({ today }) => today, 'seen'),
    seenDots(view, plot),
    ...labels.map(incidentLabel),
    isWide ? keyBesideLines(view, plot, words) : keyBelow(view, plot, below, words),
    ...view.hours.map((hour) => tip(hour, plot, words)),
  );
}

function everyLine({ today, expected, high, references }: HourView): readonly (number | null)[] {
  return [today, expected, high, ...Object.values(references)];
}

/** Closed hours, hours without a count, and the part of the day that isn't over. */
function ground(view: DayView, plot: SalesPlot, words: ReportWords): Markup {
  const { axis, top, bottom } = plot;
  const closed = view.closedHours.map((hour) =>
    element('rect', { class: 'closed', x: axis.start(hour), y: top, width: axis.step, height: bottom - top }),
  );
  const unknown = unknownHours(view).map((hour) => hatching(hour, plot));
  const left = axis.start(view.finalHours);
  const isTold = !isDayOver(view) && axis.right - left > textWidth(words.chart.notOver);
  const middle = { x: (left + axis.right) / 2, y: top + 14, anchor: 'middle' as const };
  return together([
    ...closed,
    unknown.length === 0 ? NOTHING : element('path', { class: 'hatch', d: unknown.join('') }),
    isTold ? label(words.chart.notOver, middle, 'quiet') : NOTHING,
  ]);
}

const HATCH_STEP = 8;

/** Slanted strokes over an hour's column: we are blind there. */
function hatching(hour: number, { axis, top, bottom }: SalesPlot): string {
  const strokes = Array.from({ length: Math.floor((bottom - top) / HATCH_STEP) }, (_, i) => top + (i + 1) * HATCH_STEP);
  const x = tenths(axis.start(hour));
  return strokes.map((y) => `M${x} ${tenths(y)}l${tenths(axis.step)} ${-HATCH_STEP}`).join('');
}

/** A dot an hour, larger and in the severity's colour where the hour is part of an incident. */
function seenDots(view: DayView, { axis, y }: SalesPlot): Markup {
  const severityAt = (hour: number) =>
    standing(view).find(({ found }) => isWindow(found) && found.startHour <= hour && hour <= found.endHour)?.incident
      .severity;
  const dots = view.hours.flatMap(({ hour, today }) => {
    if (today === null) return [];
    const severity = severityAt(hour);
    const place = { cx: axis.middle(hour), cy: y(today), r: severity ? 5 : 2.25 };
    return [element('circle', { class: severity ? `${severity} ring` : 'dot', ...place })];
  });
  return together(dots);
}

/** A level is about the day as a whole: none of its hours stands out. */
function isWindow(found: IncidentOnDay['found']): boolean {
  return isSales(found) && found.kind !== 'level';
}

interface PlacedLabel {
  readonly own: IncidentOnDay;
  readonly text: string;
  readonly x: number;
  readonly row: number;
}

/** Above its window, or as near as the picture allows; in rows where windows are close to each other. */
function incidentLabels(view: DayView, axis: HourAxis, words: ReportWords): readonly PlacedLabel[] {
  const told = standing(view)
    .filter(({ found }) => !isData(found) || found.cause === 'gap')
    .sort((a, b) => a.found.startHour - b.found.startHour)
    .map((own) => {
      const text = words.chart.incident(own.found);
      const middle = (axis.start(own.found.startHour) + axis.start(own.found.endHour + 1)) / 2;
      return { own, text, extent: within(middle, LABEL_WIDTH + 5 + textWidth(text), axis.left - 26, axis.right) };
    });
  const extents = told.map(({ extent }) => extent);
  const rows = rowsApart(extents, 10);
  return told.map(({ own, text, extent }, i) => ({ own, text, x: extent.from, row: rows[i] ?? 0 }));
}

function incidentLabel({ own, text, x, row }: PlacedLabel): Markup {
  const y = AXIS_TITLE + row * LABEL_ROW;
  return together([
    severityLabel(own.incident.severity, x, y),
    label(text, { x: x + LABEL_WIDTH + 5, y: y + LABEL_HEIGHT - 4 }, 'strong'),
  ]);
}

/** What a pointer over an hour's column is told. */
function tip(hour: HourView, { axis, top, bottom }: SalesPlot, words: ReportWords): Markup {
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
