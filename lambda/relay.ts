// The relay function: the queue of a channel comes in, each message is told there, what can't be told goes back or aside.
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { relayPorts } from './aws/relay-ports.ts';
import { RELAY_TIMEOUT_S } from './config/timeouts.ts';
import { TillwatchError } from './errors.ts';
import { jsonLog, lineOnStandardOutput } from './log.ts';
import type { Channel } from './relay/channel.ts';
import { type RelayPorts, relayed } from './relay/relay.ts';
import { ChannelBusy } from './relay/reply.ts';

/** A channel and its queue. */
export interface ChannelQueue {
  readonly channel: Channel;
  /** Puts the message aside for good, with the reason. */
  giveUp(message: SQSRecord, error: TillwatchError): Promise<void>;
  /** Has the message come again after so many seconds. */
  comeAgain(message: SQSRecord, afterSeconds: number): Promise<void>;
}

export interface RelayHandlerPorts extends RelayPorts {
  /** @throws TillwatchError `channel-unknown` */
  readonly channelQueue: (queueArn: string) => ChannelQueue;
}

/** No repetition helps: somebody has to change something first. */
const PERMANENT = ['message-unreadable', 'channel-refused', 'secret-unusable'];

/** A channel that wants more time for one message than this gets no other one in the same invocation. */
const ENOUGH_MS = (RELAY_TIMEOUT_S * 1000) / 2;

/**
 * A handler over the given ports. One batch is one channel's; it is told message by message, oldest first. Where the
 * channel doesn't take one now, the rest goes back to the queue without being tried.
 */
export function relayHandler(ports: () => RelayHandlerPorts): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const { now } = ports();
    const startMs = now().getTime();
    const failed: SQSRecord[] = [];
    let busy: ChannelBusy | null = null;
    for (const message of oldestFirst(event.Records)) {
      if (busy === null && now().getTime() - startMs > ENOUGH_MS)
        busy = new ChannelBusy('a channel', 'it is slow', null);
      const error = busy ?? (await failure(message, ports()));
      if (error === null) continue;
      if (error instanceof ChannelBusy) busy = error;
      failed.push(message);
      await back(message, error, ports());
    }
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** Why the message has to come again; null where it was told, or put aside for good. */
async function failure(message: SQSRecord, ports: RelayHandlerPorts): Promise<unknown> {
  const { channel, giveUp } = ports.channelQueue(message.eventSourceARN);
  try {
    await relayed(message.body, channel, ports);
    return null;
  } catch (error) {
    const fields = { channel: channel.name, messageId: message.messageId, error };
    if (!(error instanceof TillwatchError) || !PERMANENT.includes(error.code)) {
      ports.log('warn', 'a message is not told yet and comes again', fields);
      return error;
    }
    ports.log('error', 'a message can not be told and is put aside', fields);
    return giveUp(message, error).then(
      () => null,
      (refusal: unknown) => refusal,
    );
  }
}

/** First pause of a message that failed, doubled at each further try; well before the queue itself would repeat it. */
const FIRST_RETURN_S = 30;
const LONGEST_RETURN_S = 900;
/** A queue can hide a message for twelve hours in all (SQS API reference, ChangeMessageVisibility). */
const LONGEST_WISH_S = 6 * 3600;

async function back(message: SQSRecord, error: unknown, { channelQueue, log }: RelayHandlerPorts): Promise<void> {
  const tries = Number(message.attributes.ApproximateReceiveCount);
  const usual = Math.min(FIRST_RETURN_S * 2 ** (tries - 1), LONGEST_RETURN_S);
  const wishedMs = error instanceof ChannelBusy ? (error.afterMs ?? 0) : 0;
  const afterSeconds = Math.min(Math.max(usual, Math.ceil(wishedMs / 1000)), LONGEST_WISH_S);
  try {
    await channelQueue(message.eventSourceARN).comeAgain(message, afterSeconds);
  } catch (refusal) {
    log('warn', "a message comes again when the queue's own time is over", { error: refusal });
  }
}

/** Queues don't keep order: what came in together is told in the order it was sent. */
function oldestFirst(messages: readonly SQSRecord[]): readonly SQSRecord[] {
  return messages.toSorted((a, b) => Number(a.attributes.SentTimestamp) - Number(b.attributes.SentTimestamp));
}

let ports: RelayHandlerPorts | undefined;

export const handler = relayHandler(() => {
  const now = () => new Date();
  ports ??= relayPorts({
    env: process.env,
    now,
    random: Math.random,
    log: jsonLog(lineOnStandardOutput, now),
    holdMs: RELAY_TIMEOUT_S * 1000,
    fetch,
  });
  return ports;
});
