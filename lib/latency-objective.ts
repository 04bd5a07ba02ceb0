// The promise about latency, and two alarms on how fast its budget of late files burns.
// Windows and rates: Google, The Site Reliability Workbook, chapter 5, "Alerting on SLOs",
// method 6 (https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts).
import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { LATENCY_OBJECTIVE } from '../lambda/config/metric-names.ts';
import type { OwnMetrics } from './own-metrics.ts';

/** How many times faster than "just enough for the whole month" the budget burns. */
interface BurnRate {
  readonly rate: number;
  /** The burning is worth a message only if it has lasted, … */
  readonly long: Duration;
  /** … and goes on still: a twelfth of the long window, so that the alarm ends soon after the cause. */
  readonly short: Duration;
}

/** Two hundredths of the month's budget in an hour; five hundredths in six. */
const FAST: BurnRate = { rate: 14.4, long: Duration.hours(1), short: Duration.minutes(5) };
const SLOW: BurnRate = { rate: 6, long: Duration.hours(6), short: Duration.minutes(30) };

/**
 * Late files in the long window before anything is said. With one file an hour a single late one would be a rate of a
 * hundred (the same chapter, "Low-Traffic Services and Error Budget Alerting").
 */
const FEWEST_LATE_FILES = 2;

export class LatencyObjective extends Construct {
  /** The month's budget would be gone in two days. */
  readonly fastBurn: CompositeAlarm;
  /** The month's budget would be gone in five days. */
  readonly slowBurn: CompositeAlarm;
  /** What the two are made of; they act on nothing by themselves. */
  readonly windows: readonly Alarm[];

  constructor(scope: Construct, id: string, metrics: OwnMetrics) {
    super(scope, id);

    const windows: Alarm[] = [];
    const burning = (name: string, { rate, long, short }: BurnRate): CompositeAlarm => {
      const both = [this.window(`${name}Long`, rate, long, metrics), this.window(`${name}Short`, rate, short, metrics)];
      windows.push(...both);
      return new CompositeAlarm(this, name, {
        alarmDescription: `Files are handled too late: ${promise()} is broken ${rate} times faster than it may be. Look at the dashboard's flow, then at the score function's log.`,
        alarmRule: AlarmRule.allOf(...both.map((each) => AlarmRule.fromAlarm(each, AlarmState.ALARM))),
      });
    };
    this.fastBurn = burning('FastBurn', FAST);
    this.slowBurn = burning('SlowBurn', SLOW);
    this.windows = windows;
  }

  /** No files, nothing late. */
  private window(id: string, rate: number, period: Duration, metrics: OwnMetrics): Alarm {
    return burnRate(period, metrics, id.endsWith('Long') ? FEWEST_LATE_FILES : 1).createAlarm(this, id, {
      alarmDescription: `Of the last ${period.toHumanString()}, part of a burn-rate alarm.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: rate,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

/** In words, such as "99 % within 60 s". */
export function promise(): string {
  const { goalPercent, withinMs } = LATENCY_OBJECTIVE;
  return `${goalPercent} % within ${withinMs / 1000} s`;
}

/** Share of late files over the share that may be late; 0 while fewer than `fewest` were late. */
export function burnRate(period: Duration, metrics: OwnMetrics, fewest = 1): IMetric & MathExpression {
  const budget = (100 - LATENCY_OBJECTIVE.goalPercent) / 100;
  return new MathExpression({
    expression: `IF(late >= ${fewest}, late / files / ${budget}, 0)`,
    usingMetrics: { late: metrics('LateFiles', 'sum', period), files: metrics('Files', 'sum', period) },
    label: 'burn rate',
    period,
  });
}
