// The queues in front of the relay, one per channel, as the stack numbers them in the function's environment.
import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { TillwatchError } from '../errors.ts';
import { channelIn } from '../relay/channel.ts';
import type { ChannelQueue } from '../relay.ts';
import { type Environment, variable } from './environment.ts';

/** Longest text that goes with a dead letter as its reason. */
const LONGEST_REASON = 500;

/**
 * The channel that a queue belongs to. The environment has for each channel, from 1: `CHANNEL_n`, `CHANNEL_n_QUEUE_URL`,
 * `CHANNEL_n_DEAD_LETTER_QUEUE_URL` and, of a chat channel, `CHANNEL_n_TOPIC_ARN`.
 */
export function channelQueues(sqs: SQSClient, env: Environment): (queueArn: string) => ChannelQueue {
  const byQueue = new Map<string, ChannelQueue>();
  for (let n = 1; env[`CHANNEL_${n}`]; n++) {
    const url = variable(env, `CHANNEL_${n}_QUEUE_URL`);
    byQueue.set(nameOf(url), channelQueue(sqs, env, n, url));
  }
  return (queueArn) => {
    const queue = byQueue.get(nameOf(queueArn));
    if (queue) return queue;
    const message = `no channel has the queue ${queueArn}; deploy the relay with the tillwatch stack`;
    throw new TillwatchError('channel-unknown', message);
  };
}

function channelQueue(sqs: SQSClient, env: Environment, n: number, url: string): ChannelQueue {
  const deadLetters = variable(env, `CHANNEL_${n}_DEAD_LETTER_QUEUE_URL`);
  const channel = channelIn(variable(env, `CHANNEL_${n}`), env[`CHANNEL_${n}_TOPIC_ARN`]);
  return {
    channel,
    async giveUp({ body }, { code, message }) {
      const text = (StringValue: string) => ({ DataType: 'String', StringValue });
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: deadLetters,
          MessageBody: body,
          MessageAttributes: {
            channel: text(channel.name),
            code: text(code),
            reason: text(message.slice(0, LONGEST_REASON)),
          },
        }),
      );
    },
    async comeAgain({ receiptHandle }, afterSeconds) {
      const request = { QueueUrl: url, ReceiptHandle: receiptHandle, VisibilityTimeout: afterSeconds };
      await sqs.send(new ChangeMessageVisibilityCommand(request));
    },
  };
}

/** Of a queue's URL or ARN. */
function nameOf(queue: string): string {
  return queue.split(/[:/]/).at(-1) ?? '';
}
