// How good a detector is: the rules by which alarms and labels meet, and the figures made of them, in one file to be read at a go.
import type { Severity } from '../../lambda/config/severity.ts';
import type { LabelledDay, LabelledIncident, ReportedIncident } from './labelled-day.ts';

/** A window that is so much wider or narrower than the incident does not count as finding it. */
const MIN_IOU = 0.1;
const ALARMS: ReadonlySet<Severity> = new Set(['P1', 'P2', 'P3', 'P4']);
const BUSINESS_HOURS = { from: 10, to: 22 };
/** From this loss on an outage in business hours has to page. */
const PAGING_LOSS_SALES = 20;
/** Below this true loss the relative error of the estimate says nothing. */
const LOSS_WORTH_ESTIMATING_SALES = 10;

/** Rates are fractions, `…Per100Clean` are days per 100 clean days; null where nothing could be counted. */
export interface Figures {
  readonly days: number;
  readonly cleanDays: number;
  readonly incidents: number;
  readonly alarms: number;
  readonly falseAlarmDaysPer100Clean: number | null;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly meanIou: number | null;
  readonly p1Recall: number | null;
  readonly falseP1DaysPer100Clean: number | null;
  readonly lossError: number | null;
  /** By sweeping the score alone, whatever the detector called significant. */
  readonly recallAt1: number | null;
  readonly recallAt5: number | null;
  readonly averagePrecision: number | null;
  /** The score above which one of 100 clean days is falsely alarmed. */
  readonly scoreAt1: number | null;
  readonly recallByKind: Readonly<Record<string, number>>;
}

export type Reports = ReadonlyMap<string, readonly ReportedIncident[]>;

/** The figures of `reports` (by day name; a day without an entry reported nothing). */
export function figures(days: readonly LabelledDay[], reports: Reports): Figures {
  const reported = (day: LabelledDay) => reports.get(day.name) ?? [];
  const alarmsOf = (day: LabelledDay) => reported(day).filter((window) => ALARMS.has(window.severity));
  const clean = days.filter((day) => day.incidents.length === 0);
  const meetings = days.flatMap((day) => day.incidents.map((label) => meeting(label, alarmsOf(day))));
  const found = meetings.filter((m) => m.isFound);
  const alarms = days.flatMap((day) => alarmsOf(day).map((window) => isTrue(window, day.incidents)));
  const paging = meetings.filter((m) => mustPage(m.label));
  const per100 = (count: number) => ratio(100 * count, clean.length);
  return {
    days: days.length,
    cleanDays: clean.length,
    incidents: meetings.length,
    alarms: alarms.length,
    falseAlarmDaysPer100Clean: per100(clean.filter((day) => alarmsOf(day).length > 0).length),
    recall: ratio(found.length, meetings.length),
    precision: ratio(alarms.filter(Boolean).length, alarms.length),
    meanIou: mean(found.map((m) => m.iou)),
    p1Recall: ratio(paging.filter((m) => m.hits.some((hit) => hit.severity === 'P1')).length, paging.length),
    falseP1DaysPer100Clean: per100(clean.filter((day) => alarmsOf(day).some((w) => w.severity === 'P1')).length),
    lossError: median(found.map(lossError).filter((error) => error !== null)),
    ...swept(days, reported),
    recallByKind: recallByKind(meetings),
  };
}

/** Intersection over union of the hours that two sets hold. */
export function iouOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const shared = [...a].filter((hour) => b.has(hour)).length;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}

/** Does the window point the right way and lie inside the label, or cover it well enough? */
export function isHit(window: LabelledIncident, label: LabelledIncident): boolean {
  const directions = [directionOf(window), directionOf(label)];
  const agree = directions.includes(0) || directions[0] === directions[1];
  const touch = window.startHour <= label.endHour && label.startHour <= window.endHour;
  if (!agree || !touch) return false;
  const isInside = window.startHour >= label.startHour && window.endHour <= label.endHour;
  return isInside || iouOf(hoursOf(window), hoursOf(label)) >= MIN_IOU;
}

interface Meeting {
  readonly label: LabelledIncident;
  readonly hits: readonly ReportedIncident[];
  readonly isFound: boolean;
  readonly iou: number;
}

/** A label with the windows that hit it: found by one that fits, or by several fragments whose union fits. */
function meeting(label: LabelledIncident, windows: readonly ReportedIncident[]): Meeting {
  const hits = windows.filter((window) => isHit(window, label));
  const truth = hoursOf(label);
  const union = new Set(hits.flatMap((hit) => [...hoursOf(hit)]));
  const iou = Math.max(0, iouOf(union, truth), ...hits.map((hit) => iouOf(hoursOf(hit), truth)));
  return { label, hits, isFound: hits.length > 0 && iou >= MIN_IOU, iou };
}

function isTrue(window: LabelledIncident, labels: readonly LabelledIncident[]): boolean {
  return labels.some((label) => isHit(window, label));
}

function hoursOf({ startHour, endHour }: LabelledIncident): ReadonlySet<number> {
  return new Set(Array.from({ length: endHour - startHour + 1 }, (_, i) => startHour + i));
}

/** −1 where sales are missing, 1 where there are too many, 0 where a level doesn't say. */
function directionOf({ kind, expectedLost }: LabelledIncident): number {
  if (kind === 'outage' || kind === 'drop') return -1;
  if (kind === 'spike') return 1;
  return expectedLost === 0 ? 0 : -Math.sign(expectedLost);
}

/** An outage in business hours that is large enough to have to page. */
export function mustPage({ kind, startHour, endHour, expectedLost }: LabelledIncident): boolean {
  const isInBusiness = startHour <= BUSINESS_HOURS.to && endHour >= BUSINESS_HOURS.from;
  return kind === 'outage' && expectedLost >= PAGING_LOSS_SALES && isInBusiness;
}

/** Relative error of the estimated loss: fragments inside the label add up, else the window that fits best speaks. */
function lossError({ label, hits }: Meeting): number | null {
  if (label.expectedLost < LOSS_WORTH_ESTIMATING_SALES) return null;
  const truth = hoursOf(label);
  const isFragment = (hit: LabelledIncident) => hit.startHour >= label.startHour && hit.endHour <= label.endHour;
  const [best] = hits.toSorted((a, b) => iouOf(hoursOf(b), truth) - iouOf(hoursOf(a), truth));
  if (best === undefined) return null;
  const isInPieces = hits.length > 1 && hits.every(isFragment);
  const estimate = isInPieces ? hits.reduce((sum, hit) => sum + hit.expectedLost, 0) : best.expectedLost;
  return Math.abs(estimate - label.expectedLost) / label.expectedLost;
}

type Sweep = Pick<Figures, 'recallAt1' | 'recallAt5' | 'averagePrecision' | 'scoreAt1'>;

function swept(days: readonly LabelledDay[], reported: (day: LabelledDay) => readonly ReportedIncident[]): Sweep {
  const foundFrom = days.flatMap((day) => day.incidents.map((label) => highestScoreThatFinds(label, reported(day))));
  const clean = days.filter((day) => day.incidents.length === 0);
  const falseScores = clean
    .filter((day) => reported(day).length > 0)
    .map((day) => Math.max(...reported(day).map((window) => window.score)))
    .sort((a, b) => b - a);
  const threshold = (per100: number) => falseScores[Math.floor((per100 * clean.length) / 100 + 1e-9)] ?? -Infinity;
  const recallAbove = (score: number) => ratio(foundFrom.filter((from) => from > score).length, foundFrom.length);
  const scoreAt1 = threshold(1);
  return {
    recallAt1: recallAbove(scoreAt1),
    recallAt5: recallAbove(threshold(5)),
    averagePrecision: averagePrecision(days, reported, foundFrom),
    scoreAt1: Number.isFinite(scoreAt1) ? scoreAt1 : null,
  };
}

function highestScoreThatFinds(label: LabelledIncident, windows: readonly ReportedIncident[]): number {
  const scores = [...new Set(windows.filter((window) => isHit(window, label)).map((window) => window.score))];
  scores.sort((a, b) => b - a);
  const enough = scores.find(
    (score) =>
      meeting(
        label,
        windows.filter((w) => w.score >= score),
      ).isFound,
  );
  return enough ?? -Infinity;
}

/** Area under the precision envelope over recall, swept from the highest score down. */
function averagePrecision(
  days: readonly LabelledDay[],
  reported: (day: LabelledDay) => readonly ReportedIncident[],
  foundFrom: readonly number[],
): number | null {
  if (foundFrom.length === 0) return null;
  const windows = days
    .flatMap((day) => reported(day).map((window) => ({ score: window.score, isTrue: isTrue(window, day.incidents) })))
    .sort((a, b) => b.score - a.score);
  const curve: { recall: number; precision: number }[] = [];
  let truths = 0;
  windows.forEach((window, i) => {
    if (window.isTrue) truths += 1;
    if (windows[i + 1]?.score === window.score) return;
    const recall = foundFrom.filter((from) => from >= window.score).length / foundFrom.length;
    curve.push({ recall, precision: truths / (i + 1) });
  });
  const envelope = curve.map(({ precision }) => precision);
  for (let i = envelope.length - 2; i >= 0; i--) envelope[i] = Math.max(envelope[i] ?? 0, envelope[i + 1] ?? 0);
  return curve.reduce((area, { recall }, i) => area + (recall - (curve[i - 1]?.recall ?? 0)) * (envelope[i] ?? 0), 0);
}

function recallByKind(meetings: readonly Meeting[]): Record<string, number> {
  const kinds = [...new Set(meetings.map((m) => m.label.kind))].sort();
  const recallOf = (kind: string) => {
    const ofKind = meetings.filter((m) => m.label.kind === kind);
    return ofKind.filter((m) => m.isFound).length / ofKind.length;
  };
  return Object.fromEntries(kinds.map((kind) => [kind, recallOf(kind)]));
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function mean(values: readonly number[]): number | null {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

/** The middle value, or the mean of the two; null without any. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
