// What a channel is to be told: the JSON of an alert or a notice, out of the envelope that SNS puts around it.
import * as v from 'valibot';
import { TillwatchError } from '../errors.ts';
import type { AlertJson } from '../notify/alert-json.ts';
import type { NoticeJson } from '../notify/notice-json.ts';

export type ToldMessage = AlertJson | NoticeJson;

const envelope = v.looseObject({ Type: v.literal('Notification'), Message: v.string() });

/** What the relay itself looks at; the rest is for those who word the message. */
const outline = v.looseObject({
  schema_version: v.string(),
  alert_id: v.pipe(v.string(), v.minLength(1)),
  incident_id: v.nullable(v.string()),
  transition: v.nullable(v.string()),
  topic: v.string(),
  timestamp: v.string(),
});

/**
 * The message in a queue's `body`, as SNS delivers it
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).
 *
 * @throws TillwatchError `message-unreadable`
 */
export function toldMessage(body: string): ToldMessage {
  const told = parsed(parsed(body, envelope, 'envelope').Message, outline, 'alert');
  return told as unknown as ToldMessage;
}

/** What the message is about: the incident, or the notice itself. */
export function subjectOf({ incident_id, alert_id }: ToldMessage): string {
  return incident_id ?? alert_id;
}

/** Which step of the subject it tells: the same on every topic, so that nobody is told an end once for each of them. */
export function stepOf({ alert_id, topic }: ToldMessage): string {
  const suffix = `/${topic}`;
  return alert_id.endsWith(suffix) ? alert_id.slice(0, -suffix.length) : alert_id;
}

/** Does it tell the end of its incident? */
export function isEnd({ transition }: ToldMessage): boolean {
  return transition === 'resolved' || transition === 'retracted';
}

function parsed<T extends v.GenericSchema>(text: string, schema: T, what: string): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(what, 'it is not JSON', cause);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw unreadable(what, `${v.getDotPath(issue) ?? 'it'} ${issue.message}`);
}

function unreadable(what: string, why: string, cause?: unknown): TillwatchError {
  const message = `the message has no ${what} that tillwatch knows: ${why}; look for it in the channel's dead-letter queue`;
  return new TillwatchError('message-unreadable', message, {}, cause);
}
