// The alerts of a backtest as a picture: the days from left to right, one lane a severity, a bar a day. SVG as text.
import type { Severity } from '../../lambda/config/severity.ts';
import { daysAfter, daysBetween } from '../../lambda/detect/calendar-dates.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
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

const COLOURS: Readonly<Record<Severity, string>> = {
  P1: '#a50f15',
  P2: '#e6550d',
  P3: '#b8860b',
  P4: '#3182bd',
  P5: '#757575',
};

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
  const lanes = ALERTED.map((severity, i) => lane(severity, TOP + i * (LANE_HEIGHT + LANE_GAP), alerts, dates, axis));
  const bottom = TOP + ALERTED.length * (LANE_HEIGHT + LANE_GAP);
  const [width, height] = [LEFT + PLOT_WIDTH + RIGHT, bottom + AXIS_HEIGHT];
  const heading = `${alerts.length} alerts from ${first} to ${last}, falseAlarmsPer100Days ${run?.falseAlarmsPer100Days}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="heading" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="heading">${escaped(heading)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="24" font-size="14" fill="#222222">${escaped(heading)}</text>`,
    ...lanes,
    ...ticks(first, last, axis).map(({ x, label }) => tick(x, bottom, label)),
    '</svg>',
  ].join('\n')}\n`;
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
): string {
  const busiest = Math.max(...dates.map((date) => Math.max(...ALERTED.map((s) => told(alerts, date, s).length))));
  const ground = dates.map(
    (date) => `<rect x="${px(x(date))}" y="${top}" width="${px(dayWidth)}" height="${LANE_HEIGHT}"/>`,
  );
  const bars = dates.flatMap((date) => {
    const own = told(alerts, date, severity);
    if (own.length === 0) return [];
    const height = (LANE_HEIGHT * own.length) / busiest;
    const width = Math.max(THINNEST_BAR, dayWidth - 1);
    const title = [date, ...own.map(alertTitle)].join('\n');
    const place = `x="${px(x(date))}" y="${px(top + LANE_HEIGHT - height)}" width="${px(width)}" height="${px(height)}"`;
    return [`<rect ${place}><title>${escaped(title)}</title></rect>`];
  });
  return [
    `<text x="${LEFT - 10}" y="${top + LANE_HEIGHT / 2 + 4}" text-anchor="end" fill="#222222">${severity}</text>`,
    `<g fill="#f0f0f0" shape-rendering="crispEdges">${ground.join('')}</g>`,
    `<g fill="${COLOURS[severity]}">${bars.join('')}</g>`,
  ].join('\n');
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
    .map((date) => ({ x: x(date), label: days <= WEEKS_UP_TO_DAYS ? date.slice(5) : date.slice(0, 7) }));
}

function tick(x: number, bottom: number, label: string): string {
  const line = `<path d="M${px(x)} ${TOP}V${bottom}" stroke="#bbbbbb" stroke-width="0.5"/>`;
  return `${line}<text x="${px(x)}" y="${bottom + 16}" text-anchor="middle" fill="#555555">${label}</text>`;
}

function px(length: number): string {
  return String(Math.round(length * 100) / 100);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
