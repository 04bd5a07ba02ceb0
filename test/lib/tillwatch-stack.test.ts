import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { Tillwatch } from '../../lib/tillwatch.ts';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { aQuickApp, aStack, resources } from './a-stack.ts';
import { readableValue } from './readable.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

describe('the stack', () => {
  it('has exactly the outputs that people and tools rely on', () => {
    const outputs = Object.entries(template.findOutputs('*')).map(([name, { Value }]) => [name, readableValue(Value)]);
    expect(Object.fromEntries(outputs)).toEqual({
      InboxBucketName: 'InboxBucket',
      RecordsBucketName: 'RecordsBucket',
      TopicP1Arn: 'TopicsP1',
      TopicP2Arn: 'TopicsP2',
      TopicP3Arn: 'TopicsP3',
      TopicP4Arn: 'TopicsP4',
      TopicP5Arn: 'TopicsP5',
      InboxQueueUrl: 'InboxQueue',
      DeadLetterQueueUrl: 'InboxDeadLetterQueue',
      OperationsTopicArn: 'OperationsTopic',
      MetricsDeployment: 'tillwatch/Tillwatch',
      DashboardUrl:
        'https://AWS::Region.console.aws.amazon.com/cloudwatch/home?region=AWS::Region' +
        '#dashboards/dashboard/OperationsDashboard',
    });
  });

  it("passes the CDK's check of CloudFormation without so much as a warning", () => {
    const strict = {
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/core:strictCfnValidateErrors': true,
    };
    const app = new App({ context: strict });
    new TillwatchStack(app, 'tillwatch', {
      config: { subscriptions: [{ protocol: 'sms', endpoint: '+5511987654321' }] },
    });
    expect(() => app.synth()).not.toThrow();
  });

  it('brings no function of the CDK: nothing runs but what is watched', () => {
    const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /^Custom::|^AWS::CloudFormation::CustomResource/.test(type))).toEqual([]);
    template.resourceCountIs('AWS::Lambda::Function', 2);
  });

  it('allows nobody anything on every resource', () => {
    const statements = allStatements().filter(({ Effect }) => Effect === 'Allow');
    expect(statements.length).toBeGreaterThan(0);
    for (const { Action, Resource } of statements) {
      expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      expect([Resource].flat()).not.toContain('*');
    }
  });

  it('is of no account and no region', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/\b\d{12}\b|(us|eu|sa)-[a-z]+-\d/);
  });
});

describe("tillwatch inside somebody else's stack", () => {
  it('keeps the beginnings of logical ids, and can be there twice', () => {
    const stack = new Stack(aQuickApp(), 'shop');
    new Tillwatch(stack, 'North');
    new Tillwatch(stack, 'South');
    const shop = Template.fromStack(stack);
    const ids = Object.keys(resources(shop, 'AWS::Lambda::Function')).map((id) => id.slice(0, 5));
    expect(ids.sort()).toEqual(['Score', 'Score', 'Watch', 'Watch']);
    const names = Object.values(resources(shop, 'AWS::S3::Bucket')).map(({ Properties }) => Properties.BucketName);
    expect(new Set(names.map((name) => JSON.stringify(name))).size).toBe(4);
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** Statements of every policy that says what may be done: of roles, queues, topics and buckets. */
function allStatements(): Statement[] {
  const all = Object.values(template.toJSON().Resources as Record<string, { Properties?: Record<string, unknown> }>);
  const documents = all.flatMap(({ Properties = {} }) => [
    Properties.PolicyDocument,
    ...((Properties.Policies ?? []) as { PolicyDocument: unknown }[]).map(({ PolicyDocument }) => PolicyDocument),
  ]);
  return documents.flatMap((document) => (document as { Statement?: Statement[] } | undefined)?.Statement ?? []);
}
