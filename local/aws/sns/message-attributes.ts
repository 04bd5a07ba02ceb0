// Message attributes of SNS and their rules.
// https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
import { isNumeric } from '../sqs/message-attributes.ts';
import { snsError } from './sns-error.ts';

export const ATTRIBUTE_TYPES = ['String', 'String.Array', 'Number', 'Binary'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export interface Attribute {
  readonly type: AttributeType;
  /** Base64 where the type is Binary; a JSON array where it is String.Array. */
  readonly value: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** An attribute as a request brings it, nothing of it known to be right. */
export interface RawAttribute {
  readonly name: string;
  readonly dataType: string | undefined;
  readonly stringValue: string | undefined;
  readonly binaryValue: string | undefined;
}

const LONGEST_NAME = 256;

/** @throws ServiceError ParameterValueInvalid (the SDK's InvalidParameterValueException) */
export function validAttributes(raw: readonly RawAttribute[]): Attributes {
  const names = raw.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(`The message attribute '${twice}' is given twice.`);
  return Object.fromEntries(raw.map((attribute) => [attribute.name, validAttribute(attribute)]));
}

/** Bytes that attributes add to a message: names, types and values. */
export function attributesSize(attributes: Attributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { type, value }]) => sum + Buffer.byteLength(name) + type.length + Buffer.byteLength(value),
    0,
  );
}

function validAttribute({ name, dataType, stringValue, binaryValue }: RawAttribute): Attribute {
  if (!isName(name)) throw refusal(`The message attribute name '${name}' is invalid.`);
  const type = ATTRIBUTE_TYPES.find((known) => known === dataType);
  if (type === undefined) {
    throw refusal(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = type === 'Binary' ? binaryValue : stringValue;
  if (value === undefined || value === '') {
    throw refusal(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type === 'Number' && !isNumeric(value)) {
    throw refusal(`Could not cast message attribute '${name}' value to number.`);
  }
  if (type === 'String.Array' && !isArrayText(value)) {
    throw refusal(`The message attribute '${name}' is no JSON array of strings, numbers, booleans or nulls.`);
  }
  const rule = Object.hasOwn(SMS_ATTRIBUTES, name) ? SMS_ATTRIBUTES[name] : undefined;
  if (rule && (rule.type !== type || !rule.value.test(value))) {
    throw refusal(`The message attribute '${name}' has an invalid value for SMS: ${type} ${value}`);
  }
  return { type, value };
}

function isName(name: string): boolean {
  if (isReserved(name)) return Object.hasOwn(SMS_ATTRIBUTES, name);
  return /^[\w-]+(\.[\w-]+)*$/.test(name) && name.length <= LONGEST_NAME;
}

/** Names that begin so are SNS's own. */
export function isReserved(name: string): boolean {
  return /^(aws|amazon)\./i.test(name);
}

/** What a publisher may say about text messages. https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
const SMS_ATTRIBUTES: Readonly<Record<string, { readonly type: AttributeType; readonly value: RegExp }>> = {
  'AWS.SNS.SMS.SMSType': { type: 'String', value: /^(Promotional|Transactional)$/ },
  'AWS.SNS.SMS.SenderID': { type: 'String', value: /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/ },
  'AWS.SNS.SMS.MaxPrice': { type: 'Number', value: /^\d+(\.\d+)?$/ },
  'AWS.MM.SMS.OriginationNumber': { type: 'String', value: /^\+?\d{5,14}$/ },
};

function isArrayText(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((item) => item === null || typeof item !== 'object');
  } catch {
    return false;
  }
}

function refusal(message: string) {
  return snsError('ParameterValueInvalid', message);
}
