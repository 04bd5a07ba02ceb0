// Many checkout-days beside each other, each small, all read the same way: which of them looks unlike the others?

import { shortened } from '../../notify/plain-text.ts';
import type { DayView, HourView } from '../day-view.ts';
import { standing } from '../day-view.ts';
import { element, type Markup, NOTHING, together, written } from '../markup.ts';
import type { RowName } from './day-rows.ts';
import { type ChartOptions, label, picture, textWidth, WIDE_FROM } from './frame.ts';
import { hourAxis, hourLabels } from './hour-axis.ts';
import { differences, type SalesPlot, salesLine, salesScale, shade, usualBand } from './sales-plot.ts';
import { LABEL_WIDTH, severityLabel } from './severity-label.ts';

export interface SmallMultiplesOptions extends ChartOptions {
  /** `shared`: heights compare between days of one checkout. `own`: shapes compare between large and small checkouts. */
  readonly scale: 'shared' | 'own';
}

const COLUMNS = { wide: 4, narrow: 2 };
const GAP = 18;
const NAME = 20;
const PLOT_HEIGHT = 74;
const AXIS_LABELS = 24;
const SCALE_WIDTH = 24;

export function smallMultiples(views: readonly DayView[], name: RowName, options: SmallMultiplesOptions): Markup {
  const { width, id, words, scale } = options;
  const columns = width >= WIDE_FROM ? COLUMNS.wide : COLUMNS.narrow;
  const cellWidth = (width - GAP * (columns - 1)) / columns;
  const cellHeight = NAME + PLOT_HEIGHT + AXIS_LABELS + 6;
  const rows = Math.ceil(views.length / columns);
  const wrong = views.filter((view) => standing(view).length > 0);
  const told = wrong.map((view) => {
    const incidents = standing(view).map(
      ({ incident, found }) => `${incident.severity} ${words.chart.incident(found)}`,
    );
    return `${name(view)}: ${incidents.join(', ')}`;
  });
  return picture(
    {
      width,
      height: rows * cellHeight,
      id,
      title: words.chart.multiplesTitle(views.length),
      description: words.chart.multiplesDescription(told),
    },
    ...views.map((view, i) => {
      const left = (i % columns) * (cellWidth + GAP);
      const top = Math.floor(i / columns) * cellHeight + NAME;
      const bottom = top + PLOT_HEIGHT;
      const y = salesScale(scale === 'shared' ? views : [view], seenAndUsual, top, bottom);
      const plot: SalesPlot = { axis: hourAxis(left + SCALE_WIDTH, left + cellWidth), top, bottom, y };
      return one(view, plot, name(view), `${id}-${i}`);
    }),
  );
}

function seenAndUsual({ today, high }: HourView): readonly (number | null)[] {
  return [today, high];
}

/** One day: its name with the worst severity, the usual range, what was seen, and how high the scale goes. */
function one(view: DayView, plot: SalesPlot, name: string, id: string): Markup {
  const { axis, top, bottom, y } = plot;
  const left = axis.left - SCALE_WIDTH;
  const worst = standing(view)[0]?.incident.severity;
  const room = axis.right - left - (worst ? LABEL_WIDTH + 6 : 0);
  const most = y.domain()[1] ?? 0;
  return element(
    'g',
    {},
    element('title', {}, written(name)),
    worst ? severityLabel(worst, left, top - NAME + 1) : NOTHING,
    label(shortened(name, Math.floor(room / textWidth('m'))), { x: axis.right - room, y: top - NAME + 12 }, 'strong'),
    together(standing(view).map((own) => shade(own, plot))),
    element('path', { class: 'rule', d: `M${axis.left} ${top}H${axis.right}` }),
    element('path', { class: 'base', d: `M${axis.left} ${bottom}H${axis.right}` }),
    label(String(most), { x: axis.left - 4, y: top + 8, anchor: 'end' }, 'quiet'),
    label('0', { x: axis.left - 4, y: bottom + 1, anchor: 'end' }, 'quiet'),
    usualBand(view, plot),
    differences(view, plot, id),
    salesLine(view, plot, ({ today }) => today, 'seen slim'),
    hourLabels(axis, bottom),
  );
}
