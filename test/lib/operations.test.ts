// What operations sees: each metric that is asked for exists, silence is read rightly, and alarms reach somebody.
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '../../lambda/config/metric-names.ts';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { metricLine } from '../../lambda/metrics.ts';
import { Tillwatch } from '../../lib/tillwatch.ts';
import { readMetrics } from '../embedded-metrics.ts';
import { aQuickApp, aStack, resource, resources } from './a-stack.ts';
import { type AskedMetric, metricsOfAlarms, metricsOfDashboard, widgetsOf } from './asked-metrics.ts';
import { EVERYTHING } from './configurations.ts';

let template: Template;
beforeAll(() => {
  template = aStack({ operations: { email: 'platform@example.com' } });
});

/** Documented metrics, and the dimensions under which AWS reports them. */
const OF_AWS: Readonly<Record<string, { readonly dimensions: readonly string[]; readonly names: readonly string[] }>> =
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    'AWS/Lambda': { dimensions: ['FunctionName'], names: ['Errors', 'Throttles', 'Duration', 'Invocations'] },
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    'AWS/SQS': {
      dimensions: ['QueueName'],
      names: [
        'ApproximateNumberOfMessagesVisible',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateAgeOfOldestMessage',
      ],
    },
    // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
    'AWS/SNS': { dimensions: ['TopicName'], names: ['NumberOfMessagesPublished', 'NumberOfNotificationsFailed'] },
  };

/** What the functions' lines hold at most. */
function measured(): ReadonlySet<string> {
  const at = new Date('2026-01-17T03:20:00Z');
  const common = { at, opened: SEVERITIES };
  const lines = [
    metricLine(
      {
        ...common,
        ...{ kind: 'file-handled', key: 'k', versionId: null, outcome: 'ok', isRepeat: false, hasQuarantined: false },
        ...{ rows: 24, landedAt: at, publishedAt: at },
      },
      'tillwatch/Tillwatch',
    ),
    metricLine(
      { ...common, kind: 'watch-ticked', report: {}, unpublishedSince: null, openIncidents: 0 },
      'tillwatch/Tillwatch',
    ),
  ];
  return new Set(lines.flatMap((line) => Object.keys(readMetrics(line)?.values ?? {})));
}

function exists({ namespace, name, dimensions }: AskedMetric): boolean {
  if (namespace === 'tillwatch') return measured().has(name) && dimensions.Deployment === 'tillwatch/Tillwatch';
  if (name === 'SMSMonthToDateSpentUSD') return Object.keys(dimensions).length === 0;
  const known = OF_AWS[namespace];
  return known?.names.includes(name) === true && Object.keys(dimensions).join() === known.dimensions.join();
}

describe('what is asked of CloudWatch', () => {
  it.each([
    ['with nothing but its defaults', {}],
    ['with everything on', EVERYTHING],
  ])('is measured by the functions, or documented by AWS, under these very dimensions, %s', (_how, config) => {
    const of = aStack(config);
    const asked = [...metricsOfAlarms(of), ...metricsOfDashboard(of)];
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((metric) => !exists(metric))).toEqual([]);
  });

  it('leaves no metric of the functions unseen', () => {
    const shown = new Set(metricsOfDashboard(template).map(({ name }) => name));
    expect(Object.keys(METRICS).filter((name) => !shown.has(name))).toEqual([]);
    expect([...measured()].sort()).toEqual(Object.keys(METRICS).sort());
  });

  it('is of the deployment that the functions measure for', () => {
    for (const name of ['Score', 'Watch']) {
      const { Variables } = resource(template, 'AWS::Lambda::Function', name)[1].Properties.Environment;
      expect(Variables.DEPLOYMENT).toBe('tillwatch/Tillwatch');
    }
  });

  it('is told apart for two tillwatches in one stack', () => {
    const stack = new Stack(aQuickApp(), 'shop');
    new Tillwatch(stack, 'North');
    new Tillwatch(stack, 'South');
    const functions = Object.values(resources(Template.fromStack(stack), 'AWS::Lambda::Function'));
    const deployments = functions.map(({ Properties }) => Properties.Environment.Variables.DEPLOYMENT);
    expect(new Set(deployments)).toEqual(new Set(['shop/North', 'shop/South']));
  });
});

describe('the alarms', () => {
  const alarms = () => resources(template, 'AWS::CloudWatch::Alarm');
  const nameOf = (id: string) => id.replace(/^Tillwatch/, '').replace(/[0-9A-F]{8}$/, '');

  it('take silence for trouble only where something has to be heard all the time', () => {
    const names = (silence: string) =>
      Object.entries(alarms())
        .filter(([, { Properties }]) => Properties.TreatMissingData === silence)
        .map(([id]) => nameOf(id))
        .sort();
    expect(names('breaching')).toEqual(['HeartbeatStopped']);
    expect(names('notBreaching')).toEqual([
      'AlarmsLatencyFastBurnLong',
      'AlarmsLatencyFastBurnShort',
      'AlarmsLatencySlowBurnLong',
      'AlarmsLatencySlowBurnShort',
      'AlarmsOldestMessage',
      'AlarmsOldestUnpublished',
      'AlarmsScoreErrors',
      'AlarmsScoreThrottles',
      'AlarmsUndelivered',
      'AlarmsWatchThrottles',
      'HeartbeatFailing',
      'InboxDeadLetterAlarm',
    ]);
    const silences = new Set(Object.values(alarms()).map(({ Properties }) => Properties.TreatMissingData));
    expect([...silences].sort()).toEqual(['breaching', 'notBreaching']);
  });

  it('tell operations when they rise and when they end, but for the windows of a burn rate', () => {
    const operations = [{ Ref: resource(template, 'AWS::SNS::Topic', 'TillwatchOperationsTopic')[0] }];
    const all = [
      ...Object.entries(alarms()),
      ...Object.entries(resources(template, 'AWS::CloudWatch::CompositeAlarm')),
    ];
    const silent = all.filter(([, { Properties }]) => Properties.AlarmActions === undefined).map(([id]) => nameOf(id));
    expect(silent.sort()).toEqual(
      Object.keys(alarms())
        .map(nameOf)
        .filter((name) => /Burn(Long|Short)$/.test(name))
        .sort(),
    );
    for (const [id, { Properties }] of all) {
      expect(Properties.AlarmDescription, id).toMatch(/\w{3,}.*\.$/);
      if (Properties.AlarmActions)
        expect(Properties).toMatchObject({ AlarmActions: operations, OKActions: operations });
    }
  });

  it('about latency rise when a long and a short window burn the budget of 1 % too fast', () => {
    const window = (name: string) => {
      const { Metrics, Threshold } = resource(template, 'AWS::CloudWatch::Alarm', `TillwatchAlarmsLatency${name}`)[1]
        .Properties as { Metrics: { Expression?: string; MetricStat?: { Period: number } }[]; Threshold: number };
      const expression = Metrics.find(({ Expression }) => Expression)?.Expression;
      const periods = new Set(Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []));
      return { rate: Threshold, expression, seconds: [...periods] };
    };
    const share = 'late / files / 0.01, 0)';
    expect(window('FastBurnLong')).toEqual({ rate: 14.4, expression: `IF(late >= 2, ${share}`, seconds: [3_600] });
    expect(window('FastBurnShort')).toEqual({ rate: 14.4, expression: `IF(late >= 1, ${share}`, seconds: [300] });
    expect(window('SlowBurnLong')).toEqual({ rate: 6, expression: `IF(late >= 2, ${share}`, seconds: [21_600] });
    expect(window('SlowBurnShort')).toEqual({ rate: 6, expression: `IF(late >= 1, ${share}`, seconds: [1_800] });
    for (const { Properties } of Object.values(resources(template, 'AWS::CloudWatch::CompositeAlarm'))) {
      expect(JSON.stringify(Properties.AlarmRule)).toMatch(/ALARM\(.*Long.* AND ALARM\(.*Short/);
    }
  });
});

describe('the topic of operations', () => {
  it('is published on by alarms of this account and stack, and by TLS only', () => {
    const { PolicyDocument } = resource(template, 'AWS::SNS::TopicPolicy', 'TillwatchOperationsTopic')[1].Properties;
    expect(PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      {
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: resource(template, 'AWS::SNS::Topic', 'TillwatchOperationsTopic')[0] },
        Condition: {
          ArnLike: { 'aws:SourceArn': expect.anything() },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      },
    ]);
    expect(JSON.stringify(PolicyDocument)).toContain(':alarm:tillwatch*');
  });

  it('is subscribed to by the address in the configuration, which no function is told', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'platform@example.com',
      TopicArn: { Ref: resource(template, 'AWS::SNS::Topic', 'TillwatchOperationsTopic')[0] },
    });
    expect(JSON.stringify(resources(template, 'AWS::Lambda::Function'))).not.toContain('platform@example.com');
  });

  it('may be one that is there already', () => {
    const stack = new Stack(aQuickApp(), 'shop');
    const operationsTopic = new Topic(stack, 'Ours');
    new Tillwatch(stack, 'North', { operationsTopic });
    const topics = Object.keys(resources(Template.fromStack(stack), 'AWS::SNS::Topic'));
    expect(topics.filter((id) => !/NorthTopicsP\d/.test(id))).toEqual([expect.stringMatching(/^Ours/)]);
  });

  it("is encrypted with the customer's key, which alarms may use then", () => {
    const stack = new Stack(aQuickApp(), 'shop');
    new Tillwatch(stack, 'North', { encryptionKey: new Key(stack, 'Key') });
    const { KeyPolicy } = resource(Template.fromStack(stack), 'AWS::KMS::Key')[1].Properties;
    const statements = KeyPolicy.Statement as { Principal: { Service?: string }; Action: string | string[] }[];
    expect(statements.filter(({ Principal }) => Principal.Service === 'cloudwatch.amazonaws.com')).toEqual([
      expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
    ]);
  });
});

describe('the dashboard', () => {
  it('goes from the state to the details', () => {
    expect(widgetsOf(template).map(({ properties: { title, markdown } }) => title ?? markdown)).toEqual([
      'Alarms',
      'Open incidents',
      'Ticks of the watch in 5 min (5 are well)',
      'Oldest alert unpublished (s)',
      'Files waiting',
      'Files given up',
      'Files in the last hour',
      '## The flow: files land, are judged, alerts go out',
      'Files',
      'Waiting in the queue',
      'Age of the oldest in the queue (s)',
      'Landed to alert published (ms)',
      'Landed to handled, alert or not (ms)',
      'Late files, and how fast they use up the budget of 99 % within 60 s',
      '## What was found, and who heard of it',
      'Incidents opened',
      'Alerts published, by topic',
      'Alerts that a subscriber did not get',
      '## The machinery',
      'Crashes and timeouts',
      'Duration, p99 (ms)',
      'Refused starts: the account has no concurrency left',
      'Lambda: calls an hour',
      'Lambda: seconds an hour',
      'Text messages: USD this month, whole account',
      'The last warnings and errors',
    ]);
  });

  it('begins with every alarm that acts', () => {
    const [first] = widgetsOf(template);
    const acting = Object.entries({
      ...resources(template, 'AWS::CloudWatch::Alarm'),
      ...resources(template, 'AWS::CloudWatch::CompositeAlarm'),
    }).filter(([, { Properties }]) => Properties.AlarmActions);
    expect(first?.properties.alarms).toHaveLength(acting.length);
  });
});

describe('tracing', () => {
  const tracing = (of: Template) =>
    Object.values(resources(of, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.TracingConfig?.Mode);

  it('is off, and on for every function that the stack has where the configuration says so', () => {
    expect(new Set(tracing(template))).toEqual(new Set([undefined]));
    expect(new Set(tracing(aStack({ operations: { tracing: true } })))).toEqual(new Set(['Active']));
  });
});
