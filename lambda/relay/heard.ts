// What one channel has heard of one incident: kept in the records bucket, so that a message that comes again is known.
import * as v from 'valibot';
import { TillwatchError } from '../errors.ts';
import { isEnd, stepOf, type ToldMessage } from './told-message.ts';

export interface Heard {
  /** Slack's id of the first message, under which the others go; null where there is none. */
  readonly thread: string | null;
  /** When each step was told, ISO 8601, by its id. */
  readonly told: Readonly<Record<string, string>>;
  /** A step that somebody is sending, or died sending, and until when nobody else touches it. */
  readonly sending: { readonly step: string; readonly until: string } | null;
  /** The `timestamp` of the newest end that was told. */
  readonly endedAt: string | null;
}

export const NOTHING_HEARD: Heard = { thread: null, told: {}, sending: null, endedAt: null };

const outline = v.strictObject({
  thread: v.nullable(v.string()),
  told: v.record(v.string(), v.string()),
  sending: v.nullable(v.strictObject({ step: v.string(), until: v.string() })),
  endedAt: v.nullable(v.string()),
});

/** @throws TillwatchError `heard-unreadable` */
export function parseHeard(json: string, place: string): Heard {
  try {
    return v.parse(outline, JSON.parse(json));
  } catch (cause) {
    const message = `${place} can't be read; delete it: the channel may then hear something twice`;
    throw new TillwatchError('heard-unreadable', message, { file: place }, cause);
  }
}

/**
 * What is to be done about a message.
 *
 * - `send`: the channel hasn't heard it.
 * - `known`: it has.
 * - `wait`: something of the same incident is being sent; which thread it opens isn't known yet.
 */
export function verdict(heard: Heard, told: ToldMessage, now: Date): 'send' | 'known' | 'wait' {
  if (Object.hasOwn(heard.told, stepOf(told))) return 'known';
  return heard.sending !== null && heard.sending.until > now.toISOString() ? 'wait' : 'send';
}

/** Has the channel heard of an end that came after this message was written? Queues don't keep order. */
export function isOutdated({ endedAt }: Heard, told: ToldMessage): boolean {
  return endedAt !== null && told.timestamp < endedAt;
}

export function withSending(heard: Heard, told: ToldMessage, until: Date): Heard {
  return { ...heard, sending: { step: stepOf(told), until: until.toISOString() } };
}

/** Nobody sends any more, and nothing was told. */
export function withoutSending(heard: Heard): Heard {
  return { ...heard, sending: null };
}

/** @param thread Slack's id of the message; null where the channel has no threads */
export function withTold(heard: Heard, told: ToldMessage, thread: string | null, now: Date): Heard {
  const { endedAt } = heard;
  return {
    thread: heard.thread ?? thread,
    told: { ...heard.told, [stepOf(told)]: now.toISOString() },
    sending: null,
    endedAt: isEnd(told) && (endedAt === null || told.timestamp > endedAt) ? told.timestamp : endedAt,
  };
}
