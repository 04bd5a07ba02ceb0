// tillwatch backfill: starts the state machine that reads files of the past into the history, and follows it.
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { BackfillInput } from '../../lambda/config/backfill-machine.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { EXIT } from './exit-status.ts';

export interface BackfillOptions {
  readonly stack?: string;
  readonly alerts?: boolean;
  readonly again?: boolean;
  readonly concurrency: number;
  /** Give back the prompt as soon as it runs. */
  readonly detach?: boolean;
}

/** A batch takes seconds. */
const POLL_MS = 5_000;

/** How AWS is asked; tests play it. */
export interface BackfillClients {
  readonly cloudFormation: Pick<CloudFormationClient, 'send'>;
  readonly stepFunctions: Pick<SFNClient, 'send'>;
  readonly pause: (ms: number) => Promise<unknown>;
}

/**
 * Starts the backfill of the files below `prefix` and, unless detached, prints how far it is until it ends. It goes on
 * if the command is stopped.
 *
 * @returns the exit status: refused where it failed
 * @throws TillwatchError `stack-unnamed`, `backfill-unavailable`
 */
export async function backfill(
  prefix: string,
  options: BackfillOptions,
  clients: BackfillClients = {
    cloudFormation: new CloudFormationClient(),
    stepFunctions: new SFNClient(),
    pause: sleep,
  },
): Promise<number> {
  const { stack, alerts = false, again = false, concurrency, detach } = options;
  if (stack === undefined) {
    const instead = 'on this machine ask the files themselves: tillwatch sql QUESTION FOLDER';
    throw new TillwatchError(
      'stack-unnamed',
      `the backfill runs in a deployed stack; name it with --stack. ${instead}`,
    );
  }
  const input: BackfillInput = { prefix, alerts, again, concurrency };
  const stateMachineArn = await machineOf(stack, clients);
  const { executionArn } = await clients.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  console.log(`backfill of ${prefix} is running: ${executionArn}`);
  if (detach || executionArn === undefined) return EXIT.ok;
  return followed(executionArn, clients);
}

async function followed(executionArn: string, clients: BackfillClients): Promise<number> {
  const { stepFunctions, pause } = clients;
  let told = '';
  for (;;) {
    const { status, cause } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    const progress = await progressOf(executionArn, clients);
    if (progress !== told) console.log(progress);
    told = progress;
    if (status === 'SUCCEEDED') return EXIT.ok;
    if (status !== 'RUNNING') {
      const cure = 'what was read has its receipt: start it again to do the rest';
      console.error(`tillwatch: the backfill ended as ${status}${cause ? `: ${cause}` : ''}; ${cure}`);
      return EXIT.refused;
    }
    await pause(POLL_MS);
  }
}

async function progressOf(executionArn: string, { stepFunctions }: BackfillClients): Promise<string> {
  const { mapRuns = [] } = await stepFunctions.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns[0]?.mapRunArn;
  if (mapRunArn === undefined) return 'the files are being listed';
  const { itemCounts } = await stepFunctions.send(new DescribeMapRunCommand({ mapRunArn }));
  const { total = 0, succeeded = 0, failed = 0 } = itemCounts ?? {};
  return `${succeeded} of ${total} files${failed > 0 ? `, ${failed} failed` : ''}`;
}

async function machineOf(stack: string, { cloudFormation }: BackfillClients): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  const outputs = Stacks?.[0]?.Outputs ?? [];
  const arn = outputs.find(({ OutputKey }) => OutputKey === 'BackfillMachineArn')?.OutputValue;
  if (arn) return arn;
  const cure = 'set "lake": { "enabled": true } in tillwatch.config.json and deploy it';
  throw new TillwatchError('backfill-unavailable', `the stack ${stack} keeps no history; ${cure}`);
}
