// What the doctor needs to see of an AWS account. Each call is one permission; whoever lacks it gets the rest.
import type { MetricName } from '../../../lambda/config/metric-names.ts';

export interface DeployedStack {
  readonly name: string;
  /** CloudFormation's, such as `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** AWS's clock when it answered; null where the answer didn't say. */
  readonly answeredAt: Date | null;
}

export interface TopicSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

export interface TextMessages {
  readonly isInSandbox: boolean;
  /** USD a month; null where none is set, which means SNS's own. */
  readonly limitUsd: number | null;
  /** USD of this month so far; null where nothing was reported. */
  readonly spentUsd: number | null;
}

export interface AlarmState {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly description: string;
  readonly isActing: boolean;
}

export interface Measurement {
  readonly at: Date;
  readonly value: number;
}

export interface Account {
  /** Null when there is no such stack here. */
  stack(name: string): Promise<DeployedStack | null>;
  subscriptions(topicArn: string): Promise<readonly TopicSubscription[]>;
  textMessages(): Promise<TextMessages>;
  /** Messages that nobody is reading at this moment. */
  waitingIn(queueUrl: string): Promise<number>;
  /** Lists one key. */
  look(bucket: string): Promise<void>;
  /** The alarms that tell `topicArn`. */
  alarms(stack: string, topicArn: string): Promise<readonly AlarmState[]>;
  /** The newest value of the last hour, by the minute; null where there is none. */
  newest(metric: MetricName, deployment: string): Promise<Measurement | null>;
}
