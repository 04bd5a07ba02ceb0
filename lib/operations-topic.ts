// The topic of operations: alarms about the machinery go here, to the people who run it.
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { letServiceUse, namesInStack } from './customer-key.ts';
import type { Protection } from './protection.ts';

const DISPLAY_NAME = 'tillwatch operations';

const ALARMS = 'cloudwatch.amazonaws.com';

export interface OperationsTopicProps {
  readonly protection: Protection;

  /**
   * Who hears the alarms.
   *
   * @default nobody: subscribe by hand to the topic in the stack's outputs
   */
  readonly email?: string;

  /**
   * A topic that is there already; its policy must let CloudWatch's alarms publish.
   *
   * @default a topic is made
   */
  readonly topic?: ITopic;
}

/**
 * One of its own: subscribers of the alert topics filter on attributes that an alarm's message doesn't have, and who
 * sells isn't who deploys.
 */
export class OperationsTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { protection, email, topic }: OperationsTopicProps) {
    super(scope, id);

    this.topic = topic ?? this.own(protection);
    if (email === undefined) return;
    acknowledge(this.topic.addSubscription(new EmailSubscription(email)), {
      'Serverless::Serverless-SNSRedrivePolicy': 'An e-mail that was not delivered is of no use to anybody in a queue',
    });
  }

  /**
   * Only alarms of this account, and of this stack, whose names CloudFormation makes, may publish on it
   * (https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html, "CloudWatch alarms in a different account").
   */
  private own({ encryptionKey }: Protection): Topic {
    const topic = new Topic(this, 'Topic', {
      displayName: DISPLAY_NAME,
      enforceSSL: true,
      ...(encryptionKey && { masterKey: encryptionKey }),
    });
    const stack = Stack.of(this);
    const alarms = stack.formatArn({ service: 'cloudwatch', resource: `alarm:${namesInStack(this)}` });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal(ALARMS)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': alarms },
          StringEquals: { 'aws:SourceAccount': stack.account },
        },
      }),
    );
    if (encryptionKey) letServiceUse(this, encryptionKey, ALARMS, alarms);
    return topic;
  }
}
