// The alarms about the machinery, all of which tell the topic of operations when they rise and when they end.
import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  type AlarmBase,
  ComparisonOperator,
  type MathExpression as Expression,
  type IMetric,
  MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SEVERITIES } from '../lambda/config/severity.ts';
import type { AlertTopics } from './alert-topics.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Inbox } from './inbox.ts';
import { LatencyObjective } from './latency-objective.ts';
import type { OwnMetrics } from './own-metrics.ts';
import type { Relay } from './relay.ts';

const PERIOD = Duration.minutes(5);

/**
 * A message that failed comes again after six minutes (inbox.ts, the visibility timeout): one that is older than this
 * has failed twice, or nobody reads the queue.
 */
const OLDEST_MESSAGE = Duration.minutes(15);

/** An alert waits a minute for the next tick and at most another for its writer's hold to end. This is far beyond. */
const OLDEST_UNPUBLISHED = Duration.minutes(10);

/** Throttled calls are tried again; a quarter of an hour of them is no burst. */
const THROTTLED_PERIODS = 3;

export interface AlarmsProps {
  /** Where they go. */
  readonly operations: ITopic;
  readonly metrics: OwnMetrics;
  readonly inbox: Inbox;
  readonly heartbeat: Heartbeat;
  readonly topics: AlertTopics;
  /** Default: there is none. */
  readonly relay?: Relay;
  /** By the name that alarms call them. */
  readonly functions: Readonly<Record<string, IFunction>>;
}

export class Alarms extends Construct {
  /** Those that act, the most urgent first. */
  readonly acting: readonly AlarmBase[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { inbox, heartbeat, metrics, topics, relay } = props;
    const latency = new LatencyObjective(this, 'Latency', metrics);

    this.acting = [
      heartbeat.stoppedAlarm,
      heartbeat.failingAlarm,
      inbox.deadLetterAlarm,
      ...Object.values(relay?.channels ?? {}).map(({ deadLetterAlarm }) => deadLetterAlarm),
      this.above('OldestMessage', inbox.queue.metricApproximateAgeOfOldestMessage({ period: PERIOD }), {
        threshold: OLDEST_MESSAGE.toSeconds(),
        says: `A file has waited for ${OLDEST_MESSAGE.toHumanString()}: it fails again and again, or nobody reads the queue.`,
      }),
      this.above('OldestUnpublished', metrics('OldestUnpublished', 'max', PERIOD), {
        threshold: OLDEST_UNPUBLISHED.toSeconds(),
        says: `An alert has waited for ${OLDEST_UNPUBLISHED.toHumanString()} to be published: look for what SNS refuses in the watch's log.`,
      }),
      this.above('Undelivered', undelivered(topics), {
        threshold: 0,
        says: 'SNS could not deliver an alert to a subscriber: look at the subscriptions, the SMS sandbox and its spend limit (tillwatch doctor).',
      }),
      latency.fastBurn,
      latency.slowBurn,
      ...Object.entries(props.functions).flatMap(([name, each]) => this.ofFunction(name, each)),
    ];
    const action = new SnsAction(props.operations);
    for (const alarm of this.acting) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }

  /** A tick of the watch that fails is made good by the next: for it there is the heartbeat. */
  private ofFunction(name: string, each: IFunction): Alarm[] {
    const errors = () =>
      this.above(`${name}Errors`, each.metricErrors({ period: PERIOD, statistic: 'sum' }), {
        threshold: 0,
        says: `The ${name.toLowerCase()} function crashed or ran out of time. What it left half done is done again; look at its log.`,
      });
    return [
      ...(name === 'Watch' ? [] : [errors()]),
      this.above(`${name}Throttles`, each.metricThrottles({ period: PERIOD, statistic: 'sum' }), {
        threshold: 0,
        periods: THROTTLED_PERIODS,
        says: `Lambda keeps refusing to start the ${name.toLowerCase()} function: the account's concurrency is used up (docs/scale.md).`,
      }),
    ];
  }

  /** These metrics are reported only while there is something to report: silence is good. */
  private above(
    id: string,
    metric: Metric | Expression,
    { threshold, says, periods = 1 }: { threshold: number; says: string; periods?: number },
  ): Alarm {
    return metric.createAlarm(this, id, {
      alarmDescription: says,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

/** Messages that SNS gave up on, over all topics. */
export function undelivered({ bySeverity }: AlertTopics): MathExpression {
  const names = SEVERITIES.map((severity) => severity.toLowerCase());
  const failed = SEVERITIES.map((severity, i): [string, IMetric] => [
    names[i] ?? severity,
    bySeverity[severity].metricNumberOfNotificationsFailed({ period: PERIOD, statistic: 'sum' }),
  ]);
  return new MathExpression({
    expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(failed),
    label: 'not delivered',
    period: PERIOD,
  });
}
