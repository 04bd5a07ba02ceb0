// Slack's two doors: `chat.postMessage` with a bot's token, which has threads, and an incoming webhook, which hasn't.
import * as v from 'valibot';
import type { SlackMessage } from '../notify/slack.ts';
import type { SlackChannel } from './channel.ts';
import { type HttpAnswer, type Posting, type Reply, replyByStatus } from './reply.ts';

/** https://docs.slack.dev/reference/methods/chat.postMessage */
const POST_MESSAGE = 'https://slack.com/api/chat.postMessage';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Links in a message are ours: nobody needs a preview of them. */
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;

/**
 * @param secret the bot's token where the channel is named, else the webhook's address
 * @param thread the first message of the incident
 */
export function slackPosting(
  { channel }: SlackChannel,
  secret: string,
  message: SlackMessage,
  thread: string | null,
): Posting {
  if (channel === undefined) {
    return {
      url: secret,
      headers: { 'content-type': JSON_TYPE },
      body: JSON.stringify({ ...message, ...NO_PREVIEWS }),
    };
  }
  return {
    url: POST_MESSAGE,
    headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${secret}` },
    body: JSON.stringify({ channel, ...message, ...NO_PREVIEWS, ...(thread !== null && { thread_ts: thread }) }),
  };
}

/** What is wrong with a secret that can't be what the channel needs; null where it can. */
export function slackSecretComplaint({ channel }: SlackChannel, secret: string): string | null {
  if (channel !== undefined) return secret.startsWith('xox') ? null : 'holds no bot token, which begins with xoxb-';
  return secret.startsWith('https://') ? null : "holds no webhook's address, which begins with https://";
}

const answerOutline = v.looseObject({
  ok: v.boolean(),
  error: v.optional(v.string(), ''),
  ts: v.optional(v.string()),
});

/** Errors of Slack's own that pass. The last is what it calls too many messages to one channel. */
const PASSING = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
];

/** The token isn't accepted; a newer one may be. */
const LOCKED = ['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'];

/**
 * `chat.postMessage` says what it thinks in the body of a 200 (https://docs.slack.dev/apis/web-api, "Evaluating
 * responses"); a webhook by its status, in plain text.
 */
export function slackReply({ channel }: SlackChannel, answer: HttpAnswer, now: Date): Reply {
  const byStatus = replyByStatus(answer, now);
  if (channel === undefined || byStatus.kind !== 'accepted') return byStatus;
  const result = v.safeParse(answerOutline, json(answer.body));
  if (!result.success) return { kind: 'again', afterMs: null, why: 'the answer is no JSON of Slack' };
  const { ok, error, ts } = result.output;
  if (ok) return { kind: 'accepted', thread: ts ?? null };
  if (PASSING.includes(error)) return { kind: 'again', afterMs: null, why: error };
  return { kind: 'refused', isLocked: LOCKED.includes(error), why: error };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
