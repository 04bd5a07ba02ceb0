// A POST to somebody else's service: given up after seconds, never led elsewhere, read no further than it matters.
import type { HttpAnswer, Posting } from '../relay/reply.ts';

/** What the function needs of the runtime's `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Slack and PagerDuty answer within a second; a third of what one message may take in all. */
const TIMEOUT_MS = 5_000;

/** @param fetch the runtime's own, or one that leads elsewhere */
export function httpsPost(fetch: Fetch): (posting: Posting) => Promise<HttpAnswer> {
  return async ({ url, headers, body }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'tillwatch' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.text() };
  };
}
