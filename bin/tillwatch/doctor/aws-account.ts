// The account on AWS, seen with the caller's own credentials and region.
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DEPLOYMENT_DIMENSION, METRIC_NAMESPACE } from '../../../lambda/config/metric-names.ts';
import type { Account, AlarmState, Measurement, TopicSubscription } from './account.ts';

const MINUTE_S = 60;
const HOUR_MS = 3_600_000;
const DAY_S = 86_400;

/** SNS reports what was spent once a day at least. */
const SPENDING_LOOKED_BACK_MS = 2 * DAY_S * 1_000;

export function awsAccount(now: () => Date): Account {
  const cloudFormation = new CloudFormationClient();
  const cloudWatch = new CloudWatchClient();
  const s3 = new S3Client();
  const sns = new SNSClient();
  const sqs = new SQSClient();
  const answeredAt = answerDates(cloudFormation);

  async function newestOf(
    metric: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: string }[] },
    { sinceMs, periodS }: { sinceMs: number; periodS: number },
  ): Promise<Measurement | null> {
    const query = { Id: 'newest', MetricStat: { Metric: metric, Period: periodS, Stat: 'Maximum' } };
    const answer = await cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [query],
        StartTime: new Date(now().getTime() - sinceMs),
        EndTime: now(),
        ScanBy: 'TimestampDescending',
      }),
    );
    const [{ Timestamps = [], Values = [] } = {}] = answer.MetricDataResults ?? [];
    const [at] = Timestamps;
    return at && Values[0] !== undefined ? { at, value: Values[0] } : null;
  }

  return {
    async stack(name) {
      try {
        const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
        if (!stack) return null;
        const outputs = stack.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const);
        return { name, status: stack.StackStatus ?? '', outputs: new Map(outputs), answeredAt: answeredAt() };
      } catch (error) {
        // The same code as for any wrong parameter; only the text tells.
        if (/does not exist/.test((error as Error).message)) return null;
        throw error;
      }
    },

    async subscriptions(topicArn) {
      const all: TopicSubscription[] = [];
      for (let token: string | undefined; ; ) {
        const page = { TopicArn: topicArn, ...(token && { NextToken: token }) };
        const answer = await sns.send(new ListSubscriptionsByTopicCommand(page));
        for (const { Protocol = '', Endpoint = '', SubscriptionArn } of answer.Subscriptions ?? []) {
          const isConfirmed = SubscriptionArn?.startsWith('arn:') ?? false;
          // What was unsubscribed stays listed for a while.
          if (SubscriptionArn !== 'Deleted') all.push({ protocol: Protocol, endpoint: Endpoint, isConfirmed });
        }
        token = answer.NextToken;
        if (!token) return all;
      }
    },

    async textMessages() {
      const { IsInSandbox = false } = await sns.send(new GetSMSSandboxAccountStatusCommand({}));
      const { attributes } = await sns.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] }));
      const limit = attributes?.MonthlySpendLimit;
      const metric = { Namespace: 'AWS/SNS', MetricName: 'SMSMonthToDateSpentUSD', Dimensions: [] };
      const spent = await newestOf(metric, { sinceMs: SPENDING_LOOKED_BACK_MS, periodS: DAY_S });
      return {
        isInSandbox: IsInSandbox,
        limitUsd: limit === undefined ? null : Number(limit),
        spentUsd: spent?.value ?? null,
      };
    },

    async waitingIn(queueUrl) {
      const attribute = 'ApproximateNumberOfMessages';
      const request = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [attribute] });
      const { Attributes } = await sqs.send(request);
      return Number(Attributes?.[attribute] ?? 0);
    },

    async look(bucket) {
      await s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }));
    },

    async alarms(stack, topicArn) {
      const all: AlarmState[] = [];
      for (let token: string | undefined; ; ) {
        const answer = await cloudWatch.send(
          new DescribeAlarmsCommand({
            AlarmNamePrefix: `${stack}-`,
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            ...(token && { NextToken: token }),
          }),
        );
        // `tillwatch-` begins the alarms of the stack `tillwatch-staging` as well: the topic tells them apart.
        const found: (MetricAlarm | CompositeAlarm)[] = [
          ...(answer.MetricAlarms ?? []),
          ...(answer.CompositeAlarms ?? []),
        ];
        all.push(...found.filter(({ AlarmActions = [] }) => AlarmActions.includes(topicArn)).map(alarmState));
        token = answer.NextToken;
        if (!token) return all;
      }
    },

    newest(metric, deployment) {
      const dimension = { Name: DEPLOYMENT_DIMENSION, Value: deployment };
      return newestOf(
        { Namespace: METRIC_NAMESPACE, MetricName: metric, Dimensions: [dimension] },
        { sinceMs: HOUR_MS, periodS: MINUTE_S },
      );
    },
  };
}

function alarmState({
  AlarmName = '',
  StateValue,
  AlarmDescription = '',
  ActionsEnabled,
}: MetricAlarm | CompositeAlarm): AlarmState {
  return {
    name: AlarmName,
    state: StateValue ?? 'INSUFFICIENT_DATA',
    description: AlarmDescription,
    isActing: ActionsEnabled === true,
  };
}

/** When AWS answered last, by its own clock: the `Date` of the answer. */
function answerDates(client: CloudFormationClient): () => Date | null {
  let last: Date | null = null;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = result.response as { headers?: Record<string, string> };
      const date = new Date(headers.date ?? '');
      if (!Number.isNaN(date.getTime())) last = date;
      return result;
    },
    { step: 'deserialize', name: 'answerDates' },
  );
  return () => last;
}
