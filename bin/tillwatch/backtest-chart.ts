// The alerts of a backtest as a picture: the days from left to right, one lane a severity, a bar a day. SVG as text.
import type { Severity } from '../../lambda/config/severity.ts';
import { daysAfter, daysBetween } from '../../lambda/detect/calendar-dates.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
import { label, picture } from '../../lambda/report/chart/frame.ts';
import { standaloneSvg } from '../../lambda/report/chart/palette.ts';
import { LABEL_HEIGHT, severityLabel } from '../../lambda/report/chart/severity-label.ts';
import { element, type Markup, tenths, together, written } from '../../lambda/report/markup.ts';
import { ALERTED, alertTitle, type Backtest, datesOf } from './backtest-report.ts';

// Sizes in SVG units, which are pixels where the picture isn't scaled.
const LEFT = 48;
const TOP = 44;
const PLOT_WIDTH = 752;
const RIGHT = 32;
const LANE_HEIGHT = 40;
const LANE_GAP = 6;
const AXIS_HEIGHT = 28;
const WIDEST_DAY = 24;
const THINNEST_BAR = 2;

/** Up to so many days the axis tells weeks, beyond it months. */
const WEEKS_UP_TO_DAYS = 70;
const DAYS_A_WEEK = 7;
const MOST_TICKS = 12;

/** The chart of the configured setting; a bar is as high as its day's share of the largest number of alerts in a day. */
export function backtestChart({ past, runs }: Backtest): string {
  const run = runs.find(({ isConfigured }) => isConfigured);
  const dates = datesOf(past);
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  const alerts = run?.alerts ?? [];
  const axis = axisOf(first, last);
  const bottom = TOP + ALERTED.length * (LANE_HEIGHT + LANE_GAP);
  const title = `${alerts.length} alerts from ${first} to ${last}, falseAlarmsPer100Days ${run?.falseAlarmsPer100Days}`;
  const counts = ALERTED.map((severity) => `${alerts.filter(({ topic }) => topic === severity).length} ${severity}`);
  const chart = picture(
    {
      width: LEFT + PLOT_WIDTH + RIGHT,
      height: bottom + AXIS_HEIGHT,
      id: 'backtest',
      title,
      description: `${counts.join(', ')}. Grey days had files, blank ones had none.`,
    },
    label(title, { x: LEFT, y: 24 }, 'strong'),
    ...ALERTED.map((severity, i) => lane(severity, TOP + i * (LANE_HEIGHT + LANE_GAP), alerts, dates, axis)),
    ...ticks(first, last, axis).map(({ x, text }) => tick(x, bottom, text)),
  );
  return standaloneSvg(chart);
}

interface Axis {
  readonly dayWidth: number;
  /** Left edge of a date. */
  readonly x: (date: BusinessDate) => number;
}

function axisOf(first: BusinessDate, last: BusinessDate): Axis {
  const dayWidth = Math.min(WIDEST_DAY, PLOT_WIDTH / (daysBetween(first, last) + 1));
  return { dayWidth, x: (date) => LEFT + daysBetween(first, date) * dayWidth };
}

/** The lane's ground is drawn where there were files: what is blank is not known, rather than quiet. */
function lane(
  severity: Severity,
  top: number,
  alerts: readonly Alert[],
  dates: readonly BusinessDate[],
  { dayWidth, x }: Axis,
): Markup {
  const busiest = Math.max(...dates.map((date) => Math.max(...ALERTED.map((s) => told(alerts, date, s).length))));
  const ground = dates.map((date) =>
    element('rect', { class: 'usual', x: x(date), y: top, width: dayWidth, height: LANE_HEIGHT }),
  );
  const bars = dates.flatMap((date) => {
    const own = told(alerts, date, severity);
    if (own.length === 0) return [];
    const height = (LANE_HEIGHT * own.length) / busiest;
    const width = Math.max(THINNEST_BAR, dayWidth - 1);
    const place = { class: severity, x: x(date), y: top + LANE_HEIGHT - height, width, height };
    return [element('rect', place, element('title', {}, together([date, ...own.map(alertTitle)].map(written), '\n')))];
  });
  return together([severityLabel(severity, 14, top + (LANE_HEIGHT - LABEL_HEIGHT) / 2), ...ground, ...bars]);
}

function told(alerts: readonly Alert[], date: BusinessDate, severity: Severity): readonly Alert[] {
  return alerts.filter(({ topic, incident }) => topic === severity && incident.date === date);
}

function ticks(first: BusinessDate, last: BusinessDate, { x }: Axis) {
  const days = daysBetween(first, last) + 1;
  const dates = Array.from({ length: days }, (_, i) => daysAfter(first, i));
  const isTick = (date: BusinessDate, i: number) =>
    days <= WEEKS_UP_TO_DAYS ? i % DAYS_A_WEEK === 0 : date.endsWith('-01');
  return dates
    .filter(isTick)
    .filter((_, i, { length }) => i % Math.ceil(length / MOST_TICKS) === 0)
    .map((date) => ({ x: x(date), text: days <= WEEKS_UP_TO_DAYS ? date.slice(5) : date.slice(0, 7) }));
}

function tick(x: number, bottom: number, text: string): Markup {
  return together([
    element('path', { class: 'rule', d: `M${tenths(x)} ${TOP}V${bottom}` }),
    label(text, { x, y: bottom + 16, anchor: 'middle' }, 'quiet'),
  ]);
}
