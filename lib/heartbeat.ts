// The heartbeat: who watches the watch? An alarm when no tick comes to its end, and one when most of them fail.
import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OwnMetrics } from './own-metrics.ts';

/** Five ticks. A single one that is late or fails is made good by the next. */
const PERIOD = Duration.minutes(5);

/** Periods without a single tick, or with nothing but failed ones, before the alarm is raised: ten minutes. */
const SILENT_PERIODS = 2;

/** Failed ticks in each of those periods; more than half of them. */
const FAILED_TICKS = 3;

export interface HeartbeatProps {
  /** The function that ticks once a minute. */
  readonly watch: IFunction;
  readonly metrics: OwnMetrics;
}

export class Heartbeat extends Construct {
  /**
   * In alarm when no tick has come to its end for ten minutes: the schedule doesn't start them, or they die. Nothing is
   * reported then, so missing data is the alarm.
   */
  readonly stoppedAlarm: Alarm;

  /** In alarm when the watch runs, and most of its ticks fail. */
  readonly failingAlarm: Alarm;

  constructor(scope: Construct, id: string, { watch, metrics }: HeartbeatProps) {
    super(scope, id);

    this.stoppedAlarm = metrics('Heartbeat', 'sum', PERIOD).createAlarm(this, 'Stopped', {
      alarmDescription:
        'The watch has done nothing for ten minutes: late files and lost events go unnoticed. Look at its schedule, then at its log.',
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: SILENT_PERIODS,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.failingAlarm = watch.metricErrors({ period: PERIOD, statistic: 'sum' }).createAlarm(this, 'Failing', {
      alarmDescription: 'Most ticks of the watch fail: look for errors in its log.',
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: FAILED_TICKS,
      evaluationPeriods: SILENT_PERIODS,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
