// One SNS Publish for all protocols of a topic, as plain data: the topic's ARN is all that the edge adds.
import type { Message, MessageAttribute } from './message.ts';
import type { NoticeMessage } from './notice-message.ts';
import { escapedJson } from './plain-text.ts';

/** Message, subject and attributes together (SNS API reference, Publish: 262,144 bytes). */
export const LARGEST_PUBLISH_BYTES = 262_144;

/** Protocols that get the JSON. What isn't named, such as mobile push, gets the subject as `default`. */
const MACHINE_PROTOCOLS = ['sqs', 'lambda', 'https', 'http', 'firehose'] as const;

export interface PublishRequest {
  readonly Subject: string;
  readonly Message: string;
  readonly MessageStructure: 'json';
  readonly MessageAttributes: Readonly<Record<string, SnsAttribute>>;
}

interface SnsAttribute {
  readonly DataType: MessageAttribute['type'];
  readonly StringValue: string;
}

/** What to hand to SNS, a `TopicArn` added. Below 256 KiB, because every part of a message is bounded. */
export function publishRequest(message: Message | NoticeMessage): PublishRequest {
  const forMachines = MACHINE_PROTOCOLS.map((protocol) => [protocol, message.json]);
  const byProtocol = {
    default: message.subject,
    email: message.email,
    sms: message.sms,
    ...Object.fromEntries(forMachines),
  };
  return {
    Subject: message.subject,
    Message: escapedJson(byProtocol),
    MessageStructure: 'json',
    MessageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { type, value }]) => [
        name,
        { DataType: type, StringValue: value },
      ]),
    ),
  };
}
