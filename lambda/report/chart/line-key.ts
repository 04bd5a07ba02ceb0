// The names of a day's lines: each where its line ends, or, where a phone has no room for that, below the picture.
import { REFERENCES, type Reference } from '../../intake/checkout-day.ts';
import type { DayView, HourView } from '../day-view.ts';
import { element, type Markup, tenths, together } from '../markup.ts';
import type { ReportWords } from '../report-words.ts';
import { label, spread } from './frame.ts';
import type { SalesPlot } from './sales-plot.ts';

/** Classes of the references in the stylesheet. */
export const REFERENCE_CLASS: Readonly<Record<Reference, string>> = {
  yesterday: 'yesterday',
  same_day_last_week: 'same-day',
  avg_last_week: 'week',
  avg_last_month: 'month',
};

/** Room that names beside the lines need, in pixels. */
export const BESIDE_LINES = 154;

const NAME_GAP = 15;
const SAMPLE = 14;
const ROW = 18;
const COLUMNS = 2;

interface Entry {
  readonly name: string;
  readonly classes: string;
  /** Where the line ends. */
  readonly hour: number;
  readonly sales: number;
}

/** Each line's name where it ends, moved apart where lines end close together. */
export function keyBesideLines(view: DayView, { axis, y, top, bottom }: SalesPlot, words: ReportWords): Markup {
  const entries = entriesOf(view, words);
  const ends = entries.map(({ sales }) => y(sales));
  const names = spread(ends, NAME_GAP, top + 8, bottom - 4);
  return together(
    entries.map(({ name, classes, hour }, i) => {
      const [x, from, to] = [axis.middle(hour) + 5, ends[i] ?? 0, names[i] ?? 0];
      return together([
        element('path', { class: 'rule', d: `M${tenths(x)} ${tenths(from)}L${axis.right + 8} ${tenths(to)}` }),
        element('path', { class: `line ${classes}`, d: `M${axis.right + 9} ${tenths(to)}h${SAMPLE}` }),
        label(name, { x: axis.right + 14 + SAMPLE, y: to + 4 }, classes === 'seen' ? 'strong' : classes),
      ]);
    }),
  );
}

/** Two columns of names with a piece of their lines. @param top of the first row */
export function keyBelow(view: DayView, { axis }: SalesPlot, top: number, words: ReportWords): Markup {
  const left = axis.left - 20;
  const columnWidth = (axis.right - left) / COLUMNS;
  return together(
    entriesOf(view, words).map(({ name, classes }, i) => {
      const x = left + (i % COLUMNS) * columnWidth;
      const y = top + 10 + Math.floor(i / COLUMNS) * ROW;
      return together([
        element('path', { class: `line ${classes}`, d: `M${tenths(x)} ${y}h22` }),
        label(name, { x: x + 28, y: y + 4 }, classes === 'seen' ? 'strong' : classes),
      ]);
    }),
  );
}

/** Height of the key below, in pixels. */
export function keyHeight(view: DayView, words: ReportWords): number {
  return Math.ceil(entriesOf(view, words).length / COLUMNS) * ROW + 6;
}

function entriesOf({ hours }: DayView, { chart, names }: ReportWords): readonly Entry[] {
  const entry = (name: string, classes: string, of: (hour: HourView) => number | null): readonly Entry[] => {
    const last = hours.findLast((hour) => of(hour) !== null);
    return last ? [{ name, classes, hour: last.hour, sales: of(last) ?? 0 }] : [];
  };
  return [
    ...entry(names.seen, 'seen', ({ today }) => today),
    ...entry(names.expected, 'expected', ({ expected }) => expected),
    ...REFERENCES.flatMap((reference) =>
      entry(chart.references[reference], REFERENCE_CLASS[reference], ({ references }) => references[reference]),
    ),
  ];
}
