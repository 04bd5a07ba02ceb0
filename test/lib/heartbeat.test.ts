import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { aStack, resource } from './a-stack.ts';

let template: Template;
beforeAll(() => {
  template = aStack();
});

const alarm = (name: string) => resource(template, 'AWS::CloudWatch::Alarm', `TillwatchHeartbeat${name}`)[1].Properties;
const ofTheWatch = () => [
  { Name: 'FunctionName', Value: { Ref: resource(template, 'AWS::Lambda::Function', 'Watch')[0] } },
];

describe('the heartbeat', () => {
  it('is missed when no tick has come to its end for ten minutes, which CloudWatch sees as missing data', () => {
    expect(alarm('Stopped')).toMatchObject({
      Namespace: 'tillwatch',
      MetricName: 'Heartbeat',
      Dimensions: [{ Name: 'Deployment', Value: 'tillwatch/Tillwatch' }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 2,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('is faulty when most ticks of ten minutes failed', () => {
    expect(alarm('Failing')).toMatchObject({
      MetricName: 'Errors',
      Dimensions: ofTheWatch(),
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 3,
      TreatMissingData: 'notBreaching',
    });
  });
});
