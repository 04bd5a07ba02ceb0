// The history as tables: what each column is called, holds and means. Everything that writes, deploys or queries them
// (the watch, the Glue tables, DuckDB, docs/sql.md) is made from this one list.

export type ColumnType = 'varchar' | 'date' | 'timestamp' | 'integer' | 'double' | 'boolean';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
}

export interface LakeTable {
  readonly name: TableName;
  /** One row for each … */
  readonly rowIs: string;
  /** Columns whose values together name a row: of several versions of it the newest counts. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

export const TABLE_NAMES = ['readings', 'incidents', 'transitions', 'receipts'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** A column's value as JSON has it: dates as `2026-01-16`, times as `2026-01-16 18:00:00.000` in UTC. */
export type LakeValue = string | number | boolean | null;
export type LakeRow = Readonly<Record<string, LakeValue>>;

/** Rows by table, with `month` and `written_at`; a table that is left out has none. */
export type LakeRows = Partial<Readonly<Record<TableName, readonly LakeRow[]>>>;

/** When a row was told: the newest version of a row counts. */
export const WRITTEN_AT: Column = {
  name: 'written_at',
  type: 'timestamp',
  meaning: 'when this version of the row was told; the newest counts',
};

/**
 * What the files are partitioned by. A month and not a day: the history of one checkout would else be thousands of tiny
 * files, and Athena reads few large ones several times faster
 * (https://docs.aws.amazon.com/athena/latest/ug/performance-tuning-data-optimization-techniques.html).
 */
export const MONTH: Column = {
  name: 'month',
  type: 'varchar',
  meaning: 'month of the business date, such as 2026-01: naming it in WHERE makes a query cheap',
};

const checkout: Column = { name: 'checkout', type: 'varchar', meaning: 'id of the checkout' };
const incidentId: Column = { name: 'incident_id', type: 'varchar', meaning: 'id of the incident' };

function businessDate(meaning: string): Column {
  return { name: 'business_date', type: 'date', meaning };
}

function hour(name: string, meaning: string): Column {
  return { name, type: 'integer', meaning };
}

/** Counts and averages. A double, because a file may tell fractions, and so that no division is one of whole numbers. */
function sales(name: string, meaning: string): Column {
  return { name, type: 'double', meaning };
}

function text(name: string, meaning: string): Column {
  return { name, type: 'varchar', meaning };
}

function time(name: string, meaning: string): Column {
  return { name, type: 'timestamp', meaning: `${meaning}, UTC` };
}

const READINGS: LakeTable = {
  name: 'readings',
  rowIs: 'hour of a checkout and business date that had ended when its file landed',
  key: ['checkout', 'business_date', 'hour'],
  columns: [
    checkout,
    businessDate('local calendar day that the counts are of'),
    hour('hour', 'hour label, 0 to 23'),
    sales('today', 'sales in that hour; null is not known, 0 is known to be none'),
    sales('yesterday', 'the same hour of the day before'),
    sales('same_day_last_week', 'the same hour seven days before'),
    sales('avg_last_week', 'mean of the seven days before'),
    sales('avg_last_month', 'mean of the 28 days before'),
    sales('expected', 'what the hour should have been'),
    sales('low', 'lower end of the 95 % predictive interval'),
    sales('high', 'upper end of the 95 % predictive interval'),
    sales('deviation_percent', '(today - expected) / expected * 100'),
    sales('z', 'standard score of the count under the expectation'),
    text('severity', 'worst severity of the sales incidents in that hour; null where nothing is wrong'),
    text('source', 'key of the object that told the count'),
  ],
};

const INCIDENTS: LakeTable = {
  name: 'incidents',
  rowIs: 'incident, as it stood last',
  key: ['incident_id'],
  columns: [
    incidentId,
    checkout,
    businessDate('local calendar day on which it began'),
    text('kind', 'outage, drop, spike, level or data'),
    text('severity', 'P1 to P5'),
    text('status', 'open, resolved or retracted'),
    hour('start_hour', 'first hour label'),
    hour('end_hour', 'last hour label, inclusive; goes on from 24 after midnight'),
    time('started_at', 'when the first hour began'),
    time('ended_at', 'when the last hour ended'),
    time('opened_at', 'when tillwatch opened it; null where a file was only judged'),
    time('acknowledged_at', 'when somebody first said to be on it'),
    time('closed_at', 'when it was resolved or retracted'),
    sales('minutes_to_detect', 'minutes from started_at to opened_at'),
    sales('minutes_to_acknowledge', 'minutes from opened_at to acknowledged_at'),
    sales('minutes_to_close', 'minutes from opened_at to closed_at'),
    sales('observed', 'sales in the window; null for data'),
    sales('expected', 'expected sales in the window; null for data'),
    sales('expected_lost', 'expected minus observed, negative in a spike; null for data'),
    sales('lost_low', 'lower end of the 90 % interval of expected_lost'),
    sales('lost_high', 'upper end of the 90 % interval of expected_lost'),
    sales('score', 'strength of evidence'),
    text('cause', 'of data: unreadable, gap, doubtful or overdue'),
    text('why', 'the reason, in a sentence'),
    text('heard_on', 'topics that were told, such as P1,P3'),
    text('verdict', 'what people said of it: true, expected or false-alarm'),
  ],
};

const TRANSITIONS: LakeTable = {
  name: 'transitions',
  rowIs: 'step in the life of an incident',
  key: ['incident_id', 'step'],
  columns: [
    incidentId,
    checkout,
    businessDate('local calendar day on which the incident began'),
    hour('step', 'number of the step, from 0'),
    time('changed_at', 'when it happened'),
    text('transition', 'opened, updated, escalated, acknowledged, resolved or retracted'),
    text('state', 'where the step led: open, acknowledged, resolved or retracted'),
    text('severity', 'P1 to P5, after the step'),
    hour('start_hour', 'first hour label, after the step'),
    hour('end_hour', 'last hour label, after the step'),
    sales('expected_lost', 'sales, after the step'),
    hour('escalation', 'which reminder it was; 0 where it was none'),
    { name: 'is_silenced', type: 'boolean', meaning: 'recorded, and sent to nobody' },
    text('done_by', 'who did it; null where it was tillwatch'),
    text('note', 'what they said'),
  ],
};

const RECEIPTS: LakeTable = {
  name: 'receipts',
  rowIs: 'object version that landed',
  key: ['object_key', 'landed_at'],
  columns: [
    text('object_key', 'key of the object'),
    text('version_id', 'its version; null where the bucket keeps none'),
    time('landed_at', 'when it landed'),
    time('processed_at', 'when it was handled'),
    text('outcome', 'ok, partial, quarantine or ignore'),
    text('reason_code', 'why it was refused; null where it was not'),
    text('reason', 'the same as a sentence'),
    hour('days', 'checkout-days that it told of'),
    hour('warnings', 'warnings it got'),
  ],
};

export const LAKE_TABLES: Readonly<Record<TableName, LakeTable>> = {
  readings: READINGS,
  incidents: INCIDENTS,
  transitions: TRANSITIONS,
  receipts: RECEIPTS,
};
