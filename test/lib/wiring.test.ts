// The way from a dropped file to the phone, as the synthesized template lays it: run on the emulated services with the
// bundles that would be uploaded. Every wire that is taken out of the template is missed.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Configuration, OF_THEIR_OWN, WITH_EVERYTHING } from './configurations.ts';
import type { Resource, TemplateJson } from './template/deployed-values.ts';
import { interpreted } from './template/interpreted.ts';
import type { InterpretedStack } from './template/interpreted-stack.ts';

const YESTERDAY = readFileSync('samples/checkout_1.csv', 'utf8');
const TODAY = readFileSync('samples/checkout_2.csv', 'utf8');
const AFTER_MIDNIGHT = '2026-01-17T03:20:00Z';

let stack: InterpretedStack | undefined;
afterEach(async () => {
  await stack?.close();
  stack = undefined;
});

/** Where files are dropped: the bucket that the functions read. */
function inbox({ stacks: [deployed] }: InterpretedStack): string {
  const [score] = deployed?.ofType('AWS::Lambda::Function').filter((id) => id.startsWith('Score')) ?? [];
  return deployed?.properties(score ?? '').Environment.Variables.INBOX_BUCKET;
}

/** Drops the two samples as one checkout's last two days. */
async function dropSamples(configuration: Configuration, change?: (template: TemplateJson) => void) {
  stack = await interpreted(configuration, AFTER_MIDNIGHT, change);
  const bucket = inbox(stack);
  await stack.land(bucket, 'yesterday.csv', YESTERDAY, { checkout: 'shop', date: '2026-01-15' });
  await stack.land(bucket, 'loja 7/ação+1.csv', TODAY, { checkout: 'shop', date: '2026-01-16' });
  return stack;
}

/** What the subscribers of the P1 topic got: that of the stack, or the one that was brought along. */
function paged({ aws }: InterpretedStack): readonly string[] {
  const deliveries = aws.sns.deliveries().filter(({ topicArn }) => /TopicsP1|Pages/.test(topicArn));
  return deliveries.map(({ protocol, subject, body }) => `${protocol}: ${subject ?? body}`);
}

describe('the stack as its template wires it', () => {
  it.each([WITH_EVERYTHING, OF_THEIR_OWN])('tells of the outage in the samples, $name', async (configuration) => {
    expect(paged(await dropSamples(configuration)).toSorted()).toEqual([
      expect.stringMatching(/^email: P1 shop: no sales 15h-17h/),
      expect.stringMatching(/^sms: .*P1 shop: no sales 15h-17h/),
    ]);
  });

  it('runs the watch at every tick: it finds a file whose event was lost', async () => {
    stack = await interpreted(WITH_EVERYTHING, AFTER_MIDNIGHT);
    stack.aws.s3.isEventLost = () => true;
    await stack.land(inbox(stack), 'lost.csv', TODAY, { checkout: 'shop', date: '2026-01-16' });
    for (let minute = 30; minute < 36; minute++) {
      stack.at(`2026-01-17T03:${minute}:00Z`);
      await stack.tick();
    }
    expect(paged(stack)).toContainEqual(expect.stringMatching(/^email: P1 shop: no sales/));
  });

  it('tells the people who run it when an alarm rises', async () => {
    stack = await interpreted(WITH_EVERYTHING, AFTER_MIDNIGHT);
    stack.raise('TillwatchInboxDeadLetterAlarm');
    const told = stack.aws.sns.deliveries().map(({ endpoint, subject }) => `${endpoint}: ${subject}`);
    expect(told).toEqual([expect.stringMatching(/^platform@example\.com: ALARM: TillwatchInboxDeadLetterAlarm/)]);
  });
});

describe('a template whose', () => {
  const without = (type: string, prefix: string) => (template: TemplateJson) => {
    const resources = template.Resources as Record<string, Resource>;
    const ids = Object.keys(resources).filter((id) => resources[id]?.Type === type && id.startsWith(prefix));
    if (ids.length === 0) throw new Error(`there is no ${type} ${prefix} to take away`);
    for (const id of ids) delete resources[id];
  };
  const changed = (type: string, prefix: string, change: (properties: Resource['Properties']) => void) => {
    return (template: TemplateJson) => {
      const found = Object.entries(template.Resources).find(([id, r]) => r.Type === type && id.startsWith(prefix));
      if (!found) throw new Error(`there is no ${type} ${prefix} to change`);
      change(found[1].Properties);
    };
  };

  it.each<[string, Configuration, (template: TemplateJson) => void]>([
    ['function does not read the queue', WITH_EVERYTHING, without('AWS::Lambda::EventSourceMapping', '')],
    ['topics have no subscriptions', WITH_EVERYTHING, without('AWS::SNS::Subscription', '')],
    [
      'rule for a bucket of their own is off',
      OF_THEIR_OWN,
      changed('AWS::Events::Rule', '', (properties) => {
        properties.State = 'DISABLED';
      }),
    ],
    [
      'inbox does not tell the queue',
      WITH_EVERYTHING,
      changed('AWS::S3::Bucket', 'TillwatchInbox', (properties) => delete properties.NotificationConfiguration),
    ],
    [
      'function is told another topic',
      WITH_EVERYTHING,
      changed('AWS::Lambda::Function', 'Score', ({ Environment: { Variables } }) => {
        Variables.TOPIC_P1_ARN = Variables.TOPIC_P5_ARN;
      }),
    ],
  ])('%s tells nobody', async (_, configuration, change) => {
    expect(paged(await dropSamples(configuration, change))).toEqual([]);
  });

  it.each<[string, Configuration, (template: TemplateJson) => void]>([
    ['queue is closed to S3', WITH_EVERYTHING, without('AWS::SQS::QueuePolicy', 'TillwatchInboxQueue')],
    ['queue is closed to EventBridge', OF_THEIR_OWN, without('AWS::SQS::QueuePolicy', 'TillwatchInboxQueue')],
  ])('%s is refused', async (_, configuration, change) => {
    await expect(interpreted(configuration, AFTER_MIDNIGHT, change)).rejects.toThrow(
      /may not send to TillwatchInboxQueue/,
    );
  });

  it('types are not all known is refused', async () => {
    const odd = (template: TemplateJson) => {
      (template.Resources as Record<string, Resource>).Odd = { Type: 'AWS::Pipes::Pipe' };
    };
    await expect(interpreted(WITH_EVERYTHING, AFTER_MIDNIGHT, odd)).rejects.toThrow(/AWS::Pipes::Pipe carries events/);
  });
});
