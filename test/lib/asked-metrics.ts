// Every metric that a template's dashboard and alarms ask CloudWatch for, found wherever it hides in them.
import type { Template } from 'aws-cdk-lib/assertions';
import { resources } from './a-stack.ts';
import { readableValue } from './readable.ts';

export interface AskedMetric {
  /** The alarm's logical id, or the widget's title. */
  readonly by: string;
  readonly namespace: string;
  readonly name: string;
  /** By name; a reference to a resource is its logical id without construct and hash. */
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Statistic {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

export function metricsOfAlarms(template: Template): readonly AskedMetric[] {
  return Object.entries(resources(template, 'AWS::CloudWatch::Alarm')).flatMap(([by, { Properties }]) => {
    const inside = (Properties.Metrics ?? []) as { MetricStat?: { Metric: Statistic } }[];
    const statistics = inside.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
    const all: Statistic[] = Properties.MetricName ? [Properties] : statistics;
    return all.map(({ Namespace, MetricName, Dimensions = [] }) => ({
      by,
      namespace: Namespace,
      name: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, readableValue(Value)])),
    }));
  });
}

export interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly query?: string;
  };
}

export function widgetsOf(template: Template): readonly Widget[] {
  const [dashboard] = Object.values(resources(template, 'AWS::CloudWatch::Dashboard'));
  return JSON.parse(readableValue(dashboard?.Properties.DashboardBody)).widgets;
}

/** In a dashboard a metric is `[namespace, name, dimension, value, …, options]`; an expression is options alone. */
export function metricsOfDashboard(template: Template): readonly AskedMetric[] {
  return widgetsOf(template).flatMap(({ properties: { title = '', metrics = [] } }) =>
    metrics
      .filter(([first]) => typeof first === 'string')
      .map((metric) => {
        const [namespace, name, ...rest] = metric.filter((part) => typeof part === 'string') as string[];
        const pairs = Array.from({ length: rest.length / 2 }, (_, i) => [rest[2 * i], rest[2 * i + 1]]);
        return { by: title, namespace: namespace ?? '', name: name ?? '', dimensions: Object.fromEntries(pairs) };
      }),
  );
}
