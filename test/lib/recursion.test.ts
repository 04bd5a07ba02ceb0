// Nothing can set itself off: no function may write to what leads back to it, whatever its code does.
import { describe, expect, it } from 'vitest';
import { BARE, CONFIGURATIONS, type Configuration } from './configurations.ts';
import {
  type DeployedTemplate,
  deployedTemplate,
  type Resource,
  type TemplateJson,
} from './template/deployed-values.ts';
import { circle, eventEdges, writeEdges } from './template/event-graph.ts';
import { assemblyOf } from './template/interpreted.ts';

function deployed(configuration: Configuration, change: (template: TemplateJson) => void = () => {}): DeployedTemplate {
  const assembly = assemblyOf(configuration);
  const others = Object.entries(assembly.others).map(([stackName, other]) => deployedTemplate(other, { stackName }));
  const template = structuredClone(assembly.template);
  change(template);
  return deployedTemplate(template, { stackName: 'tillwatch', others });
}

const circleIn = (stack: DeployedTemplate, foreign: readonly string[] = []) =>
  circle([...eventEdges(stack), ...writeEdges(stack, foreign)]);

describe.each(CONFIGURATIONS)('a deployment $name', (configuration) => {
  const foreign = (configuration.foreignBuckets ?? []).map((bucket) => `arn:aws:s3:::${bucket}`);

  it('has ways of events, and functions that write', () => {
    const stack = deployed(configuration);
    expect(eventEdges(stack).length).toBeGreaterThan(1);
    expect(writeEdges(stack, foreign).length).toBeGreaterThan(5);
  });

  it('has no way back to where an event came from', () => {
    expect(circleIn(deployed(configuration), foreign)).toBeNull();
  });
});

/** Lets the function whose logical id begins so do something more. */
function granting(name: string, Action: string, resource: string) {
  return (template: TemplateJson) => {
    const policies = Object.entries(template.Resources as Record<string, Resource>).filter(
      ([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`Tillwatch${name}Role`),
    );
    const [inbox = ''] = Object.keys(template.Resources).filter((id) => id.startsWith(resource));
    for (const [, { Properties }] of policies) {
      const arn = { 'Fn::GetAtt': [inbox, 'Arn'] };
      const Resource = Action.startsWith('s3') ? { 'Fn::Join': ['', [arn, '/*']] } : arn;
      Properties.PolicyDocument.Statement.push({ Effect: 'Allow', Action, Resource });
    }
  };
}

describe('a circle is found where the score function', () => {
  it.each([
    ['may write into the inbox', granting('Score', 's3:PutObject', 'TillwatchInboxBucket')],
    ['may do anything there', granting('Score', 's3:*', 'TillwatchInboxBucket')],
    ['may send into its own queue', granting('Score', 'sqs:SendMessage', 'TillwatchInboxQueue')],
    ['may start itself', granting('Score', 'lambda:InvokeFunction', 'Score')],
  ])('%s', (_, change) => {
    expect(circleIn(deployed(BARE, change))).toEqual(expect.arrayContaining([expect.stringContaining(':function:')]));
  });
});
