// What the functions measure, by the names that the dashboard, the alarms and the command ask CloudWatch for.

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Namespace */
export const METRIC_NAMESPACE = 'tillwatch';

/**
 * The only dimension: which deployment it was. Every value of a dimension is a metric of its own and paid for by itself
 * (https://aws.amazon.com/cloudwatch/pricing/), so a checkout is never one. It stands beside the metrics in the same
 * log line, where Logs Insights finds it for nothing.
 */
export const DEPLOYMENT_DIMENSION = 'Deployment';

/** By name, with CloudWatch's unit. docs/observability.md says what each counts. */
export const METRICS = {
  Files: 'Count',
  Rows: 'Count',
  Quarantined: 'Count',
  LateFiles: 'Count',
  LandedToHandled: 'Milliseconds',
  LandedToPublished: 'Milliseconds',
  OpenedP1: 'Count',
  OpenedP2: 'Count',
  OpenedP3: 'Count',
  OpenedP4: 'Count',
  OpenedP5: 'Count',
  Heartbeat: 'Count',
  OldestUnpublished: 'Seconds',
  OpenIncidents: 'Count',
} as const;

export type MetricName = keyof typeof METRICS;

/**
 * The promise about latency: of all files, `goalPercent` are judged, and their alerts published, within `withinMs` of
 * landing, over `days`. A minute leaves room for a cold start and for one try that failed on S3's side.
 */
export const LATENCY_OBJECTIVE = { withinMs: 60_000, goalPercent: 99, days: 30 } as const;
