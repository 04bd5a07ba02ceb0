// tillwatch demo at a stack that is found by its name, as after a deployment.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTillwatch } from '../command/a-command.ts';
import { aDeployedStack, type DeployedHere, STACK } from './a-deployed-stack.ts';

let here: DeployedHere;
beforeAll(async () => {
  here = await aDeployedStack();
});
afterAll(() => here.close());

it('drops the samples into the inbox of the stack, and pages nobody', async () => {
  const { status, stdout } = await startTillwatch(['demo', '--stack', STACK], here.env).finished;
  expect(stdout).not.toContain('FAILED');
  expect(stdout).toMatch(/All is well\. Look at your P4 e-mail\.\n$/);
  expect(status).toBe(0);
  const subjects = here.stack.aws.sns.deliveries().map(({ subject }) => subject);
  expect(subjects).toContainEqual(expect.stringMatching(/^P4 .*: history, no sales 15h-17h, .*, was P1 on/));
  const topics = here.stack.aws.sns.deliveries().map(({ topicArn }) => topicArn);
  expect(new Set(topics)).toEqual(new Set([here.stack.topicArns.P4]));
});

it('says that there is no such stack', async () => {
  const { status, stderr } = await startTillwatch(['demo', '--stack', 'nobody-made-it'], here.env).finished;
  expect(status).toBe(2);
  expect(stderr).toContain('nobody-made-it does not exist');
});
