// The dashboard for 03:00: is something wrong, where in the flow, since when, and what do the logs say?
// Long because it is a list: one row after the other, from the state to the details.
import { Aws, Duration } from 'aws-cdk-lib';
import {
  type AlarmBase,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  type IWidget,
  LegendPosition,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  SingleValueWidget,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LATENCY_OBJECTIVE, type MetricName } from '../lambda/config/metric-names.ts';
import { SEVERITIES, type Severity } from '../lambda/config/severity.ts';
import { undelivered } from './alarms.ts';
import type { AlertTopics } from './alert-topics.ts';
import type { Inbox } from './inbox.ts';
import { burnRate, promise } from './latency-objective.ts';
import type { OwnMetrics } from './own-metrics.ts';
import { textMessageSpend } from './text-message-spend.ts';

const PERIOD = Duration.minutes(5);
const MINUTE = Duration.minutes(1);
const HOUR = Duration.hours(1);

/** CloudWatch's grid has 24 columns: three graphs beside each other. */
const WHOLE = 24;
const THIRD = 8;

/** From alarming to calm; told apart by people who see no red or green, too. */
const COLOURS: Readonly<Record<Severity, string>> = {
  P1: '#b30000',
  P2: '#e34a33',
  P3: '#fc8d59',
  P4: '#9ebcda',
  P5: '#bdbdbd',
};

export interface OperationsDashboardProps {
  readonly inbox: Inbox;
  readonly topics: AlertTopics;
  readonly metrics: OwnMetrics;
  /** Shown at the top. */
  readonly alarms: readonly AlarmBase[];
  /** By the name they have in graphs. */
  readonly functions: Readonly<Record<string, LambdaFunction>>;
}

export class OperationsDashboard extends Construct {
  /** Page of the dashboard in the console. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);

    const dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(12),
      widgets: [
        [alarmRow(props.alarms)],
        stateRow(props),
        [heading('The flow: files land, are judged, alerts go out')],
        flowRow(props),
        latencyRow(props),
        [heading('What was found, and who heard of it')],
        alertRow(props),
        [heading('The machinery')],
        machineryRow(props),
        costRow(props),
        [troubleRow(props)],
      ],
    });
    const console = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
    this.url = `${console}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function alarmRow(alarms: readonly AlarmBase[]): IWidget {
  return new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WHOLE, height: 3 });
}

/** How things stand at this moment. */
function stateRow({ metrics, inbox }: OperationsDashboardProps): IWidget[] {
  const { queue, deadLetterQueue } = inbox;
  return [
    value('Open incidents', metrics('OpenIncidents', 'max', PERIOD)),
    value('Ticks of the watch in 5 min (5 are well)', metrics('Heartbeat', 'sum', PERIOD)),
    value('Oldest alert unpublished (s)', metrics('OldestUnpublished', 'max', PERIOD)),
    value('Files waiting', queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' })),
    value(
      'Files given up',
      deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' }),
    ),
    value('Files in the last hour', metrics('Files', 'sum', HOUR)),
  ];
}

function flowRow({ metrics, inbox }: OperationsDashboardProps): IWidget[] {
  const { queue } = inbox;
  return [
    graph('Files', {
      left: [
        metrics('Files', 'sum', PERIOD, { label: 'handled' }),
        metrics('Quarantined', 'sum', PERIOD, { label: 'in quarantine', color: COLOURS.P2 }),
      ],
      right: [metrics('Rows', 'sum', PERIOD, { label: 'rows', color: COLOURS.P5 })],
    }),
    graph('Waiting in the queue', {
      left: [
        queue.metricApproximateNumberOfMessagesVisible({ label: 'waiting', period: MINUTE, statistic: 'max' }),
        queue.metricApproximateNumberOfMessagesNotVisible({ label: 'being judged', period: MINUTE, statistic: 'max' }),
      ],
    }),
    graph('Age of the oldest in the queue (s)', {
      left: [queue.metricApproximateAgeOfOldestMessage({ label: 'oldest', period: MINUTE })],
    }),
  ];
}

function latencyRow({ metrics }: OperationsDashboardProps): IWidget[] {
  const objective = { value: LATENCY_OBJECTIVE.withinMs, label: promise(), color: COLOURS.P1 };
  const percentiles = (name: MetricName): IMetric[] => [
    metrics(name, 'p50', PERIOD, { label: 'p50' }),
    metrics(name, 'p99', PERIOD, { label: 'p99', color: COLOURS.P2 }),
  ];
  return [
    graph('Landed to alert published (ms)', {
      left: percentiles('LandedToPublished'),
      leftAnnotations: [objective],
    }),
    graph('Landed to handled, alert or not (ms)', {
      left: percentiles('LandedToHandled'),
      leftAnnotations: [objective],
    }),
    graph(`Late files, and how fast they use up the budget of ${promise()}`, {
      left: [metrics('LateFiles', 'sum', PERIOD, { label: 'late' })],
      right: [burnRate(HOUR, metrics)],
    }),
  ];
}

function alertRow({ metrics, topics }: OperationsDashboardProps): IWidget[] {
  const bySeverity = (metricOf: (severity: Severity) => IMetric): IMetric[] => SEVERITIES.map(metricOf);
  return [
    graph('Incidents opened', {
      stacked: true,
      left: bySeverity((severity) =>
        metrics(`Opened${severity}`, 'sum', PERIOD, { label: severity, color: COLOURS[severity] }),
      ),
    }),
    graph('Alerts published, by topic', {
      stacked: true,
      left: bySeverity((severity) =>
        topics.bySeverity[severity].metricNumberOfMessagesPublished({
          label: severity,
          color: COLOURS[severity],
          period: PERIOD,
        }),
      ),
    }),
    graph('Alerts that a subscriber did not get', { left: [undelivered(topics)] }),
  ];
}

function machineryRow({ functions }: OperationsDashboardProps): IWidget[] {
  const named = Object.entries(functions);
  return [
    graph('Crashes and timeouts', { left: named.map(([label, each]) => each.metricErrors({ label, period: PERIOD })) }),
    graph('Duration, p99 (ms)', {
      left: named.map(([label, each]) => each.metricDuration({ label, period: PERIOD, statistic: 'p99' })),
    }),
    graph('Refused starts: the account has no concurrency left', {
      left: named.map(([label, each]) => each.metricThrottles({ label, period: PERIOD })),
    }),
  ];
}

/** What drives the bill; `npm run cost` has the prices. */
function costRow({ functions }: OperationsDashboardProps): IWidget[] {
  const named = Object.entries(functions);
  return [
    graph('Lambda: calls an hour', {
      left: named.map(([label, each]) => each.metricInvocations({ label, period: HOUR, statistic: 'sum' })),
    }),
    graph('Lambda: seconds an hour', {
      left: named.map(
        ([label, each], i) =>
          new MathExpression({
            expression: `ms${i} / 1000`,
            usingMetrics: { [`ms${i}`]: each.metricDuration({ period: HOUR, statistic: 'sum' }) },
            label,
            period: HOUR,
          }),
      ),
    }),
    graph('Text messages: USD this month, whole account', { left: [textMessageSpend(HOUR)] }),
  ];
}

function troubleRow({ functions }: OperationsDashboardProps): IWidget {
  return new LogQueryWidget({
    title: 'The last warnings and errors',
    logGroupNames: Object.values(functions).map(({ logGroup }) => logGroup.logGroupName),
    view: LogQueryVisualizationType.TABLE,
    width: WHOLE,
    height: 8,
    queryLines: [
      'fields @timestamp, level, message, key, checkout, incident, error.message',
      'filter level in ["warn", "error", "WARN", "ERROR"]',
      'sort @timestamp desc',
      'limit 30',
    ],
  });
}

function heading(text: string): IWidget {
  const background = TextWidgetBackground.TRANSPARENT;
  return new TextWidget({ markdown: `## ${text}`, width: WHOLE, height: 1, background });
}

function value(title: string, metric: IMetric): IWidget {
  return new SingleValueWidget({ title, metrics: [metric], width: WHOLE / 6, height: 3, setPeriodToTimeRange: false });
}

function graph(title: string, props: GraphWidgetProps): IWidget {
  return new GraphWidget({
    title,
    width: THIRD,
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
    legendPosition: LegendPosition.BOTTOM,
    ...props,
  });
}
