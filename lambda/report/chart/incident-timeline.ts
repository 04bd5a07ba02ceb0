// Incidents across the hours of a day, a row a checkout or a date: where they fell together, and how bad they were.
import { hourRange } from '../../incident/hour-ranges.ts';
import type { DayView, IncidentOnDay } from '../day-view.ts';
import { element, type Markup, tenths, together, written } from '../markup.ts';
import { type RowName, rowLayout } from './day-rows.ts';
import { type ChartOptions, label, picture, rowsApart } from './frame.ts';
import { type HourAxis, hourLabels } from './hour-axis.ts';
import { LABEL_WIDTH } from './severity-label.ts';

/** One row; `IncidentOnDay` needs no readings, so that a fleet can be shown by its incidents alone. */
export type TimelineRow = Pick<DayView, 'checkout' | 'date' | 'incidents'>;

const BAR = 16;
const LANE = 20;
const ROW_GAP = 8;
const TOP = 6;
const AXIS_LABELS = 24;

/** Retracted incidents aren't drawn. Holes in the data are outlined, sales filled. */
export function incidentTimeline(
  rows: readonly TimelineRow[],
  name: RowName,
  { width, id, words }: ChartOptions,
): Markup {
  const { axis, shortName } = rowLayout(width);
  let y = TOP;
  const drawn = rows.map((row) => {
    const bars = laidOut(row, axis);
    const height = LANE * Math.max(1, ...bars.map(({ lane }) => lane + 1));
    const top = y;
    y += height + ROW_GAP;
    return together([
      element('path', { class: 'rule', d: `M${axis.left} ${tenths(top + height + ROW_GAP / 2)}H${axis.right}` }),
      label(shortName(name(row)), { x: axis.left - 8, y: top + 12, anchor: 'end' }),
      ...bars.map((bar) => barMarkup(bar, top, axis, words.chart.incident(bar.own.found))),
    ]);
  });
  const all = rows.flatMap((row) => laidOut(row, axis).map(({ own }) => ({ row, own })));
  const told = all.map(
    ({ row, own }) => `${name(row)}: ${own.incident.severity} ${hourRange(own.found.startHour, own.found.endHour)}`,
  );
  return picture(
    {
      width,
      height: y + AXIS_LABELS,
      id,
      title: words.chart.timelineTitle,
      description: words.chart.timelineDescription(told),
    },
    ...drawn,
    hourLabels(axis, y),
  );
}

interface Bar {
  readonly own: IncidentOnDay;
  readonly lane: number;
  readonly x: number;
  readonly width: number;
}

/** Bars from left to right, in lanes where they overlap; none is narrower than its severity's name. */
function laidOut({ incidents }: TimelineRow, axis: HourAxis): readonly Bar[] {
  const placed = incidents
    .filter(({ incident }) => incident.status !== 'retracted')
    .sort((a, b) => a.found.startHour - b.found.startHour)
    .map((own) => {
      const x = axis.start(own.found.startHour);
      const width = Math.max(axis.start(own.found.endHour + 1) - x, LABEL_WIDTH);
      const from = Math.min(x, axis.right - width);
      return { own, from, to: from + width };
    });
  const lanes = rowsApart(placed, 1);
  return placed.map(({ own, from, to }, i) => ({ own, x: from, width: to - from, lane: lanes[i] ?? 0 }));
}

function barMarkup({ own, lane, x, width }: Bar, rowTop: number, axis: HourAxis, text: string): Markup {
  const { severity } = own.incident;
  const y = rowTop + lane * LANE;
  const isHole = own.found.kind === 'data';
  const shape = { x: x + 0.5, y: y + 0.5, width: width - 1, height: BAR - 1, rx: 3 };
  const middle = { x: Math.min(x + width / 2, axis.right - LABEL_WIDTH / 2), y: y + 12, anchor: 'middle' as const };
  return element(
    'g',
    {},
    element('title', {}, written(`${severity} ${text}`)),
    element('rect', { class: isHole ? `hole hole-${severity}` : severity, ...shape }),
    label(severity, middle, isHole ? 'strong' : `strong on-${severity}`),
  );
}
