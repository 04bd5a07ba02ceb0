// The metrics that the functions write into their logs, as the dashboard and the alarms ask for them.
import { type Duration, Stack } from 'aws-cdk-lib';
import { Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { DEPLOYMENT_DIMENSION, METRIC_NAMESPACE, METRICS, type MetricName } from '../lambda/config/metric-names.ts';

/** `sum`, `max`, a percentile such as `p99`. */
export type Statistic = string;

/** Asks for the metrics of one deployment. */
export type OwnMetrics = (
  name: MetricName,
  statistic: Statistic,
  period: Duration,
  options?: { readonly label?: string; readonly color?: string },
) => Metric;

/**
 * The stack's name and the construct's path in it: several environments, and several tillwatches in one stack, are
 * told apart by it.
 */
export function deploymentName(tillwatch: Construct): string {
  const stack = Stack.of(tillwatch);
  const path = tillwatch.node.path.slice(stack.node.path.length).split('/');
  return [stack.stackName, ...path].filter((part) => part !== '').join('/');
}

export function ownMetrics(deployment: string): OwnMetrics {
  return (name, statistic, period, options = {}) =>
    new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: name,
      dimensionsMap: { [DEPLOYMENT_DIMENSION]: deployment },
      unit: UNITS[METRICS[name]],
      statistic,
      period,
      ...options,
    });
}

const UNITS = {
  Count: Unit.COUNT,
  Milliseconds: Unit.MILLISECONDS,
  Seconds: Unit.SECONDS,
} as const satisfies Record<(typeof METRICS)[MetricName], Unit>;
