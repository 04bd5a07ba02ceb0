// What the account has spent on text messages this month: SNS stops sending at its limit without an error.
import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** Of the whole account, hence without dimensions (https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html). */
export function textMessageSpend(period: Duration): Metric {
  return new Metric({
    namespace: 'AWS/SNS',
    metricName: 'SMSMonthToDateSpentUSD',
    statistic: 'max',
    label: 'USD',
    period,
  });
}
