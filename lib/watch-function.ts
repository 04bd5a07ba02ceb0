// The watch function: ticks once a minute and looks for what never arrived, and for what was left half done.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { WATCH_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { acknowledge } from './acknowledged.ts';
import type { AlertTopics } from './alert-topics.ts';
import { bundledFunction, type FunctionSurroundings } from './bundled-function.ts';
import type { Inbox } from './inbox.ts';
import type { Records } from './records.ts';
import { linkPermissions } from './score-function.ts';
import type { View } from './view.ts';

/** Thousands of checkouts in the index and a page of each listing fit; most of a tick is waiting for S3. */
const MEMORY_MEGABYTES = 512;

/** A tick that failed, or that waited this long, is made good by the next one; Lambda's default is two more tries. */
const RETRIES = 0;
const MAX_EVENT_AGE = Duration.minutes(1);

export interface WatchFunctionProps {
  readonly inbox: Inbox;
  readonly records: Records;
  readonly topics: AlertTopics;
  /** Days that are over are kept as history. */
  readonly keepsHistory: boolean;
  /** Alerts carry links to it. Default: they have none. */
  readonly view?: View;
  readonly surroundings: FunctionSurroundings;
}

export class WatchFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: WatchFunctionProps) {
    super(scope, id);

    this.function = bundledFunction(this, {
      name: 'Watch',
      description: 'Looks every minute for overdue files, lost events and alerts that are still to be published',
      entry: 'watch',
      memoryMegabytes: MEMORY_MEGABYTES,
      timeout: Duration.seconds(WATCH_TIMEOUT_S),
      surroundings: props.surroundings,
      environment: { INBOX_QUEUE_URL: props.inbox.queue.queueUrl, ...props.view?.variables },
      permissions: [...permissions(props), ...linkPermissions(props.view)],
    });
    this.function.configureAsyncInvoke({ retryAttempts: RETRIES, maxEventAge: MAX_EVENT_AGE });
    acknowledge(this, {
      'Serverless::Serverless-LambdaAsyncFailureDestination':
        'A tick that failed is made good by the next, a minute later; an alarm tells when most of them fail',
    });
  }
}

function permissions({ inbox, records, topics, keepsHistory }: WatchFunctionProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ListBuckets',
      actions: ['s3:ListBucket'],
      resources: [inbox.bucket.bucketArn, records.bucket.bucketArn],
    }),
    new PolicyStatement({
      sid: 'KeepRecords',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: ['checkouts/*', 'watch/*'].map((keys) => records.bucket.arnForObjects(keys)),
    }),
    new PolicyStatement({
      sid: 'KeepDamagedRecords',
      actions: ['s3:PutObject'],
      resources: [records.bucket.arnForObjects('quarantine/records/*')],
    }),
    new PolicyStatement({
      sid: 'ReadReceipts',
      actions: ['s3:GetObject'],
      resources: [records.bucket.arnForObjects('receipts/*')],
    }),
    new PolicyStatement({
      sid: 'MarkAlerts',
      actions: ['s3:PutObject'],
      resources: [records.bucket.arnForObjects('storm/*')],
    }),
    ...(keepsHistory ? [writeHistory(records)] : []),
    new PolicyStatement({ sid: 'PublishAlerts', actions: ['sns:Publish'], resources: [...topics.arns] }),
    new PolicyStatement({
      sid: 'RepeatLostEvents',
      actions: ['sqs:SendMessage'],
      resources: [inbox.queue.queueArn],
    }),
  ];
}

/** For whoever writes files of the history; nobody's function reads them. */
export function writeHistory(records: Records): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteHistory',
    actions: ['s3:PutObject'],
    resources: [records.bucket.arnForObjects('lake/*')],
  });
}
