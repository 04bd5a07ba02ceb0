// The dashboard: is the machinery well? Files waiting, files given up, failing functions, alerts published.
import { Aws, Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { SEVERITIES } from '../lambda/config/severity.ts';
import type { AlertTopics } from './alert-topics.ts';
import type { Inbox } from './inbox.ts';

const PERIOD = Duration.minutes(5);

/** CloudWatch's grid has 24 columns: three graphs beside each other. */
const GRAPH_COLUMNS = 8;

export interface OperationsDashboardProps {
  readonly inbox: Inbox;
  readonly topics: AlertTopics;
  /** By the name they have in graphs. */
  readonly functions: Readonly<Record<string, IFunction>>;
}

export class OperationsDashboard extends Construct {
  /** Page of the dashboard in the console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { inbox, topics, functions }: OperationsDashboardProps) {
    super(scope, id);

    const { queue, deadLetterQueue } = inbox;
    const named = Object.entries(functions);
    const dashboard = new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          graph('Files waiting', [
            queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' }),
          ]),
          graph('Oldest file waiting (seconds)', [queue.metricApproximateAgeOfOldestMessage({ period: PERIOD })]),
          graph('Files given up', [
            deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' }),
          ]),
        ],
        [
          graph(
            'Errors',
            named.map(([label, each]) => each.metricErrors({ label, period: PERIOD })),
          ),
          graph(
            'Duration, 95th percentile (ms)',
            named.map(([label, each]) => each.metricDuration({ label, period: PERIOD, statistic: 'p95' })),
          ),
          graph(
            'Alerts published',
            SEVERITIES.map((label) =>
              topics.bySeverity[label].metricNumberOfMessagesPublished({ label, period: PERIOD }),
            ),
          ),
        ],
      ],
    });
    const console = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
    this.url = `${console}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function graph(title: string, left: IMetric[]): IWidget {
  return new GraphWidget({ title, left, width: GRAPH_COLUMNS, leftYAxis: { min: 0 } });
}
