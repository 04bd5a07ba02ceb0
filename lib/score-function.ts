// The score function: reads each file that landed in the inbox, judges it and publishes alerts.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { SCORE_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import type { AlertTopics } from './alert-topics.ts';
import { bundledFunction, type FunctionSurroundings } from './bundled-function.ts';
import type { Inbox } from './inbox.ts';
import { queueReader } from './queue-reader.ts';
import type { Records } from './records.ts';
import type { View } from './view.ts';

/** Memory buys processor time as well: this is more than half a core (1,769 MB are one), for a short cold start. */
const MEMORY_MEGABYTES = 1024;

/** Messages in one invocation: the most that SQS hands out without waiting for more. */
const BATCH_SIZE = 10;

/**
 * Invocations at once. A new account may have as few as ten in all (https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html),
 * and the watch needs one of them; five of ten files each are fifty files a second where a file takes a second.
 */
const MAX_CONCURRENCY = 5;

export interface ScoreFunctionProps {
  readonly inbox: Inbox;
  readonly records: Records;
  readonly topics: AlertTopics;
  /** Alerts carry links to it. Default: they have none. */
  readonly view?: View;
  readonly surroundings: FunctionSurroundings;
}

export class ScoreFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ScoreFunctionProps) {
    super(scope, id);

    this.function = bundledFunction(this, {
      name: 'Score',
      description: 'Judges each file that lands in the inbox and publishes alerts',
      entry: 'score',
      memoryMegabytes: MEMORY_MEGABYTES,
      timeout: Duration.seconds(SCORE_TIMEOUT_S),
      surroundings: props.surroundings,
      environment: { ...props.view?.variables },
      permissions: [...fileScoringPermissions(props), ...linkPermissions(props.view)],
    });
    queueReader(this, 'Queue', {
      reader: this.function,
      queue: props.inbox.queue,
      batchSize: BATCH_SIZE,
      maxConcurrency: MAX_CONCURRENCY,
    });
  }
}

/** What writing links into alerts needs. */
export function linkPermissions(view: View | undefined): PolicyStatement[] {
  return view ? [view.mayReadKey] : [];
}

/** All that taking a file through the pipeline needs. */
export function fileScoringPermissions({
  inbox,
  records,
  topics,
}: Pick<ScoreFunctionProps, 'inbox' | 'records' | 'topics'>): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadInbox',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [inbox.bucket.arnForObjects('*')],
    }),
    // Without it a missing key answers 403, which can't be told from a missing permission.
    new PolicyStatement({
      sid: 'ListBuckets',
      actions: ['s3:ListBucket'],
      resources: [inbox.bucket.bucketArn, records.bucket.bucketArn],
    }),
    new PolicyStatement({
      sid: 'KeepRecords',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: ['checkouts/*', 'receipts/*'].map((keys) => records.bucket.arnForObjects(keys)),
    }),
    new PolicyStatement({
      sid: 'PutAsideAndMark',
      actions: ['s3:PutObject'],
      resources: ['quarantine/*', 'storm/*'].map((keys) => records.bucket.arnForObjects(keys)),
    }),
    new PolicyStatement({ sid: 'PublishAlerts', actions: ['sns:Publish'], resources: [...topics.ofIncidents] }),
  ];
}
