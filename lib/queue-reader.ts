// A function that reads a queue: Lambda's poller, and exactly what the poller needs.
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';

export interface QueueReaderProps {
  readonly reader: LambdaFunction;
  readonly queue: IQueue;
  /** Messages in one invocation. */
  readonly batchSize: number;
  /** Invocations at once, 2 to 1,000. Reserved concurrency would throttle, and fails on accounts that have little. */
  readonly maxConcurrency: number;
}

/**
 * Written out because the CDK's own event source grants two actions more than the poller uses
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html, "execution role permissions").
 */
export function queueReader(scope: Construct, id: string, props: QueueReaderProps): EventSourceMapping {
  const { reader, queue, batchSize, maxConcurrency } = props;
  reader.addToRolePolicy(
    new PolicyStatement({
      sid: 'ReadQueue',
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      resources: [queue.queueArn],
    }),
  );
  const mapping = new EventSourceMapping(scope, id, {
    target: reader,
    eventSourceArn: queue.queueArn,
    batchSize,
    maxConcurrency,
    reportBatchItemFailures: true,
  });
  acknowledge(mapping, {
    'Serverless::Serverless-LambdaEventSourceMappingDestination':
      'A queue has no failure destination: its own redrive policy moves what failed too often to the dead letters',
  });
  return mapping;
}
