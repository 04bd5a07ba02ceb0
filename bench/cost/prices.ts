// What AWS asks, in USD, by region. Numbers change: compare with the pages before you rely on them.

export interface Prices {
  /** Where the numbers stand, and as of when. */
  readonly asOf: string;
  readonly lambdaGbSecondArm: number;
  readonly lambdaRequest: number;
  readonly s3Put: number;
  readonly s3Get: number;
  readonly s3GbMonth: number;
  readonly sqsRequest: number;
  readonly snsPublish: number;
  readonly snsEmail: number;
  /** A part of a text message to a Brazilian number: changes often, and by carrier. */
  readonly smsPartBrazil: number;
  readonly schedulerInvocation: number;
  readonly metricMonth: number;
  /** Per metric that an alarm looks at. */
  readonly alarmMetricMonth: number;
  readonly compositeAlarmMonth: number;
  readonly dashboardMonth: number;
  readonly logIngestedGb: number;
  readonly logStoredGbMonth: number;
}

/**
 * Lambda: https://aws.amazon.com/lambda/pricing/ (arm64, the first tier, the same in both regions).
 * S3: https://aws.amazon.com/s3/pricing/ (Standard, first 50 TB; LIST costs as PUT); São Paulo's from the price list
 * published on 2026-09-26. SQS: https://aws.amazon.com/sqs/pricing/. SNS: https://aws.amazon.com/sns/pricing/ and
 * https://aws.amazon.com/sns/sms-pricing/. Scheduler: https://aws.amazon.com/eventbridge/pricing/.
 * CloudWatch: https://aws.amazon.com/cloudwatch/pricing/.
 */
const COMMON = {
  lambdaGbSecondArm: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  sqsRequest: 0.4 / 1e6,
  snsPublish: 0.5 / 1e6,
  snsEmail: 2 / 1e5,
  smsPartBrazil: 0.03,
  metricMonth: 0.3,
  alarmMetricMonth: 0.1,
  compositeAlarmMonth: 0.5,
  dashboardMonth: 3,
};

export const PRICES = {
  'us-east-1': {
    ...COMMON,
    asOf: 'November 2026',
    s3Put: 0.005 / 1e3,
    s3Get: 0.0004 / 1e3,
    s3GbMonth: 0.023,
    schedulerInvocation: 1 / 1e6,
    logIngestedGb: 0.5,
    logStoredGbMonth: 0.03,
  },
  'sa-east-1': {
    ...COMMON,
    asOf: 'November 2026',
    s3Put: 0.007 / 1e3,
    s3Get: 0.00056 / 1e3,
    s3GbMonth: 0.0405,
    schedulerInvocation: 1.5 / 1e6,
    logIngestedGb: 0.9,
    logStoredGbMonth: 0.0408,
  },
} as const satisfies Record<string, Prices>;

export type Region = keyof typeof PRICES;

/** What is free every month, for ever, in an account that uses nothing else (the same pages). */
export const ALWAYS_FREE = {
  lambdaGbSeconds: 400_000,
  lambdaRequests: 1e6,
  sqsRequests: 1e6,
  snsPublishes: 1e6,
  snsEmails: 1_000,
  schedulerInvocations: 14e6,
  metrics: 10,
  alarmMetrics: 10,
  dashboards: 3,
  logIngestedGb: 5,
};
