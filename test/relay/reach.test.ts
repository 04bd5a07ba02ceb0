// The whole way to a channel, on the embedded services: file, alert topic, the channel's queue, relay, Slack or PagerDuty.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../lambda/config/config.ts';
import { acknowledged } from '../../lambda/incident/people.ts';
import { commit } from '../../lambda/record/commit.ts';
import { withPending } from '../../lambda/record/outbox.ts';
import { channelDeadLetters, channelQueue } from '../../local/emulated-relay.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';
import { ROUTING_KEY } from './fake-pagerduty.ts';
import { BOT_TOKEN, CHANNEL, WEBHOOK } from './fake-slack.ts';
import { type Receivers, startReceivers } from './receivers.ts';

const SUBSCRIPTIONS: ConfigInput['subscriptions'] = [
  { protocol: 'email', endpoint: 'analyst@example.com' },
  { protocol: 'slack', secret: 'tillwatch/bot', channel: CHANNEL },
  { protocol: 'slack', name: 'webhook', secret: 'tillwatch/webhook', severities: ['P1'], checkouts: ['shop-*'] },
  { protocol: 'pagerduty', secret: 'tillwatch/pagerduty' },
  { protocol: 'chat' },
];
const OUTAGE = aDay().of('kiosk', '2026-01-16').quiet(15, 17);
const KIOSK = { checkout: 'kiosk', date: '2026-01-16' };

let receivers: Receivers;
let stack: RunningStack;
beforeEach(async () => {
  receivers = await startReceivers();
  stack = await aRunningStack('2026-01-16T19:20:00Z', { subscriptions: SUBSCRIPTIONS }, { relay: receivers });
  stack.aws.secrets.put('tillwatch/bot', BOT_TOKEN);
  stack.aws.secrets.put('tillwatch/webhook', WEBHOOK);
  stack.aws.secrets.put('tillwatch/pagerduty', ROUTING_KEY);
});
afterEach(async () => {
  await stack.close();
  await receivers.close();
});

const deadLetters = (channel: string) => stack.aws.sqs.counts(channelDeadLetters(channel)).visible;

/** An outage opens at 16:20 local time and grows at 17:20. */
async function openAndGrow(): Promise<void> {
  await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
  stack.at('2026-01-16T20:20:00Z');
  await stack.land('kiosk.csv', csvOf(OUTAGE.until(17).day), KIOSK);
}

/** Somebody is on it at 17:30; the watch publishes that a minute later. */
async function acknowledge(): Promise<void> {
  const now = new Date('2026-01-16T20:30:00Z');
  const ports = { ...stack.ports, pause: async () => {}, newWriteId: () => 'ack' };
  await commit(
    'kiosk',
    (record) => {
      const [incident] = record.incidents;
      if (!incident) throw new Error('no incident');
      const step = acknowledged(incident, { by: 'Ana', now, why: null }, null);
      return { record: withPending({ ...record, incidents: [step.incident] }, step.alerts, now), result: null };
    },
    ports,
  );
  stack.at('2026-01-16T20:31:00Z');
  await stack.tick(new Date('2026-01-16T20:31:00Z'));
  await stack.idle();
}

async function recover(): Promise<void> {
  stack.at('2026-01-16T23:20:00Z');
  await stack.land('kiosk.csv', csvOf(OUTAGE.until(20).day), KIOSK);
}

describe("an incident's life", () => {
  it('is one thread in Slack, the first message on top', async () => {
    await openAndGrow();
    await acknowledge();
    await recover();
    const [first, ...replies] = receivers.slack.posts;
    expect(first?.thread).toBeNull();
    expect(first?.text).toMatch(/^P1 kiosk: no sales since 15h/);
    expect(replies.map(({ thread }) => thread)).toEqual([first?.ts, first?.ts, first?.ts]);
    expect(replies.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringMatching(/update$/),
      expect.stringMatching(/Ana|acknowledged|on it/),
      expect.stringMatching(/^P1 kiosk: over/),
    ]);
    expect(JSON.stringify(first?.blocks)).toContain('kiosk-2026-01-16-15h');
  });

  it('is one incident in PagerDuty: triggered, acknowledged, resolved', async () => {
    await openAndGrow();
    expect(receivers.pagerDuty.incidents).toMatchObject([
      { key: 'kiosk-2026-01-16-15h', severity: 'critical', state: 'triggered', events: ['trigger', 'trigger'] },
    ]);
    await acknowledge();
    expect(receivers.pagerDuty.incidents[0]?.state).toBe('acknowledged');
    await recover();
    expect(receivers.pagerDuty.incidents).toMatchObject([
      { state: 'resolved', events: ['trigger', 'trigger', 'acknowledge', 'resolve'] },
    ]);
  });

  it('reaches the topic for Amazon Q Developer in its own schema, with a thread per incident', async () => {
    const heard: { version: string; source: string; metadata: { threadId: string } }[] = [];
    const topic = stack.aws.sns.topicArns.find((arn) => arn.endsWith('tillwatch-chat')) ?? '';
    stack.aws.sns.subscribe(topic, {
      protocol: 'lambda',
      endpoint: 'arn:aws:lambda:us-east-1:000000000000:function:Q',
    });
    stack.aws.sns.registerFunction('arn:aws:lambda:us-east-1:000000000000:function:Q', (event) => {
      heard.push(JSON.parse(event.Records[0]?.Sns.Message ?? ''));
    });
    await openAndGrow();
    expect(heard).toHaveLength(2);
    for (const { version, source, metadata } of heard) {
      expect([version, source, metadata.threadId]).toEqual(['1.0', 'custom', 'kiosk-2026-01-16-15h']);
    }
  });

  it('is separate messages by a webhook, each with the id of the incident', async () => {
    const shop = { checkout: 'shop-7', date: '2026-01-16' };
    await stack.land('shop.csv', csvOf(OUTAGE.of('shop-7', '2026-01-16').until(16).day), shop);
    stack.at('2026-01-16T20:20:00Z');
    await stack.land('shop.csv', csvOf(OUTAGE.of('shop-7', '2026-01-16').until(17).day), shop);
    const byWebhook = receivers.requests.filter(({ url }) => url === WEBHOOK);
    expect(byWebhook).toHaveLength(2);
    for (const { body } of byWebhook) expect(body).toContain('shop-7-2026-01-16-15h');
  });

  it('is heard by none whose checkouts it is not of', async () => {
    await openAndGrow();
    expect(receivers.requests.filter(({ url }) => url === WEBHOOK)).toEqual([]);
  });
});

describe('a channel that is in trouble', () => {
  it('is asked again when it has too much to do, as late as it says', async () => {
    let refusals = 0;
    receivers.fault = ({ url }) =>
      url.startsWith('https://slack.com') && refusals++ === 0
        ? {
            kind: 'answer',
            answer: { status: 429, headers: { 'retry-after': '0' }, body: '{"ok":false,"error":"ratelimited"}' },
          }
        : undefined;
    await openAndGrow();
    expect(refusals).toBeGreaterThan(1);
    expect(receivers.slack.posts).toHaveLength(2);
  });

  it('holds back neither e-mails nor other channels', async () => {
    let isDown = true;
    receivers.fault = ({ url }) =>
      isDown && url.startsWith('https://slack.com')
        ? { kind: 'answer', answer: { status: 503, headers: { 'retry-after': '600' }, body: '' } }
        : undefined;
    await stack.drop('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    await until(() => receivers.pagerDuty.incidents.length > 0 && stack.subjects().length > 0);
    expect(receivers.slack.posts).toEqual([]);
    isDown = false;
    await stack.idle();
    expect(receivers.slack.posts).toHaveLength(1);
    expect(deadLetters('slack')).toBe(0);
  });

  it('that stays in trouble gets its message ten times, then it is a dead letter', async () => {
    receivers.fault = ({ url }) =>
      url.includes('pagerduty')
        ? { kind: 'answer', answer: { status: 500, headers: { 'retry-after': '600' }, body: 'oops' } }
        : undefined;
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    expect(receivers.requests.filter(({ url }) => url.includes('pagerduty'))).toHaveLength(10);
    expect(deadLetters('pagerduty')).toBe(1);
    expect(receivers.slack.posts).toHaveLength(1);
  });

  it('that refuses for good gets nothing twice: the message is a dead letter at once, and says why', async () => {
    receivers.slack.tokens.clear();
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    expect(receivers.requests.filter(({ url }) => url.startsWith('https://slack.com'))).toHaveLength(2);
    const [letter] = [...stack.aws.sqs.queue(channelDeadLetters('slack')).messages.values()];
    expect(letter?.attributes).toMatchObject({
      channel: { StringValue: 'slack' },
      code: { StringValue: 'channel-refused' },
      reason: { StringValue: expect.stringContaining('invalid_auth') },
    });
    expect(receivers.pagerDuty.incidents).toHaveLength(1);
  });

  it('whose secret was changed is told with the new one', async () => {
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    receivers.slack.tokens.clear();
    receivers.slack.tokens.add('xoxb-the-next-one');
    stack.aws.secrets.put('tillwatch/bot', 'xoxb-the-next-one');
    stack.at('2026-01-16T20:20:00Z');
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(17).day), KIOSK);
    expect(receivers.slack.posts).toHaveLength(2);
    expect(deadLetters('slack')).toBe(0);
  });

  it.each([
    ['is not there', null, /not in Secrets Manager/],
    ['is a key in JSON', JSON.stringify({ key: ROUTING_KEY }), /holds no integration key/],
  ])('whose secret %s is a dead letter that names the secret, not its text', async (_what, text, reason) => {
    if (text === null) stack.aws.secrets.delete('tillwatch/pagerduty');
    else stack.aws.secrets.put('tillwatch/pagerduty', text);
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    const [letter] = [...stack.aws.sqs.queue(channelDeadLetters('pagerduty')).messages.values()];
    expect(letter?.attributes.reason?.StringValue).toMatch(reason);
    expect(JSON.stringify([letter?.attributes, stack.logged])).not.toContain(ROUTING_KEY);
  });
});

describe('a message that comes twice', () => {
  it('is told once', async () => {
    const queue = channelQueue('slack');
    const bodies: string[] = [];
    receivers.fault = () => {
      bodies.push(...[...stack.aws.sqs.queue(queue).messages.values()].map(({ body }) => body));
      return undefined;
    };
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    const [body] = bodies;
    expect(body).toBeDefined();
    for (const channel of ['slack', 'pagerduty']) stack.aws.sqs.send(channelQueue(channel), body ?? '');
    await stack.idle();
    expect(receivers.slack.posts).toHaveLength(1);
    expect(receivers.pagerDuty.incidents[0]?.events).toEqual(['trigger']);
  });

  it('is told once when both come at the same time', async () => {
    receivers.fault = undefined;
    const body = await anAlertsMessage();
    receivers.slack.posts.length = 0;
    const fresh = body.replaceAll('kiosk-2026-01-16-15h', 'kiosk-2026-01-16-03h');
    for (let i = 0; i < 6; i++) stack.aws.sqs.send(channelQueue('slack'), fresh);
    await stack.idle();
    expect(receivers.slack.posts).toHaveLength(1);
  });

  it('and the answer to the first got lost: Slack may show it twice, PagerDuty counts it once', async () => {
    const lost = new Set<string>();
    receivers.fault = ({ url }) => {
      const { host } = new URL(url);
      if (lost.has(host)) return undefined;
      lost.add(host);
      return { kind: 'lost' };
    };
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    expect(receivers.slack.posts).toHaveLength(2);
    expect(receivers.pagerDuty.incidents).toMatchObject([{ events: ['trigger', 'trigger'] }]);
  });

  it('late, after the end: PagerDuty opens nothing again', async () => {
    const body = await anAlertsMessage();
    await recover();
    expect(receivers.pagerDuty.incidents.map(({ state }) => state)).toEqual(['resolved']);
    stack.aws.sqs.send(channelQueue('pagerduty'), body.replaceAll('/1-opened/P1', '/9-updated/P1'));
    await stack.idle();
    expect(receivers.pagerDuty.incidents.map(({ state }) => state)).toEqual(['resolved']);
  });

  it('of no alert at all is a dead letter, its batch-mates are told', async () => {
    stack.aws.sqs.send(channelQueue('slack'), 'hello');
    stack.aws.sqs.send(channelQueue('slack'), '{"Type":"Notification","Message":"{}"}');
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    expect(deadLetters('slack')).toBe(2);
    expect(receivers.slack.posts).toHaveLength(1);
  });

  /** The message by which an alert of the outage came to the channels; the alert has been told. */
  async function anAlertsMessage(): Promise<string> {
    let body = '';
    receivers.fault = () => {
      body ||= [...stack.aws.sqs.queue(channelQueue('slack')).messages.values()][0]?.body ?? '';
      return undefined;
    };
    await stack.land('kiosk.csv', csvOf(OUTAGE.until(16).day), KIOSK);
    receivers.fault = undefined;
    return body;
  }
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
