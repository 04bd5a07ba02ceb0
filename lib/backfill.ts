// The backfill: a state machine that hands the files of the past to a function, a hundred at a time.
import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { BACKFILL_RESULTS, backfillMachine } from '../lambda/config/backfill-machine.ts';
import { BACKFILL_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { acknowledge, acknowledgeObjects, acknowledgeWildcards } from './acknowledged.ts';
import type { AlertTopics } from './alert-topics.ts';
import { bundledFunction, type FunctionSurroundings } from './bundled-function.ts';
import { useOfKeys } from './customer-key.ts';
import type { Inbox } from './inbox.ts';
import type { Records } from './records.ts';
import { fileScoringPermissions } from './score-function.ts';
import { writeHistory } from './watch-function.ts';

/** As much processor time as the score function has: a batch is a hundred files, one after the other. */
const MEMORY_MEGABYTES = 1024;

export interface BackfillProps {
  readonly inbox: Inbox;
  readonly records: Records;
  readonly topics: AlertTopics;
  readonly surroundings: FunctionSurroundings;
}

/** Costs nothing until `tillwatch backfill` starts it. */
export class Backfill extends Construct {
  readonly function: LambdaFunction;
  readonly stateMachine: CfnStateMachine;

  constructor(scope: Construct, id: string, props: BackfillProps) {
    super(scope, id);
    this.function = bundledFunction(this, {
      name: 'Backfill',
      description: 'Reads batches of past files into the history',
      entry: 'backfill',
      memoryMegabytes: MEMORY_MEGABYTES,
      timeout: Duration.seconds(BACKFILL_TIMEOUT_S),
      surroundings: props.surroundings,
      permissions: [...fileScoringPermissions(props), writeHistory(props.records)],
    });

    // A name of our own: the machine's permission to start itself can't wait for the name that it will get.
    const machineName = `${Stack.of(this).stackName}-backfill`;
    const statements = permissions(this, this.function, machineName, props);
    const role = new Role(this, 'MachineRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    for (const statement of statements) role.addToPolicy(statement);
    acknowledgeObjects(role, statements);
    acknowledgeWildcards(
      role,
      statements,
      'A Distributed Map starts, and looks after, executions of its own machine, whose names it makes up',
      (resource) => resource.includes(':states:') || resource.includes('execution'),
    );

    this.stateMachine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: machineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definition: backfillMachine({
        inboxBucket: props.inbox.bucket.bucketName,
        recordsBucket: props.records.bucket.bucketName,
        functionArn: this.function.functionArn,
      }),
    });
    this.stateMachine.node.addDependency(role);
    acknowledge(this.stateMachine, {
      'AwsSolutions::AwsSolutions-SF1':
        'Step Functions keeps the history of each execution for 90 days, and the function logs each batch',
      'AwsSolutions::AwsSolutions-SF2': 'Tracing costs and is of no use for work that nobody waits for',
      'Serverless::Serverless-StepFunctionStateMachineXray':
        'Tracing costs and is of no use for work that nobody waits for',
    });
  }
}

/**
 * What a Distributed Map over a listing needs besides its task
 * (https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html).
 */
function permissions(
  scope: Construct,
  handler: LambdaFunction,
  machineName: string,
  { inbox, records, surroundings }: BackfillProps,
): PolicyStatement[] {
  const stack = Stack.of(scope);
  const machine = stack.formatArn({ service: 'states', resource: `stateMachine:${machineName}` });
  const executions = stack.formatArn({ service: 'states', resource: `execution:${machineName}*` });
  return [
    new PolicyStatement({ sid: 'ListInbox', actions: ['s3:ListBucket'], resources: [inbox.bucket.bucketArn] }),
    new PolicyStatement({
      sid: 'ReadFiles',
      actions: ['lambda:InvokeFunction'],
      resources: [handler.functionArn],
    }),
    new PolicyStatement({ sid: 'StartBatches', actions: ['states:StartExecution'], resources: [machine] }),
    new PolicyStatement({
      sid: 'LookAfterBatches',
      actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
      resources: [executions],
    }),
    new PolicyStatement({
      sid: 'WriteOutcomes',
      actions: ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
      resources: [records.bucket.arnForObjects(`${BACKFILL_RESULTS}*`)],
      conditions: { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
    }),
    ...useOfKeys(surroundings.keys),
  ];
}
