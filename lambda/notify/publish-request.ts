// One SNS Publish for all protocols of a topic, as plain data: the topic's ARN is all that the edge adds.
import type { SmsSettings } from '../config/config.ts';
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
export function publishRequest(message: Message | NoticeMessage, sms: SmsSettings = {}): PublishRequest {
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
      Object.entries({ ...message.attributes, ...smsAttributes(sms) }).map(([name, { type, value }]) => [
        name,
        { DataType: type, StringValue: value },
      ]),
    ),
  };
}

/**
 * What SNS is told about text messages, whatever the account's own defaults are: transactional ones go by the route that
 * delivers best (https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html).
 */
function smsAttributes({ senderId, originationNumber, maxPriceUsd }: SmsSettings): Record<string, MessageAttribute> {
  return {
    'AWS.SNS.SMS.SMSType': { type: 'String', value: 'Transactional' },
    ...(senderId && { 'AWS.SNS.SMS.SenderID': { type: 'String', value: senderId } }),
    ...(originationNumber && { 'AWS.MM.SMS.OriginationNumber': { type: 'String', value: originationNumber } }),
    ...(maxPriceUsd && { 'AWS.SNS.SMS.MaxPrice': { type: 'Number', value: String(maxPriceUsd) } }),
  };
}
