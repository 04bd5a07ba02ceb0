// The two ways in which a bucket tells a queue of new objects: S3's own notification, and EventBridge.
import { Aws, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { letServiceUse, namesInStack } from './customer-key.ts';
import type { ProtectedBucket } from './protected-bucket.ts';

/**
 * S3 tries the destination while the notification is created, so the queue's policy has to be there first. Said on
 * the bucket itself, because `addEventNotification` would bring a function of its own to the stack.
 */
export function tellByNotification(bucket: ProtectedBucket, queue: Queue): void {
  letSend(queue, 'InboxAnnouncesNewObjects', 's3.amazonaws.com', bucket.arnByName);
  const { encryptionMasterKey: key } = queue;
  if (key) letServiceUse(bucket, key, 's3.amazonaws.com', bucket.arnPattern);
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn }],
  };
  resource.node.addDependency(queue.node.findChild('Policy'));
}

/**
 * For a bucket that others own and listen to as well: its notification configuration is theirs, EventBridge serves any
 * number of listeners. The bucket must send its events there (`eventBridgeEnabled`).
 */
export function tellByEventBridge(scope: Construct, bucket: IBucket, queue: Queue): void {
  const rule = new CfnRule(scope, 'NewObjects', {
    description: 'Files that land in the inbox',
    eventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      account: [Aws.ACCOUNT_ID],
      detail: { bucket: { name: [bucket.bucketName] } },
    },
    targets: [{ id: 'queue', arn: queue.queueArn }],
  });
  acknowledge(rule, {
    'Serverless::Serverless-EventBusDLQ':
      'EventBridge tries for a day, and the watch finds files whose event was lost: nobody has to look into a queue',
  });
  letSend(queue, 'EventBridgeAnnouncesNewObjects', 'events.amazonaws.com', rule.attrArn);
  const { encryptionMasterKey: key } = queue;
  const rules = Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: namesInStack(scope) });
  if (key) letServiceUse(scope, key, 'events.amazonaws.com', rules);
}

function letSend(queue: Queue, sid: string, service: string, sourceArn: string): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { 'aws:SourceArn': sourceArn },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  );
}
