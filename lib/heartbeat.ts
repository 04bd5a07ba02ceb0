// The heartbeat: who watches the watch? An alarm when it didn't run, and one when it runs and fails.
import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** Five ticks. A single one that is late or fails is made good by the next. */
const PERIOD = Duration.minutes(5);

/** Periods without a single tick, or with nothing but failed ones, before the alarm is raised: ten minutes. */
const SILENT_PERIODS = 2;

/** Failed ticks in each of those periods; more than half of them. */
const FAILED_TICKS = 3;

export interface HeartbeatProps {
  /** The function that ticks once a minute. */
  readonly watch: IFunction;
}

/**
 * Both alarms have no action yet, for the same reason as the inbox's alarm: whoever deploys adds theirs, with
 * `addAlarmAction`.
 */
export class Heartbeat extends Construct {
  /**
   * In alarm when the watch has not run for ten minutes. Lambda reports no invocations by reporting nothing
   * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html), so missing data is the alarm.
   */
  readonly stoppedAlarm: Alarm;

  /** In alarm when the watch runs, and most of its ticks fail. */
  readonly failingAlarm: Alarm;

  constructor(scope: Construct, id: string, { watch }: HeartbeatProps) {
    super(scope, id);

    this.stoppedAlarm = watch.metricInvocations({ period: PERIOD, statistic: 'sum' }).createAlarm(this, 'Stopped', {
      alarmDescription: 'The watch has not run for ten minutes: late files and lost events go unnoticed.',
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
