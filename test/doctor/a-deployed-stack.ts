// A stack as a deployment leaves it, healthy: real emulated S3, SQS and SNS, and a control plane that tests make ill.
import type { ConfigInput } from '../../lambda/config/config.ts';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { type EmulatedStack, INBOX_BUCKET, RECORDS_BUCKET, startEmulatedStack } from '../../local/emulated-stack.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

export const STACK = 'tillwatch-staging';
const DEPLOYMENT = `${STACK}/Tillwatch`;

export const HEARTBEAT = `tillwatch/Heartbeat{Deployment=${DEPLOYMENT}}`;
export const OLDEST_UNPUBLISHED = `tillwatch/OldestUnpublished{Deployment=${DEPLOYMENT}}`;
export const SPENT = 'AWS/SNS/SMSMonthToDateSpentUSD{}';

const TO_ANA: ConfigInput = {
  subscriptions: [{ protocol: 'email', endpoint: 'ana@example.com', severities: ['P1', 'P2', 'P3', 'P4'] }],
};

export interface DeployedHere extends ControlPlane {
  readonly stack: EmulatedStack;
  readonly operationsTopicArn: string;
  /** For whoever is to find it: endpoints, region, credentials. */
  readonly env: NodeJS.ProcessEnv;
}

export async function aDeployedStack(): Promise<DeployedHere> {
  const stack = await startEmulatedStack({ config: TO_ANA, now: () => new Date(), log: () => {} });
  const operationsTopicArn = stack.aws.sns.createTopic('tillwatch-operations');
  stack.aws.sns.subscribe(operationsTopicArn, { protocol: 'email', endpoint: 'platform@example.com' });
  const topics = SEVERITIES.map((severity) => [`Topic${severity}Arn`, stack.topicArns[severity]] as const);
  const outputs = {
    ...Object.fromEntries(topics),
    InboxBucketName: INBOX_BUCKET,
    RecordsBucketName: RECORDS_BUCKET,
    InboxQueueUrl: stack.inboxQueueUrl,
    DeadLetterQueueUrl: stack.deadLetterQueueUrl,
    OperationsTopicArn: operationsTopicArn,
    MetricsDeployment: DEPLOYMENT,
  };
  const actions = [operationsTopicArn];
  const minuteAgo = new Date(Date.now() - 60_000);
  const controlPlane = await startControlPlane({
    stacks: { [STACK]: { status: 'UPDATE_COMPLETE', outputs } },
    alarms: [
      { name: `${STACK}-HeartbeatStopped`, state: 'OK', description: 'The watch has done nothing.', actions },
      { name: `${STACK}-DeadLetterAlarm`, state: 'INSUFFICIENT_DATA', description: 'A dead letter.', actions },
      { name: `${STACK}-FastBurn`, state: 'OK', description: 'Too late.', actions, isComposite: true },
      { name: `${STACK}-FastBurnLong`, state: 'ALARM', actions: [] },
      { name: `${STACK}-blue-HeartbeatStopped`, state: 'ALARM', actions: ['arn:aws:sns:us-east-1:000000000000:other'] },
    ],
    values: {
      [HEARTBEAT]: [{ at: minuteAgo, value: 1 }],
      [OLDEST_UNPUBLISHED]: [{ at: minuteAgo, value: 0 }],
    },
    denied: [],
    now: () => new Date(),
  });
  return {
    ...controlPlane,
    stack,
    operationsTopicArn,
    env: {
      AWS_REGION: stack.aws.region,
      AWS_ENDPOINT_URL: stack.aws.endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: controlPlane.endpoint,
      AWS_ENDPOINT_URL_CLOUDWATCH: controlPlane.endpoint,
      AWS_ACCESS_KEY_ID: 'EMULATED',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    async close() {
      await controlPlane.close();
      await stack.close();
    },
  };
}
