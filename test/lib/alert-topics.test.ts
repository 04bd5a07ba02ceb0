import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../lambda/config/severity.ts';
import { aStack, resource, resources } from './a-stack.ts';

const SUBSCRIPTION = 'AWS::SNS::Subscription';

describe('the topics', () => {
  const template = aStack();

  it('are five, one per severity', () => {
    const topics = Object.keys(resources(template, 'AWS::SNS::Topic'));
    expect(topics.filter((id) => id.startsWith('TillwatchTopics'))).toHaveLength(SEVERITIES.length);
  });

  describe.each(SEVERITIES)('%s', (severity) => {
    const [id, topic] = resource(template, 'AWS::SNS::Topic', `TillwatchTopics${severity}`);

    it('is a standard topic: FIFO topics reach neither e-mail nor SMS', () => {
      expect(topic.Properties.FifoTopic).toBeUndefined();
    });

    it('shows its severity in the ten characters that an SMS begins with', () => {
      const { DisplayName } = topic.Properties;
      expect(DisplayName).toMatch(new RegExp(`^tillwatch ${severity} `));
      expect(DisplayName).toMatch(/^[ -~]{1,100}$/);
    });

    it('refuses what is not published over TLS', () => {
      template.hasResourceProperties('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: id }],
        PolicyDocument: {
          Statement: [
            Match.objectLike({
              Effect: 'Deny',
              Principal: '*',
              Action: 'sns:Publish',
              Resource: { Ref: id },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ],
        },
      });
    });
  });
});

describe('subscriptions', () => {
  it('are none without configuration', () => {
    aStack().resourceCountIs(SUBSCRIPTION, 0);
  });

  it('are made for each severity that an entry names', () => {
    const template = aStack({
      subscriptions: [
        { protocol: 'email', endpoint: 'ana@example.com', severities: ['P1', 'P4'] },
        { protocol: 'sms', endpoint: '+5511987654321' },
      ],
    });
    const heard = Object.values(resources(template, SUBSCRIPTION)).map(
      ({ Properties: { TopicArn, Protocol, Endpoint } }) => [
        TopicArn.Ref.slice('TillwatchTopics'.length, 'TillwatchTopicsP1'.length),
        Protocol,
        Endpoint,
      ],
    );
    expect(heard.sort()).toEqual([
      ['P1', 'email', 'ana@example.com'],
      ['P1', 'sms', '+5511987654321'],
      ['P2', 'sms', '+5511987654321'],
      ['P4', 'email', 'ana@example.com'],
    ]);
  });

  it('hear the first alert and one reminder, by a filter on the message attribute `escalation`', () => {
    const template = aStack({ subscriptions: [{ protocol: 'email', endpoint: 'ana@example.com' }] });
    for (const { Properties } of Object.values(resources(template, SUBSCRIPTION))) {
      expect(Properties.FilterPolicy).toEqual({ escalation: [{ numeric: ['<=', 1] }] });
      expect(Properties.FilterPolicyScope ?? 'MessageAttributes').toBe('MessageAttributes');
    }
  });

  it('are made once for somebody who is named twice', () => {
    const template = aStack({
      subscriptions: [
        { protocol: 'email', endpoint: 'ana@example.com', severities: ['P1', 'P2'] },
        { protocol: 'email', endpoint: 'ana@example.com', severities: ['P2'] },
      ],
    });
    template.resourceCountIs(SUBSCRIPTION, 2);
  });

  it('go to HTTPS addresses and queues as well, each with the filters of its entry', () => {
    const queue = 'arn:aws:sqs:sa-east-1:111122223333:tickets';
    const template = aStack({
      subscriptions: [
        { protocol: 'https', endpoint: 'https://example.com/hook', severities: ['P1'], checkouts: ['shop-*'] },
        { protocol: 'sqs', endpoint: queue, severities: ['P1'], escalation: { from: 2 } },
      ],
    });
    const [https, sqs] = ['https', 'sqs'].map((wanted) =>
      Object.values(resources(template, SUBSCRIPTION)).find(({ Properties }) => Properties.Protocol === wanted),
    );
    expect(https?.Properties).toMatchObject({
      Endpoint: 'https://example.com/hook',
      FilterPolicy: { checkout: [{ prefix: 'shop-' }, { exists: false }], escalation: [{ numeric: ['<=', 1] }] },
    });
    expect(sqs?.Properties).toMatchObject({
      Endpoint: queue,
      FilterPolicy: {
        $or: [{ escalation: [{ numeric: ['>=', 2] }] }, { transition: ['acknowledged', 'resolved', 'retracted'] }],
      },
    });
  });
});
