// The way of one message to one channel: what it is, whether the channel has heard it, and telling it. Read this first.
import { chatNotification } from '../notify/chat-notification.ts';
import { pagerDutyEvent } from '../notify/pagerduty.ts';
import { slackMessage } from '../notify/slack.ts';
import type { Channel, PagerDutyChannel, SlackChannel } from './channel.ts';
import { type Heard, isOutdated } from './heard.ts';
import { pagerDutyPosting, routingKeyComplaint } from './pagerduty-posting.ts';
import { accepted, type HttpAnswer, type Posting, type Reply, replyByStatus } from './reply.ts';
import { type Secrets, unusableSecret } from './secrets.ts';
import { slackPosting, slackReply, slackSecretComplaint } from './slack-posting.ts';
import { subjectOf, type ToldMessage, toldMessage } from './told-message.ts';
import { type ToldOncePorts, toldOnce } from './told-once.ts';

export interface RelayPorts extends ToldOncePorts {
  readonly secrets: Secrets;
  /** @throws what the network says where no answer comes in time */
  readonly post: (posting: Posting) => Promise<HttpAnswer>;
  /** @throws whatever SNS said, after its client's own retries */
  readonly publish: (topicArn: string, message: string) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Tells `channel` what stands in the message with this body, once.
 *
 * @throws TillwatchError `message-unreadable`, `channel-refused` and `secret-unusable`, which no repetition helps;
 *   `channel-busy` and `channel-contended`, which it does
 */
export async function relayed(body: string, channel: Channel, ports: RelayPorts): Promise<void> {
  const told = toldMessage(body);
  const outcome = await toldOnce(channel.name, told, (heard) => sent(told, channel, heard, ports), ports);
  const fields = { channel: channel.name, alert: told.alert_id, incident: subjectOf(told) };
  ports.log('info', outcome === 'sent' ? 'told a channel' : 'a channel knows it already', fields);
}

/** Gives Slack's id of the message, null elsewhere. */
async function sent(told: ToldMessage, channel: Channel, heard: Heard, ports: RelayPorts): Promise<string | null> {
  switch (channel.protocol) {
    case 'slack':
      return toldSlack(told, channel, heard, ports);
    case 'pagerduty':
      return toldPagerDuty(told, channel, heard, ports);
    case 'chat':
      await ports.publish(channel.topicArn, JSON.stringify(chatNotification(told)));
      return null;
  }
}

function toldSlack(told: ToldMessage, channel: SlackChannel, { thread }: Heard, ports: RelayPorts) {
  const message = slackMessage(told);
  return posted(channel, ports, {
    complaint: (secret) => slackSecretComplaint(channel, secret),
    posting: (secret) => slackPosting(channel, secret, message, thread),
    reply: (answer) => slackReply(channel, answer, ports.now()),
  });
}

/** What came before an end that PagerDuty knows of would open the incident again there, and call somebody. */
async function toldPagerDuty(told: ToldMessage, channel: PagerDutyChannel, heard: Heard, ports: RelayPorts) {
  const event = isOutdated(heard, told) ? null : pagerDutyEvent(told);
  if (event === null) return null;
  return posted(channel, ports, {
    complaint: routingKeyComplaint,
    posting: (secret) => pagerDutyPosting(channel, secret, event),
    reply: (answer) => replyByStatus(answer, ports.now()),
  });
}

/** How one service is spoken to, its secret given. */
interface Manners {
  readonly complaint: (secret: string) => string | null;
  readonly posting: (secret: string) => Posting;
  readonly reply: (answer: HttpAnswer) => Reply;
}

function posted(channel: SlackChannel | PagerDutyChannel, ports: RelayPorts, manners: Manners): Promise<string | null> {
  const { secrets, sleep } = ports;
  const ask = async (isFirst: boolean): Promise<Reply> => {
    const secret = await secrets.value(channel.secret);
    const complaint = manners.complaint(secret);
    const reply: Reply = complaint === null ? await answered(secret, ports, manners) : LOCKED;
    if (reply.kind !== 'refused' || !reply.isLocked) return reply;
    // It may have been changed since it was read.
    secrets.forget(channel.secret);
    if (isFirst) return { kind: 'again', afterMs: 0, why: reply.why };
    if (complaint !== null) throw unusableSecret(channel.secret, complaint);
    return reply;
  };
  return accepted(channel.name, ask, sleep);
}

const LOCKED: Reply = { kind: 'refused', isLocked: true, why: 'the secret is of another kind' };

async function answered(secret: string, { post, log }: RelayPorts, { posting, reply }: Manners): Promise<Reply> {
  try {
    return reply(await post(posting(secret)));
  } catch (error) {
    // Its text could hold the address, which of a webhook is the secret.
    const { name } = error as Error;
    log('warn', 'no answer from a channel', { error: name });
    return { kind: 'again', afterMs: null, why: `no answer (${name})` };
  }
}
