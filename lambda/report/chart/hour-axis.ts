// The hours of a day from left to right: one column an hour, labels such as `15h` below.
import { scaleLinear } from 'd3-scale';
import { hourLabel } from '../../incident/hour-ranges.ts';
import { HOURS_A_DAY } from '../../intake/checkout-day.ts';
import { element, type Markup, tenths, together } from '../markup.ts';
import { label } from './frame.ts';

export interface HourAxis {
  readonly left: number;
  readonly right: number;
  /** Width of an hour's column. */
  readonly step: number;
  /** Left edge of an hour's column; `HOURS_A_DAY` gives the right edge of the last. */
  start(hour: number): number;
  /** Middle of an hour's column. */
  middle(hour: number): number;
}

export function hourAxis(left: number, right: number): HourAxis {
  const scale = scaleLinear([0, HOURS_A_DAY], [left, right]);
  return {
    left,
    right,
    step: (right - left) / HOURS_A_DAY,
    start: (hour) => scale(hour),
    middle: (hour) => scale(hour + 0.5),
  };
}

/** Labels under the columns, as many as there is room for. @param y of the plot's lower edge */
export function hourLabels(axis: HourAxis, y: number): Markup {
  const every = LABEL_STEPS.find((hours) => hours * axis.step >= ROOM_FOR_LABEL) ?? HOURS_A_DAY;
  const hours = Array.from({ length: HOURS_A_DAY / every }, (_, i) => i * every);
  return together(
    hours.map((hour) =>
      together([
        element('path', { class: 'rule', d: `M${tenths(axis.middle(hour))} ${y}v4` }),
        label(hourLabel(hour), { x: axis.middle(hour), y: y + 16, anchor: 'middle' }, 'quiet'),
      ]),
    ),
  );
}

/** Hours between two labels; all divide the day. */
const LABEL_STEPS = [1, 2, 3, 4, 6];
/** A label is some 20 px wide. */
const ROOM_FOR_LABEL = 34;
