// What Publish accepts: subject, message, message structure.
// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
import { type Attributes, attributesSize } from './message-attributes.ts';
import { invalidParameter } from './sns-error.ts';

/** 256 KiB of UTF-8, attributes included (same page). */
export const LARGEST_MESSAGE_BYTES = 262_144;

/** Keys of a JSON message that mean something; others are ignored. */
export const PROTOCOLS = [
  'default',
  'email',
  'email-json',
  'sms',
  'http',
  'https',
  'sqs',
  'lambda',
  'application',
  'firehose',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A message that has passed every check. */
export interface Publication {
  readonly subject: string | null;
  /** What each protocol gets; `default` for those that aren't named. */
  readonly texts: Readonly<Partial<Record<Protocol, string>>> & { readonly default: string };
  readonly attributes: Attributes;
}

export interface RawPublication {
  readonly subject: string | undefined;
  readonly message: string | undefined;
  readonly messageStructure: string | undefined;
  readonly attributes: Attributes;
}

/** @throws ServiceError InvalidParameter */
export function validPublication({ subject, message, messageStructure, attributes }: RawPublication): Publication {
  if (!message) throw invalidParameter('Empty message');
  if (publicationSize(message, attributes) > LARGEST_MESSAGE_BYTES) throw invalidParameter('Message too long');
  if (subject !== undefined && !isSubject(subject)) throw invalidParameter('Subject');
  return { subject: subject ?? null, texts: textsIn(message, messageStructure), attributes };
}

/** Bytes of UTF-8 that count against the limit. */
export function publicationSize(message: string, attributes: Attributes): number {
  return Buffer.byteLength(message) + attributesSize(attributes);
}

/** ASCII without control characters, at most 100, the first no blank: letter, digit or punctuation. */
function isSubject(subject: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject);
}

function textsIn(message: string, structure: string | undefined): Publication['texts'] {
  if (structure === undefined) return { default: message };
  if (structure !== 'json') throw invalidParameter('MessageStructure');
  const parsed = parsedStructure(message);
  const known = PROTOCOLS.filter((protocol) => Object.hasOwn(parsed, protocol));
  const notText = known.find((protocol) => typeof parsed[protocol] !== 'string');
  if (notText !== undefined)
    throw invalidParameter(`Message Structure - ${notText} is not a string in JSON message body`);
  const texts = Object.fromEntries(known.map((protocol) => [protocol, parsed[protocol] as string]));
  if (texts.default === undefined) throw invalidParameter('Message Structure - No default entry in JSON message body');
  return { ...texts, default: texts.default };
}

function parsedStructure(message: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw invalidParameter('Message Structure - JSON message body is not an object');
}
