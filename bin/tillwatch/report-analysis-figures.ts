// Every figure of docs/analysis.md, worked out from the two sample files.
import { parseConfig } from '../../lambda/config/config.ts';
import type { Severity } from '../../lambda/config/severity.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import { HOURS_A_DAY, REFERENCES, type Reference } from '../../lambda/intake/checkout-day.ts';
import { checkoutDay, type DayOnRecord } from '../../lambda/record/day-on-record.ts';
import { type DayView, dayView, type HourView } from '../../lambda/report/day-view.ts';
import { sampleFile } from '../../local/sample-file.ts';
import { type RecordAtHand, recordsOfFiles, theOneOf } from './report-records.ts';

const CHECKOUT = 'checkout';
/** Nothing in the files names their dates; two days in a row are enough. */
export const SAMPLE_DATES = ['2026-01-15', '2026-01-16'] as const;
const SAMPLES = ['checkout_1.csv', 'checkout_2.csv'] as const;

const DAYS_A_WEEK = 7;
const DAYS_A_MONTH = 28;

/** One sample with everything that is said of it. Sales; percentages are of a hundred. */
export interface SampleDay {
  readonly view: DayView;
  readonly incidents: readonly Incident[];
  readonly totals: Readonly<Record<'today' | Reference, number>>;
  /** Alerts of the original's rules, by severity. */
  readonly originalAlerts: Readonly<Record<Severity, number>>;
  /** Hours outside half to one and a half times last week's average, which the original called expected. */
  readonly hoursOutside: number;
  /** Standard scores of the counts among the day's own 24, as the original's rules have them. */
  readonly zOfDay: readonly number[];
  /** The same by the root mean square of what differs from last week's average: the original's fourth query. */
  readonly zOfQuery: readonly number[];
}

export interface Analysis {
  readonly days: readonly [SampleDay, SampleDay];
  /** Hours in which the second file's `yesterday` is the first's `today`. */
  readonly hoursEqual: number;
  /** Hours in which the second day's weekly average lies below yesterday, the same weekday and the monthly average. */
  readonly hoursWeekLowest: number;
  /** The week before the second day, a total of a day: as its file says, and as the first file carried on makes it. */
  readonly week: { readonly told: number; readonly carriedOn: number };
  /** The four days that both files' weeks share apart from named ones, all sales: by the first file, by the second. */
  readonly sharedDays: { readonly byFirst: number; readonly bySecond: number };
  /** Last week's average at 08h of the second day, carried on from the first file. */
  readonly carriedOnAt8: number;
}

/** Takes the samples through intake, detector and record as two days of one checkout. */
export async function sampleAnalysis(): Promise<Analysis> {
  const config = parseConfig('{}');
  const atHand = await Promise.all(
    SAMPLES.map((name, i) => {
      const options = { checkout: CHECKOUT, date: SAMPLE_DATES[i] ?? '', key: name };
      return recordsOfFiles([sampleFile(name)], options, config);
    }),
  );
  const [first, second] = atHand.map((records, i) => sampleDay(theOneOf(records, CHECKOUT), SAMPLE_DATES[i] ?? ''));
  if (!first || !second) throw new Error('there are two samples');
  return { days: [first, second], ...together(first, second) };
}

function sampleDay({ record, settings }: RecordAtHand, date: string): SampleDay {
  const view = dayView(record, date, settings);
  if (!view) throw new Error(`the sample has no ${date}`);
  const { hours } = view;
  const differences = hours.map(({ today, references }) => (today ?? 0) - (references.avg_last_week ?? 0));
  const rootMeanSquare = Math.sqrt(sum(differences.map((difference) => difference ** 2)) / differences.length);
  const original = detectorNamed('classic').judge(
    checkoutDay(CHECKOUT, date, record.days[date] as DayOnRecord),
    settings,
  );
  const graded = (severity: Severity) => original.hours.filter((hour) => hour.severity === severity).length;
  return {
    view,
    incidents: record.incidents,
    totals: {
      today: sum(hours.map(({ today }) => today ?? 0)),
      ...(Object.fromEntries(REFERENCES.map((name) => [name, total(hours, name)])) as Record<Reference, number>),
    },
    originalAlerts: { P1: graded('P1'), P2: graded('P2'), P3: graded('P3'), P4: graded('P4'), P5: graded('P5') },
    hoursOutside: hours.filter(isOutside).length,
    zOfDay: original.hours.map(({ z }) => z ?? Number.NaN),
    zOfQuery: differences.map((difference) => difference / rootMeanSquare),
  };
}

/** What only both files together show. */
function together(first: SampleDay, second: SampleDay): Omit<Analysis, 'days'> {
  const hours = Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
    one: first.view.hours[hour] as HourView,
    two: second.view.hours[hour] as HourView,
  }));
  const weekOf = ({ references }: HourView) => (references.avg_last_week ?? 0) * DAYS_A_WEEK;
  // The first day joins the week, and the day a week before it leaves.
  const carriedOn = hours.map(({ one }) => weekOf(one) + (one.today ?? 0) - (one.references.same_day_last_week ?? 0));
  const named = (view: SampleDay, names: readonly Reference[]) => sum(names.map((name) => view.totals[name]));
  return {
    hoursEqual: hours.filter(({ one, two }) => two.references.yesterday === one.today).length,
    hoursWeekLowest: hours.filter(({ two }) => isWeekLowest(two)).length,
    week: { told: second.totals.avg_last_week, carriedOn: sum(carriedOn) / DAYS_A_WEEK },
    sharedDays: {
      byFirst:
        first.totals.avg_last_week * DAYS_A_WEEK -
        named(first, ['yesterday', 'same_day_last_week']) -
        second.totals.same_day_last_week,
      bySecond:
        second.totals.avg_last_week * DAYS_A_WEEK -
        named(second, ['yesterday', 'same_day_last_week']) -
        first.totals.yesterday,
    },
    carriedOnAt8: (carriedOn[8] ?? 0) / DAYS_A_WEEK,
  };
}

/** What a day of the month outside the last week sold, in all. */
export function restOfMonth({ totals }: SampleDay): number {
  return (totals.avg_last_month * DAYS_A_MONTH - totals.avg_last_week * DAYS_A_WEEK) / (DAYS_A_MONTH - DAYS_A_WEEK);
}

/** What `hours` should have sold beyond what they did, by one reference alone. */
export function shortfall({ view }: SampleDay, from: number, to: number, reference: Reference): number {
  return sum(
    view.hours.slice(from, to + 1).map(({ today, references }) => (references[reference] ?? 0) - (today ?? 0)),
  );
}

function isOutside({ today, references }: HourView): boolean {
  const usual = references.avg_last_week ?? 0;
  return (today ?? 0) < 0.5 * usual || (today ?? 0) > 1.5 * usual;
}

function isWeekLowest({ references }: HourView): boolean {
  const { avg_last_week: week, ...others } = references;
  return Object.values(others).every((other) => (week ?? 0) < (other ?? 0));
}

function total(hours: readonly HourView[], name: Reference): number {
  return sum(hours.map(({ references }) => references[name] ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
