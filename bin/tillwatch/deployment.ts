// Where a command finds tillwatch: the stack that was named, or the local run in this folder.
import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { s3Records } from '../../lambda/aws/s3-records.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import type { ObjectStore } from '../../lambda/record/object-store.ts';
import { isAlive } from '../../local/aws/folder-lock.ts';
import { useMadeUpCredentials } from '../../local/made-up-credentials.ts';
import { type RunNotice, runFile } from '../../local/run-notice.ts';

export interface DeploymentOptions {
  readonly stack?: string;
  /** State folder of the local run. */
  readonly state: string;
}

export interface Deployment {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly records: ObjectStore;
  readonly inboxBucket: string;
  readonly recordsBucket: string;
  readonly inboxQueueUrl: string;
  readonly deadLetterQueueUrl: string;
}

/**
 * The deployment that the options mean.
 *
 * @throws TillwatchError `stack-unknown`, or `not-running` when no stack is named and nothing runs here
 */
export async function deployment({ stack, state }: DeploymentOptions): Promise<Deployment> {
  if (stack !== undefined) return connected(await stackOutputs(stack), {});
  const { pid: _pid, endpoint, region, ...places } = localRun(state);
  useMadeUpCredentials();
  return connected(places, { endpoint, region });
}

type Places = Pick<Deployment, 'inboxBucket' | 'recordsBucket' | 'inboxQueueUrl' | 'deadLetterQueueUrl'>;

function connected(places: Places, client: { endpoint?: string; region?: string }): Deployment {
  const s3 = new S3Client(client);
  return { ...places, s3, sqs: new SQSClient(client), records: s3Records(s3, places.recordsBucket) };
}

function localRun(state: string): RunNotice {
  const message = `no local run in ${state}; start one with npm start, or name a deployed stack with --stack NAME`;
  try {
    const notice = JSON.parse(readFileSync(runFile(state), 'utf8')) as RunNotice;
    if (isAlive(notice.pid)) return notice;
  } catch (cause) {
    throw new TillwatchError('not-running', message, {}, cause);
  }
  throw new TillwatchError('not-running', message);
}

async function stackOutputs(name: string): Promise<Places> {
  const answer = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName: name }));
  const outputs = new Map(answer.Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value) return value;
    throw new TillwatchError('stack-unknown', `the stack ${name} has no output ${key}; is it a tillwatch stack?`);
  };
  return {
    inboxBucket: output('InboxBucketName'),
    recordsBucket: output('RecordsBucketName'),
    inboxQueueUrl: output('InboxQueueUrl'),
    deadLetterQueueUrl: output('DeadLetterQueueUrl'),
  };
}
