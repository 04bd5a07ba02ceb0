// Metrics in CloudWatch's embedded metric format: one JSON line in the log for each file and each tick, no API call.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
import {
  DEPLOYMENT_DIMENSION,
  LATENCY_OBJECTIVE,
  METRIC_NAMESPACE,
  METRICS,
  type MetricName,
} from './config/metric-names.ts';
import type { Severity } from './config/severity.ts';

/** A file went through the pipeline to its receipt. */
export interface FileHandled {
  readonly kind: 'file-handled';
  readonly at: Date;
  readonly key: string;
  readonly versionId: string | null;
  readonly outcome: string;
  /** Its version had a receipt already: an event that came twice, or a replay. */
  readonly isRepeat: boolean;
  readonly hasQuarantined: boolean;
  /** Rows of hours that were read. */
  readonly rows: number;
  readonly landedAt: Date;
  /** When the last of its alerts was published; null when none was. */
  readonly publishedAt: Date | null;
  /** Severities of the incidents that it opened, silenced ones included. */
  readonly opened: readonly Severity[];
}

/** The watch did its minute's work. */
export interface WatchTicked {
  readonly kind: 'watch-ticked';
  readonly at: Date;
  /** What it did, to be read and searched for. */
  readonly report: object;
  /** When the oldest alert was written that is in an outbox still; null when all are empty. */
  readonly unpublishedSince: Date | null;
  readonly openIncidents: number;
  readonly opened: readonly Severity[];
}

export type Happening = FileHandled | WatchTicked;

/** Puts a happening where it is counted. */
export type Measure = (happening: Happening) => void;

/** Measures by log lines, for example on standard output, which Lambda sends to CloudWatch. */
export function embeddedMetrics(write: (line: string) => void, deployment: string): Measure {
  return (happening) => write(metricLine(happening, deployment));
}

/**
 * One line of embedded metric format, without a line break. It is the happening's log line as well: what isn't a metric
 * in it, the object's key above all, can be searched for and costs nothing more.
 */
export function metricLine(happening: Happening, deployment: string): string {
  const { at, kind } = happening;
  const values = { ...measured(happening), ...openedBySeverity(happening.opened) };
  return JSON.stringify({
    level: 'info',
    message: kind === 'file-handled' ? 'file handled' : 'watch ticked',
    timestamp: at.toISOString(),
    ...searchable(happening),
    [DEPLOYMENT_DIMENSION]: deployment,
    ...values,
    ...directive(at, Object.keys(values) as MetricName[]),
  });
}

/** Tells CloudWatch which members of the line are metrics; it refuses a line that names none. */
function directive(at: Date, names: readonly MetricName[]): object {
  if (names.length === 0) return {};
  const metrics = {
    Namespace: METRIC_NAMESPACE,
    Dimensions: [[DEPLOYMENT_DIMENSION]],
    Metrics: names.map((name) => ({ Name: name, Unit: METRICS[name] })),
  };
  return { _aws: { Timestamp: at.getTime(), CloudWatchMetrics: [metrics] } };
}

type Values = Partial<Record<MetricName, number>>;

function measured(happening: Happening): Values {
  return happening.kind === 'file-handled' ? ofFile(happening) : ofTick(happening);
}

/** A repeat is no second file, and its landing is long past: it would spoil the latencies. */
function ofFile({ at, isRepeat, hasQuarantined, rows, landedAt, publishedAt }: FileHandled): Values {
  if (isRepeat) return {};
  const handledAfterMs = elapsedMs(landedAt, at);
  return {
    Files: 1,
    Rows: rows,
    Quarantined: hasQuarantined ? 1 : 0,
    LateFiles: handledAfterMs > LATENCY_OBJECTIVE.withinMs ? 1 : 0,
    LandedToHandled: handledAfterMs,
    ...(publishedAt && { LandedToPublished: elapsedMs(landedAt, publishedAt) }),
  };
}

function ofTick({ at, unpublishedSince, openIncidents }: WatchTicked): Values {
  return {
    Heartbeat: 1,
    OldestUnpublished: unpublishedSince ? Math.round(elapsedMs(unpublishedSince, at) / 1000) : 0,
    OpenIncidents: openIncidents,
  };
}

/** Severities that no incident opened with are left out: a metric is paid for by the hours in which it is sent. */
function openedBySeverity(opened: readonly Severity[]): Values {
  const counts: Values = {};
  for (const severity of opened) counts[`Opened${severity}`] = (counts[`Opened${severity}`] ?? 0) + 1;
  return counts;
}

function searchable(happening: Happening): Readonly<Record<string, unknown>> {
  if (happening.kind === 'watch-ticked') return { ...happening.report };
  const { key, versionId, outcome, isRepeat } = happening;
  return { key, versionId, outcome, isRepeat };
}

/** S3's clock and the function's needn't agree to the millisecond. */
function elapsedMs(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime());
}
