// Slack as documented: chat.postMessage (https://docs.slack.dev/reference/methods/chat.postMessage), incoming webhooks
// (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks) and the limits of Block Kit.
import * as v from 'valibot';
import type { Answer, Request } from './receivers.ts';

export const BOT_TOKEN = 'xoxb-made-up-token';
export const CHANNEL = 'C0123456789';
export const WEBHOOK = 'https://hooks.slack.com/services/T00000000/B00000000/madeupmadeupmadeupmadeup';

const text = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));
const plainText = (longest: number) =>
  v.strictObject({ type: v.literal('plain_text'), text: text(longest), emoji: v.exactOptional(v.boolean()) });
const markdown = (longest: number) =>
  v.strictObject({ type: v.literal('mrkdwn'), text: text(longest), verbatim: v.exactOptional(v.boolean()) });
const anyText = (longest: number) => v.variant('type', [plainText(longest), markdown(longest)]);

const button = v.strictObject({
  type: v.literal('button'),
  text: plainText(75),
  url: v.exactOptional(v.pipe(v.string(), v.url(), v.maxLength(3_000))),
  action_id: v.exactOptional(text(255)),
  style: v.exactOptional(v.picklist(['primary', 'danger'])),
});

const block = v.variant('type', [
  v.strictObject({ type: v.literal('header'), text: plainText(150) }),
  v.pipe(
    v.strictObject({
      type: v.literal('section'),
      text: v.exactOptional(anyText(3_000)),
      fields: v.exactOptional(v.pipe(v.array(anyText(2_000)), v.minLength(1), v.maxLength(10))),
    }),
    v.check(({ text: own, fields }) => own !== undefined || fields !== undefined, 'a section needs text or fields'),
  ),
  v.strictObject({ type: v.literal('divider') }),
  v.strictObject({
    type: v.literal('context'),
    elements: v.pipe(v.array(anyText(3_000)), v.minLength(1), v.maxLength(10)),
  }),
  v.strictObject({ type: v.literal('actions'), elements: v.pipe(v.array(button), v.minLength(1), v.maxLength(25)) }),
]);

const content = {
  text: text(40_000),
  blocks: v.exactOptional(v.pipe(v.array(block), v.maxLength(50))),
  unfurl_links: v.exactOptional(v.boolean()),
  unfurl_media: v.exactOptional(v.boolean()),
};

const postMessage = v.strictObject({
  channel: v.string(),
  thread_ts: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{10}\.\d{6}$/))),
  ...content,
});

/** A webhook knows no threads to begin. */
const webhookMessage = v.strictObject(content);

export interface SlackPost {
  readonly ts: string;
  /** The message under which it stands; null for one of the channel's own. */
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: readonly v.InferOutput<typeof block>[];
}

export class FakeSlack {
  /** In the channel, oldest first. */
  readonly posts: SlackPost[] = [];
  /** Tokens that are accepted; take one out to revoke it. */
  readonly tokens = new Set([BOT_TOKEN]);
  #seconds = 1_700_000_000;

  api({ url, headers, body }: Request): Answer {
    if (new URL(url).pathname !== '/api/chat.postMessage') return said({ ok: false, error: 'unknown_method' });
    if (!/^application\/json; *charset=utf-8$/i.test(String(headers['content-type']))) {
      return said({ ok: false, error: 'invalid_post_type' });
    }
    const token = /^Bearer (\S+)$/.exec(String(headers.authorization ?? ''))?.[1];
    if (token === undefined) return said({ ok: false, error: 'not_authed' });
    if (!this.tokens.has(token)) return said({ ok: false, error: 'invalid_auth' });
    const result = v.safeParse(postMessage, json(body));
    if (!result.success) {
      const messages = result.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
      return said({ ok: false, error: 'invalid_arguments', response_metadata: { messages } });
    }
    const { channel, thread_ts: thread = null, text: words, blocks = [] } = result.output;
    if (channel !== CHANNEL) return said({ ok: false, error: 'channel_not_found' });
    if (thread !== null && !this.posts.some(({ ts, thread: above }) => ts === thread && above === null)) {
      return said({ ok: false, error: 'thread_not_found' });
    }
    const post = this.#post(thread, words, blocks);
    return said({ ok: true, channel, ts: post.ts, message: { type: 'message', text: words, ts: post.ts } });
  }

  webhook({ url, headers, body }: Request): Answer {
    if (url !== WEBHOOK) return { status: 404, body: 'no_service' };
    if (!/^application\/json/.test(String(headers['content-type']))) return { status: 400, body: 'invalid_payload' };
    const result = v.safeParse(webhookMessage, json(body));
    if (!result.success) return { status: 400, body: 'invalid_payload' };
    this.#post(null, result.output.text, result.output.blocks ?? []);
    return { status: 200, body: 'ok' };
  }

  #post(thread: string | null, words: string, blocks: SlackPost['blocks']): SlackPost {
    const ts = `${this.#seconds++}.000100`;
    const post = { ts, thread, text: words, blocks };
    this.posts.push(post);
    return post;
  }
}

/** Slack's methods answer 200 whatever they think. */
function said(answer: object): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
