// What a channel's service says to a message, and how long the relay asks again before the queue has its turn.
import { TillwatchError } from '../errors.ts';

/** One HTTPS POST of JSON. */
export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** The header `Retry-After` as it came. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/**
 * - `accepted`: `thread` is Slack's id of the message, null elsewhere.
 * - `again`: not now; after `afterMs` if the service says so.
 * - `refused`: never, as it stands. `isLocked`: the secret isn't accepted, and a newer one may be.
 */
export type Reply =
  | { readonly kind: 'accepted'; readonly thread: string | null }
  | { readonly kind: 'again'; readonly afterMs: number | null; readonly why: string }
  | { readonly kind: 'refused'; readonly isLocked: boolean; readonly why: string };

/** The channel doesn't answer, or not now: its queue tries again, not before `afterMs`. */
export class ChannelBusy extends TillwatchError {
  readonly afterMs: number | null;

  constructor(channel: string, why: string, afterMs: number | null) {
    super('channel-busy', `${channel} doesn't take messages now: ${why}; its queue tries again`);
    this.name = 'ChannelBusy';
    this.afterMs = afterMs;
  }
}

/** Too many requests, and faults of the service's own, pass by themselves; anything else is ours. */
export function replyByStatus({ status, retryAfter, body }: HttpAnswer, now: Date): Reply {
  const why = `${status} ${body.slice(0, LONGEST_REASON)}`.trim();
  if (status >= 200 && status < 300) return { kind: 'accepted', thread: null };
  if (status === 429 || status === 408 || status >= 500)
    return { kind: 'again', afterMs: waitMs(retryAfter, now), why };
  return { kind: 'refused', isLocked: status === 401 || status === 403, why };
}

/** Characters of an answer's body that are told in logs and dead letters. */
const LONGEST_REASON = 200;

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function waitMs(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Asks within one invocation: a blip of the service costs seconds, not a turn of the queue. */
const MOST_TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** A service that wants more patience gets it from the queue, which costs nothing while it waits. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * The thread of the accepted message.
 *
 * @param sleep waits so many ms
 * @throws ChannelBusy `channel-busy`; TillwatchError `channel-refused`, which no repetition helps
 */
export async function accepted(
  channel: string,
  ask: (isFirst: boolean) => Promise<Reply>,
  sleep: (ms: number) => Promise<void>,
): Promise<string | null> {
  for (let attempt = 1; ; attempt++) {
    const reply = await ask(attempt === 1);
    if (reply.kind === 'accepted') return reply.thread;
    if (reply.kind === 'refused') throw refused(channel, reply.why);
    const pauseMs = reply.afterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
    if (attempt === MOST_TRIES || pauseMs > LONGEST_PAUSE_MS) throw new ChannelBusy(channel, reply.why, reply.afterMs);
    await sleep(pauseMs);
  }
}

export function refused(channel: string, why: string): TillwatchError {
  const cure = 'docs/channels.md says what each answer means; correct it and move the dead letters back';
  return new TillwatchError('channel-refused', `${channel} refused a message: ${why}; ${cure}`);
}
