// tillwatch backfill against a Step Functions that is played: what is started, and what is told of it.
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BackfillClients, backfill } from '../../bin/tillwatch/backfill.ts';
import { tillwatch } from './a-command.ts';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:tillwatch-backfill';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:tillwatch-backfill:1';

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => printed.push(text));
});
afterEach(() => vi.restoreAllMocks());

/** Answers as AWS would, the execution's status taken from `statuses` one after the other. */
function played(statuses: readonly string[], outputs: readonly string[] = ['BackfillMachineArn']) {
  const started: unknown[] = [];
  let looks = 0;
  const send = async (command: unknown): Promise<object> => {
    if (command instanceof DescribeStacksCommand) {
      return { Stacks: [{ Outputs: outputs.map((OutputKey) => ({ OutputKey, OutputValue: MACHINE })) }] };
    }
    if (command instanceof StartExecutionCommand) {
      started.push({ ...command.input, input: JSON.parse(command.input.input ?? '') });
      return { executionArn: EXECUTION };
    }
    if (command instanceof DescribeExecutionCommand) return { status: statuses[looks++], cause: 'too many failures' };
    if (command instanceof ListMapRunsCommand) return { mapRuns: looks > 1 ? [{ mapRunArn: 'run' }] : [] };
    if (command instanceof DescribeMapRunCommand)
      return { itemCounts: { total: 730, succeeded: looks * 100, failed: 0 } };
    throw new Error(`nobody plays ${command}`);
  };
  const clients = {
    cloudFormation: { send },
    stepFunctions: { send },
    pause: async () => {},
  } as unknown as BackfillClients;
  return { clients, started };
}

describe('tillwatch backfill', () => {
  it('starts the machine of the stack with what was asked for, and alerts only where asked', async () => {
    const { clients, started } = played(['SUCCEEDED', 'SUCCEEDED']);
    expect(await backfill('history/', { stack: 'tillwatch', concurrency: 10 }, clients)).toBe(0);
    await backfill('old/', { stack: 'tillwatch', concurrency: 3, alerts: true, again: true }, clients);
    expect(started).toEqual([
      { stateMachineArn: MACHINE, input: { prefix: 'history/', alerts: false, again: false, concurrency: 10 } },
      { stateMachineArn: MACHINE, input: { prefix: 'old/', alerts: true, again: true, concurrency: 3 } },
    ]);
  });

  it('tells how far it is until it ends', async () => {
    const { clients } = played(['RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect(await backfill('history/', { stack: 'tillwatch', concurrency: 10 }, clients)).toBe(0);
    expect(printed).toEqual([
      `backfill of history/ is running: ${EXECUTION}`,
      'the files are being listed',
      '200 of 730 files',
      '300 of 730 files',
    ]);
  });

  it('gives the prompt back at once when it is detached', async () => {
    const { clients } = played([]);
    expect(await backfill('history/', { stack: 'tillwatch', concurrency: 10, detach: true }, clients)).toBe(0);
    expect(printed).toHaveLength(1);
  });

  it('says that it can be started again when it failed', async () => {
    const { clients } = played(['RUNNING', 'FAILED']);
    expect(await backfill('history/', { stack: 'tillwatch', concurrency: 10 }, clients)).toBe(1);
    expect(printed.at(-1)).toContain('ended as FAILED: too many failures');
    expect(printed.at(-1)).toContain('start it again');
  });

  it('says what to set where the stack keeps no history', async () => {
    const { clients } = played([], ['InboxBucketName']);
    await expect(backfill('history/', { stack: 'tillwatch', concurrency: 10 }, clients)).rejects.toMatchObject({
      code: 'backfill-unavailable',
      message: expect.stringContaining('"lake": { "enabled": true }'),
    });
  });

  it('says what to do without a stack', () => {
    const { status, stderr } = tillwatch(['backfill']);
    expect(status).toBe(2);
    expect(stderr).toContain('name it with --stack');
    expect(tillwatch(['backfill', '--stack', 'x', '--concurrency', '0']).stderr).toContain('at least 1');
  });
});
