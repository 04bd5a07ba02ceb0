// A message as a function finds it in its event.
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
import type { SQSRecord } from 'aws-lambda';
import { type Message, md5 } from './sqs/message.ts';
import { attributesMd5 } from './sqs/message-attributes.ts';
import { systemAttributes } from './sqs/system-attributes.ts';

export function sqsRecord(message: Message, eventSourceARN: string, awsRegion: string): SQSRecord {
  const attributes = Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
    const value = BinaryValue === undefined ? { stringValue: StringValue ?? '' } : { binaryValue: BinaryValue };
    return [
      name,
      { ...value, stringListValues: [] as never[], binaryListValues: [] as never[], dataType: DataType },
    ] as const;
  });
  const md5OfMessageAttributes = attributesMd5(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    attributes: systemAttributes(message) as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(attributes),
    ...(md5OfMessageAttributes !== null && { md5OfMessageAttributes }),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}
