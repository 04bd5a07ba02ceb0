// SQS's operations: JSON input to JSON output.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
import { batchResult } from './batch.ts';
import type { EmulatedSqs } from './emulated-sqs.ts';
import { LARGEST_BATCH, LARGEST_MESSAGE_BYTES, type Message, md5 } from './message.ts';
import { askedAttributes, attributesMd5, attributesSize, type MessageAttribute } from './message-attributes.ts';
import { queueAttributes } from './queue-attributes.ts';
import { LONGEST_VISIBILITY_TIMEOUT_SECONDS } from './queue-settings.ts';
import { checkRange } from './range.ts';
import { sqsError } from './sqs-error.ts';
import { systemAttributes } from './system-attributes.ts';

export type Input = Readonly<Record<string, unknown>>;

interface Operation {
  /** Those that are honoured; any other is refused. */
  readonly parameters: readonly string[];
  perform(sqs: EmulatedSqs, input: Input, signal: AbortSignal): object | Promise<object>;
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  SendMessage: {
    parameters: ['QueueUrl', 'MessageBody', 'DelaySeconds', 'MessageAttributes'],
    perform: (sqs, input) => sent(sqs, text(input, 'QueueUrl'), input),
  },
  SendMessageBatch: {
    parameters: ['QueueUrl', 'Entries'],
    perform(sqs, input) {
      const queueUrl = text(input, 'QueueUrl');
      sqs.queue(queueUrl);
      const entries = list(input, 'Entries');
      const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      if (size > LARGEST_MESSAGE_BYTES) {
        throw sqsError('BatchRequestTooLong', `Batch requests cannot be longer than ${LARGEST_MESSAGE_BYTES} bytes.`);
      }
      return batchResult(entries, ['Id', 'MessageBody', 'DelaySeconds', 'MessageAttributes'], (entry) =>
        sent(sqs, queueUrl, entry),
      );
    },
  },
  ReceiveMessage: {
    parameters: [
      'QueueUrl',
      'AttributeNames',
      'MessageSystemAttributeNames',
      'MessageAttributeNames',
      'MaxNumberOfMessages',
      'VisibilityTimeout',
      'WaitTimeSeconds',
    ],
    perform: received,
  },
  DeleteMessage: {
    parameters: ['QueueUrl', 'ReceiptHandle'],
    perform(sqs, input) {
      sqs.delete(text(input, 'QueueUrl'), text(input, 'ReceiptHandle'));
      return {};
    },
  },
  DeleteMessageBatch: {
    parameters: ['QueueUrl', 'Entries'],
    perform(sqs, input) {
      const queueUrl = text(input, 'QueueUrl');
      sqs.queue(queueUrl);
      return batchResult(list(input, 'Entries'), ['Id', 'ReceiptHandle'], (entry) => {
        sqs.delete(queueUrl, text(entry, 'ReceiptHandle'));
        return {};
      });
    },
  },
  ChangeMessageVisibility: {
    parameters: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
    perform(sqs, input) {
      const timeout = wholeNumber(input, 'VisibilityTimeout', 0, LONGEST_VISIBILITY_TIMEOUT_SECONDS);
      if (timeout === undefined) throw missing('VisibilityTimeout');
      sqs.changeVisibility(text(input, 'QueueUrl'), text(input, 'ReceiptHandle'), timeout);
      return {};
    },
  },
  GetQueueAttributes: {
    parameters: ['QueueUrl', 'AttributeNames'],
    perform: (sqs, input) => queueAttributes(sqs, text(input, 'QueueUrl'), names(input, 'AttributeNames')),
  },
  GetQueueUrl: {
    parameters: ['QueueName'],
    perform: (sqs, input) => ({ QueueUrl: sqs.queueUrl(sqs.queue(text(input, 'QueueName')).name) }),
  },
  PurgeQueue: {
    parameters: ['QueueUrl'],
    perform(sqs, input) {
      sqs.purge(text(input, 'QueueUrl'));
      return {};
    },
  },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const LONGEST_DELAY_SECONDS = 900;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const LONGEST_WAIT_SECONDS = 20;

function sent(sqs: EmulatedSqs, queueUrl: string, entry: Input): object {
  const attributes = attributesIn(entry);
  const delaySeconds = wholeNumber(entry, 'DelaySeconds', 0, LONGEST_DELAY_SECONDS) ?? 0;
  const body = text(entry, 'MessageBody');
  const { id } = sqs.send(queueUrl, body, attributes, delaySeconds);
  const attributesDigest = attributesMd5(attributes);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(attributesDigest !== null && { MD5OfMessageAttributes: attributesDigest }),
  };
}

async function received(sqs: EmulatedSqs, input: Input, signal: AbortSignal): Promise<object> {
  const visibilityTimeoutSeconds = wholeNumber(input, 'VisibilityTimeout', 0, LONGEST_VISIBILITY_TIMEOUT_SECONDS);
  const messages = await sqs.receive(text(input, 'QueueUrl'), {
    most: wholeNumber(input, 'MaxNumberOfMessages', 1, LARGEST_BATCH) ?? 1,
    waitSeconds: wholeNumber(input, 'WaitTimeSeconds', 0, LONGEST_WAIT_SECONDS) ?? 0,
    ...(visibilityTimeoutSeconds !== undefined && { visibilityTimeoutSeconds }),
    signal,
  });
  if (messages.length === 0) return {};
  const system = [...names(input, 'AttributeNames'), ...names(input, 'MessageSystemAttributeNames')];
  const asked = names(input, 'MessageAttributeNames');
  return { Messages: messages.map((message) => asReceived(message, system, asked)) };
}

function asReceived(message: Message, system: readonly string[], asked: readonly string[]): object {
  const attributes = askedAttributes(message.attributes, asked);
  const digest = attributesMd5(attributes);
  const wanted = Object.entries(systemAttributes(message)).filter(
    ([name]) => system.includes('All') || system.includes(name),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(wanted.length > 0 && { Attributes: Object.fromEntries(wanted) }),
    ...(digest !== null && { MessageAttributes: attributes, MD5OfMessageAttributes: digest }),
  };
}

function sizeOf(entry: Input): number {
  return Buffer.byteLength(String(entry.MessageBody ?? '')) + attributesSize(attributesIn(entry));
}

function attributesIn(input: Input): Readonly<Record<string, MessageAttribute>> {
  const attributes = input.MessageAttributes ?? {};
  if (typeof attributes === 'object') return attributes as Record<string, MessageAttribute>;
  throw sqsError('InvalidParameterValue', 'MessageAttributes must be an object.');
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === 'string') return value;
  throw missing(name);
}

function list(input: Input, name: string): readonly Input[] {
  const value = input[name];
  if (Array.isArray(value)) return value as Input[];
  throw missing(name);
}

function names(input: Input, name: string): readonly string[] {
  return input[name] === undefined ? [] : (list(input, name) as unknown[]).map(String);
}

function wholeNumber(input: Input, name: string, least: number, most: number): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  checkRange(name, value as number, least, most);
  return value as number;
}

function missing(name: string): Error {
  return sqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}
