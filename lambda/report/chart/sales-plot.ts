// Sales over the hours of a day: the scale from zero, its axis, and lines and areas over the hours that are known.
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { type DayView, type HourView, type IncidentOnDay, standing } from '../day-view.ts';
import { element, type Markup, NOTHING, tenths, together } from '../markup.ts';
import { label } from './frame.ts';
import type { HourAxis } from './hour-axis.ts';

/** Where a plot lies in its picture, in pixels. */
export interface SalesPlot {
  readonly axis: HourAxis;
  readonly top: number;
  readonly bottom: number;
  readonly y: SalesScale;
}

type SalesScale = ScaleLinear<number, number>;

/** From zero, so that half as high is half as many; `columns` says which numbers must have room. */
export function salesScale(
  views: readonly DayView[],
  columns: (hour: HourView) => readonly (number | null)[],
  top: number,
  bottom: number,
): SalesScale {
  const heights = views.flatMap(({ hours }) => hours.flatMap(columns)).filter((height) => height !== null);
  return scaleLinear([0, Math.max(1, ...heights)], [bottom, top]).nice(4);
}

/** Lines at round numbers of sales, the numbers at their left, and the base. */
export function salesAxis({ axis, y, bottom }: SalesPlot): Markup {
  const ticks = y.ticks(4).filter((sales) => Number.isInteger(sales) && sales > 0);
  return together([
    ...ticks.map((sales) => element('path', { class: 'rule', d: `M${axis.left} ${tenths(y(sales))}H${axis.right}` })),
    element('path', { class: 'base', d: `M${axis.left} ${bottom}H${axis.right}` }),
    ...[0, ...ticks].map((sales) =>
      label(String(sales), { x: axis.left - 6, y: y(sales) + 4, anchor: 'end' }, 'quiet'),
    ),
  ]);
}

/**
 * A line through the hours of which `of` is known, monotone between them: it never shows more or less than was counted.
 *
 * @param classes one of the stylesheet's line classes
 */
export function salesLine(
  { hours }: DayView,
  { axis, y }: SalesPlot,
  of: (hour: HourView) => number | null,
  classes: string,
): Markup {
  const path = line<HourView>()
    .defined((hour) => of(hour) !== null)
    .x(({ hour }) => axis.middle(hour))
    .y((hour) => y(of(hour) ?? 0))
    .curve(curveMonotoneX)
    .digits(1);
  return element('path', { class: `line ${classes}`, d: path(hours) });
}

/** The range in which an ordinary hour lies. */
export function usualBand(view: DayView, plot: SalesPlot): Markup {
  return element('path', { class: 'band', d: between(view, plot, ['low', 'high']) });
}

/** The columns of an incident's hours, shaded in its severity; what is about the whole day shades none of it. */
export function shade({ incident, found }: IncidentOnDay, { axis, top, bottom }: SalesPlot): Markup {
  if (found.kind === 'level' || (found.kind === 'data' && found.cause !== 'gap')) return NOTHING;
  const x = axis.start(found.startHour);
  const width = axis.start(found.endHour + 1) - x;
  return element('rect', { class: `shade ${incident.severity}`, x, y: top, width, height: bottom - top });
}

/**
 * What lies between expected and seen within each incident's hours: the sales that were lost, or came on top.
 *
 * @param id begins the ids of the shapes that cut it
 */
export function differences(view: DayView, plot: SalesPlot, id: string): Markup {
  const { axis, top, bottom } = plot;
  const shape = between(view, plot, ['today', 'expected']);
  return together(
    standing(view).map(({ found }, i) => {
      if (found.kind === 'data') return NOTHING;
      const x = axis.start(found.startHour);
      const window = { x, y: top, width: axis.start(found.endHour + 1) - x, height: bottom - top };
      const clip = `${id}-window-${i}`;
      return together([
        element('clipPath', { id: clip }, element('rect', window)),
        element('path', { class: found.expectedLost < 0 ? 'extra' : 'lost', 'clip-path': `url(#${clip})`, d: shape }),
      ]);
    }),
  );
}

type Bound = 'low' | 'high' | 'today' | 'expected';

function between({ hours }: DayView, { axis, y }: SalesPlot, [lower, upper]: readonly [Bound, Bound]): string | null {
  const path = area<HourView>()
    .defined((hour) => hour[lower] !== null && hour[upper] !== null)
    .x(({ hour }) => axis.middle(hour))
    .y0((hour) => y(hour[lower] ?? 0))
    .y1((hour) => y(hour[upper] ?? 0))
    .curve(curveMonotoneX)
    .digits(1);
  return path(hours);
}
