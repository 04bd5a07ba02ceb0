// Message attributes of SQS: their rules, their size and the digest that clients verify.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
import { createHash } from 'node:crypto';
import { sqsError } from './sqs-error.ts';

export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, with an optional label after a dot. */
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

const MOST_ATTRIBUTES = 10;
const LONGEST_NAME = 256;

/** @throws ServiceError InvalidParameterValue */
export function checkAttributes(attributes: Readonly<Record<string, MessageAttribute>>): void {
  const entries = Object.entries(attributes);
  if (entries.length > MOST_ATTRIBUTES) {
    throw sqsError(
      'InvalidParameterValue',
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`,
    );
  }
  for (const [name, attribute] of entries) checkAttribute(name, attribute);
}

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute): void {
  const isName = /^[\w-]+(\.[\w-]+)*$/.test(name) && name.length <= LONGEST_NAME && !/^(aws|amazon)\./i.test(name);
  if (!isName) throw sqsError('InvalidParameterValue', `The message attribute name '${name}' is invalid.`);
  const type = /^(String|Number|Binary)(\..+)?$/.exec(DataType ?? '')?.[1];
  if (type === undefined) {
    throw sqsError(
      'InvalidParameterValue',
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = type === 'Binary' ? BinaryValue : StringValue;
  if (!value) {
    throw sqsError(
      'InvalidParameterValue',
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type === 'Number' && !isNumeric(value)) {
    throw sqsError('InvalidParameterValue', `Can't cast the value of message attribute '${name}' to a number.`);
  }
}

export function isNumeric(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text.trim());
}

/** Bytes that attributes add to a message: names, types and values. */
export function attributesSize(attributes: Readonly<Record<string, MessageAttribute>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).length,
    0,
  );
}

/** The attributes that a receiver asked for: by name, by `prefix.*`, or `All`. */
export function askedAttributes(
  attributes: Readonly<Record<string, MessageAttribute>>,
  asked: readonly string[],
): Readonly<Record<string, MessageAttribute>> {
  const isAsked = (name: string) =>
    asked.some((pattern) => {
      if (pattern === 'All' || pattern === '.*') return true;
      return pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -2)) : pattern === name;
    });
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}

const STRING_TRANSPORT = 1;
const BINARY_TRANSPORT = 2;

/** Hex MD5 over names in order, types and values, each with its length before it (same page); null for none. */
export function attributesMd5(attributes: Readonly<Record<string, MessageAttribute>>): string | null {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  const digest = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    digest.update(withLength(Buffer.from(name)));
    digest.update(withLength(Buffer.from(attribute.DataType)));
    digest.update(Buffer.from([attribute.BinaryValue === undefined ? STRING_TRANSPORT : BINARY_TRANSPORT]));
    digest.update(withLength(valueBytes(attribute)));
  }
  return digest.digest('hex');
}

function valueBytes({ StringValue, BinaryValue }: MessageAttribute): Buffer {
  return BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
