import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { aStack, resource } from './a-stack.ts';
import { readable } from './readable.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

const schedule = () => resource(template, 'AWS::Scheduler::Schedule')[1].Properties;
const group = () => resource(template, 'AWS::Scheduler::ScheduleGroup')[0];
const role = () => resource(template, 'AWS::IAM::Role', 'TillwatchSchedule');

describe('the schedule', () => {
  it('ticks every minute, on the minute', () => {
    expect(schedule()).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: { Ref: group() },
    });
  });

  it('tells the watch the nominal time of the tick', () => {
    expect(schedule().Target.Arn).toEqual({
      'Fn::GetAtt': [resource(template, 'AWS::Lambda::Function', 'Watch')[0], 'Arn'],
    });
    expect(JSON.parse(schedule().Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' });
  });

  it('gives a tick up soon: the next one makes it good', () => {
    expect(schedule().Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 120 });
  });

  it('may invoke the watch and nothing else', () => {
    const [id, { Properties }] = role();
    const [{ PolicyDocument }] = Properties.Policies;
    expect(schedule().Target.RoleArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(Properties.Policies).toHaveLength(1);
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(readable(PolicyDocument.Statement)).toEqual(['lambda:InvokeFunction on Watch']);
  });

  it('lends its role to schedules of its own group only', () => {
    expect(role()[1].Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: {
          ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [group(), 'Arn'] } },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      },
    ]);
  });
});
