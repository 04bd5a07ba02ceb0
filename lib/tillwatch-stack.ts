// The stack that `npm run deploy` deploys: tillwatch, and outputs that people and tools find it by.
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SEVERITIES } from '../lambda/config/severity.ts';
import { Tillwatch } from './tillwatch.ts';
import type { TillwatchProps } from './tillwatch-props.ts';

export interface TillwatchStackProps extends StackProps, TillwatchProps {}

/** The outputs' names are a contract: other tools read them. */
export class TillwatchStack extends Stack {
  readonly tillwatch: Tillwatch;

  constructor(scope: Construct, id: string, props: TillwatchStackProps = {}) {
    super(scope, id, props);

    this.tillwatch = new Tillwatch(this, 'Tillwatch', props);
    const { inbox, records, topics, relay, view, operations, dashboard, lake, backfill } = this.tillwatch;
    new CfnOutput(this, 'InboxBucketName', { value: inbox.bucket.bucketName });
    new CfnOutput(this, 'RecordsBucketName', { value: records.bucket.bucketName });
    for (const severity of SEVERITIES) {
      new CfnOutput(this, `Topic${severity}Arn`, { value: topics.bySeverity[severity].topicArn });
    }
    new CfnOutput(this, 'InboxQueueUrl', { value: inbox.queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: inbox.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'OperationsTopicArn', { value: operations.topic.topicArn });
    for (const [name, { topic }] of Object.entries(relay?.channels ?? {})) {
      if (topic) new CfnOutput(this, `${pascalCase(name)}TopicArn`, { value: topic.topicArn });
    }
    new CfnOutput(this, 'MetricsDeployment', { value: this.tillwatch.deployment });
    if (view) new CfnOutput(this, 'ViewUrl', { value: view.url });
    new CfnOutput(this, 'DashboardUrl', { value: dashboard.url });
    if (lake) new CfnOutput(this, 'HistoryWorkgroup', { value: lake.workgroup });
    if (backfill) new CfnOutput(this, 'BackfillMachineArn', { value: backfill.stateMachine.ref });
  }
}

/** `night-shift` as outputs are named: `NightShift`. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9]?)/g, (_whole, letter: string) => letter.toUpperCase());
}
