// Which metrics there are, and what each says of a snapshot. The `checkout_` names, labels and values are those of the
// original exporter, so that its dashboards and rules find them; `tillwatch_` names are what it could not tell.
// Long because it is a list.
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { HOURS_A_DAY, REFERENCES } from '../../lambda/intake/checkout-day.ts';
import type { Dataset, Snapshot } from './dataset.ts';
import type { Family, Metric, MetricType, Sample } from './exposition.ts';

/** The original's limits for an hour's status: (today − average) ÷ average, in percent; and sales below which a zero is nothing. */
const HIGH_BELOW_PERCENT = -50;
const SPIKE_ABOVE_PERCENT = 200;
const CRITICAL_ABOVE_SALES = 5;

const PERIODS = ['today', ...REFERENCES] as const;

export interface FamilyOptions {
  /** Checkouts that have series by hour (240 each); the others have one series a metric. */
  readonly detailed: number;
  /** The hour label that is "current" for every checkout; null: the last one that is final. */
  readonly currentHour: number | null;
  readonly version: string;
}

/** About the exporter itself. */
export interface Health {
  /** When the data were last read whole, in s since 1970. */
  readonly refreshedAtS: number;
  readonly failures: number;
}

/** All families for `snapshot`. Values are sales per hour unless the help says otherwise. */
export function families(snapshot: Snapshot, health: Health, options: FamilyOptions): readonly Family[] {
  const { datasets, quarantined } = snapshot;

  const newest = datasets.reduce((latest, { landedAtS }) => Math.max(latest, landedAtS), 0);
  const read = datasets.filter(({ hours }) => hours.length > 0);
  const detailed = worstFirst(read).slice(0, options.detailed);
  const current = read.map((dataset) => ({ ...dataset, hour: options.currentHour ?? lastFinal(dataset) }));
  return [
    family(HOURLY, detailed.flatMap(hourly)),
    family(STATUS, detailed.flatMap(statuses)),
    family(DEVIATION, detailed.flatMap(deviations)),
    family(CURRENT, current.flatMap(ofHour(({ today }) => today))),
    family(CURRENT_AVERAGE, current.flatMap(ofHour(({ references }) => references.avg_last_week))),
    family(TOTAL_TODAY, datasets.flatMap(totalOf('today'))),
    family(TOTAL_YESTERDAY, datasets.flatMap(totalOf('yesterday'))),
    family(LAST_UPDATE, newest === 0 ? [] : [{ labels: {}, value: newest }]),
    family(EXPORTER_INFO, datasets.map(info(options.version))),
    family(
      CURRENT_HOUR,
      current.map(({ dataset, hour }) => ({ labels: { dataset }, value: hour })),
    ),
    family(BUSINESS_HOURS, current.map(isBusinessHour)),
    family(ZERO_HOURS, current.flatMap(zeroHours)),
    family(CURRENT_EXPECTED, current.flatMap(expectedNow)),
    family(HOURLY_EXPECTED, detailed.flatMap(expectedByHour)),
    family(TOTAL_EXPECTED, datasets.flatMap(totalExpected)),
    family(
      LAST_FILE,
      datasets.map(({ dataset, landedAtS }) => ({ labels: { dataset }, value: landedAtS })),
    ),
    family(OPEN_BY_SEVERITY, openBySeverity(datasets)),
    family(OPEN_OF_DATASET, datasets.flatMap(openOf)),
    family(QUARANTINED, [{ labels: {}, value: quarantined }]),
    family(DATASETS, [
      { labels: { detail: 'by_hour' }, value: detailed.length },
      { labels: { detail: 'summary' }, value: datasets.length - detailed.length },
    ]),
    family(REFRESHED, [{ labels: {}, value: health.refreshedAtS }]),
    family(REFRESH_FAILURES, [{ labels: {}, value: health.failures }]),
  ];
}

const metric = (name: string, help: string, type: MetricType = 'gauge', unit?: string): Metric => ({
  name,
  type,
  help,
  ...(unit !== undefined && { unit }),
});

const HOURLY = metric(
  'checkout_transactions_hourly',
  'Sales in the hour of the newest business date, and its references, by period.',
);
const STATUS = metric(
  'checkout_anomaly_status',
  "Sales in the hour, labelled with the hour's status by the original's limits.",
);
const DEVIATION = metric(
  'checkout_deviation_percentage',
  'Sales in the hour against the average of last week, in percent of it.',
  'gauge',
  'percentage',
);
const CURRENT = metric(
  'checkout_transactions_current',
  'Sales in the last hour that is final; absent where it is not known.',
);
const CURRENT_AVERAGE = metric(
  'checkout_transactions_avg_week',
  'Average of last week in the last hour that is final.',
);
const TOTAL_TODAY = metric(
  'checkout_transactions_total_today',
  'Sales of the newest business date, its known hours only.',
);
const TOTAL_YESTERDAY = metric(
  'checkout_transactions_total_yesterday',
  'Sales of the day before the newest business date, the whole day.',
);
const LAST_UPDATE = metric(
  'checkout_last_update_timestamp',
  'When the newest file of all checkouts landed, in seconds since 1970.',
);
const EXPORTER_INFO = metric('checkout_exporter_info', 'Which file tells of the checkout.', 'info');
const CURRENT_HOUR = metric(
  'tillwatch_current_hour',
  'Label, 0 to 23 in local time, of the hour that the current values are of.',
);
const BUSINESS_HOURS = metric(
  'tillwatch_current_hour_is_business',
  "1 where the current hour lies in the checkout's business hours, in its own time zone, else 0.",
);
const ZERO_HOURS = metric(
  'tillwatch_zero_readings_in_a_row',
  'Hours up to the current one in which nothing was sold, though more than 5 sales were expected of each.',
);
const CURRENT_EXPECTED = metric(
  'tillwatch_current_expected_sales',
  'What was expected in the current hour: the mean, and the ends of the 95 % interval.',
);
const HOURLY_EXPECTED = metric(
  'tillwatch_hourly_expected_sales',
  'What was expected in each known hour: the mean, and the ends of the 95 % interval.',
);
const TOTAL_EXPECTED = metric(
  'tillwatch_total_expected_sales',
  'Sales expected in the known hours of the newest business date.',
);
const LAST_FILE = metric(
  'tillwatch_last_file_timestamp_seconds',
  'When the last file about the checkout landed, since 1970.',
  'gauge',
  'seconds',
);
const OPEN_BY_SEVERITY = metric('tillwatch_incidents_open', 'Open incidents of all checkouts.');
const OPEN_OF_DATASET = metric(
  'tillwatch_checkout_incidents_open',
  'Open incidents of one checkout, where there are any.',
);
const QUARANTINED = metric('tillwatch_quarantined_files', 'Files that could not be read and were kept aside.');
const DATASETS = metric(
  'tillwatch_datasets',
  'Checkouts that this exporter tells of, with series by hour or with a summary only.',
);
const REFRESHED = metric(
  'tillwatch_exporter_refresh_timestamp_seconds',
  'When the exporter last read its data whole, since 1970.',
  'gauge',
  'seconds',
);
const REFRESH_FAILURES = metric(
  'tillwatch_exporter_refresh_failures_total',
  'Refreshes that failed; the data before were kept.',
  'counter',
);

function family(of: Metric, samples: readonly Sample[]): Family {
  return { ...of, samples };
}

/** `00h` … `23h`, as the files have it. */
function label(hour: number): string {
  return `${String(hour).padStart(2, '0')}h`;
}

function hourly({ dataset, hours }: Dataset): Sample[] {
  return hours.flatMap(({ hour, today, references }) =>
    PERIODS.flatMap((period) => {
      const value = period === 'today' ? today : references[period];
      return value === null ? [] : [{ labels: { dataset, hour: label(hour), period }, value }];
    }),
  );
}

function statuses({ dataset, hours }: Dataset): Sample[] {
  return hours.flatMap(({ hour, today, references: { avg_last_week } }) => {
    if (today === null || avg_last_week === null) return [];
    return [{ labels: { dataset, hour: label(hour), status: status(today, avg_last_week) }, value: today }];
  });
}

function status(today: number, average: number): string {
  if (today === 0 && average > CRITICAL_ABOVE_SALES) return 'CRITICAL';
  const deviation = deviationPercent(today, average);
  if (deviation < HIGH_BELOW_PERCENT) return 'HIGH';
  return deviation > SPIKE_ABOVE_PERCENT ? 'SPIKE' : 'NORMAL';
}

function deviations({ dataset, hours }: Dataset): Sample[] {
  return hours.flatMap(({ hour, today, references: { avg_last_week } }) => {
    if (today === null || avg_last_week === null) return [];
    return [{ labels: { dataset, hour: label(hour) }, value: deviationPercent(today, avg_last_week) }];
  });
}

/** As the original: against an average of 0, nothing is 0 % and anything 100 %. */
function deviationPercent(today: number, average: number): number {
  if (average === 0) return today === 0 ? 0 : 100;
  return ((today - average) / average) * 100;
}

interface Current extends Dataset {
  readonly hour: number;
}

function lastFinal({ finalHours }: Dataset): number {
  return Math.min(Math.max(finalHours, 1), HOURS_A_DAY) - 1;
}

function ofHour(reading: (hour: Dataset['hours'][number]) => number | null): (current: Current) => Sample[] {
  return ({ dataset, hours, hour }) => {
    const now = hours[hour];
    const value = now ? reading(now) : null;
    return value === null ? [] : [{ labels: { dataset }, value }];
  };
}

function totalOf(period: 'today' | 'yesterday'): (dataset: Dataset) => Sample[] {
  return ({ dataset, hours }) => {
    const known = hours.flatMap(({ today, references }) => (period === 'today' ? today : references.yesterday) ?? []);
    return known.length === 0 ? [] : [{ labels: { dataset }, value: sum(known) }];
  };
}

function info(version: string): (dataset: Dataset) => Sample {
  return ({ dataset, source }) => ({ labels: { version, csv_path: source, dataset }, value: 1 });
}

function isBusinessHour({ dataset, hour, businessHours: { from, to } }: Current): Sample {
  return { labels: { dataset }, value: from <= hour && hour <= to ? 1 : 0 };
}

/** Absent where the current hour isn't known. */
function zeroHours({ dataset, hours, judged, hour }: Current): Sample[] {
  if ((hours[hour]?.today ?? null) === null) return [];
  const isZero = (label: number) => hours[label]?.today === 0 && (judged[label]?.expected ?? 0) > CRITICAL_ABOVE_SALES;
  let count = 0;
  while (isZero(hour - count)) count++;
  return [{ labels: { dataset }, value: count }];
}

const BOUNDS = [
  ['mean', 'expected'],
  ['low', 'low'],
  ['high', 'high'],
] as const;

function expectedNow({ dataset, judged, hour }: Current): Sample[] {
  return BOUNDS.flatMap(([bound, field]) => {
    const value = judged[hour]?.[field] ?? null;
    return value === null ? [] : [{ labels: { dataset, bound }, value }];
  });
}

function expectedByHour({ dataset, judged }: Dataset): Sample[] {
  return judged.flatMap((judgement) =>
    BOUNDS.flatMap(([bound, field]) => {
      const value = judgement[field];
      return value === null ? [] : [{ labels: { dataset, hour: label(judgement.hour), bound }, value }];
    }),
  );
}

function totalExpected({ dataset, hours, judged }: Dataset): Sample[] {
  const expected = judged.flatMap(({ hour, expected }) => (hours[hour]?.today === null ? [] : (expected ?? [])));
  return expected.length === 0 ? [] : [{ labels: { dataset }, value: sum(expected) }];
}

/** Zero where none is open: "no data" must not look like "all is well". */
function openBySeverity(datasets: readonly Dataset[]): Sample[] {
  const open = datasets.flatMap((dataset) => dataset.open);
  return SEVERITIES.map((severity) => ({
    labels: { severity },
    value: open.filter((incident) => incident.severity === severity).length,
  }));
}

function openOf({ dataset, open }: Dataset): Sample[] {
  const counts = new Map<string, Sample>();
  for (const { severity, kind } of open) {
    const key = `${severity} ${kind}`;
    counts.set(key, { labels: { dataset, severity, kind }, value: (counts.get(key)?.value ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Checkouts with the worst open incident first: they are the ones somebody wants to see hour by hour. */
function worstFirst(datasets: readonly Dataset[]): readonly Dataset[] {
  const rank = ({ open }: Dataset) => Math.min(SEVERITIES.length, ...open.map((o) => SEVERITIES.indexOf(o.severity)));
  return datasets.toSorted((a, b) => rank(a) - rank(b) || (a.dataset < b.dataset ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
