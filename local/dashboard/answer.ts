// What the dashboard answers with, and the headers that every answer carries.
import type { TillwatchError } from '../../lambda/errors.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Nothing but this server's own files, no inline script or style, and no page that frames this one (https://www.w3.org/TR/CSP3/). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

export function text(status: number, type: string, body: string | Uint8Array): Answer {
  return { status, headers: { 'content-type': type }, body };
}

export function json(value: unknown, status = 200): Answer {
  return text(status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** What went wrong, for people and for scripts: the page shows `message`. */
export function refusal(status: number, code: string, message: string): Answer {
  return json({ code, message }, status);
}

/** What was asked can't be done: 409 and the error's own words. */
export function refused({ code, message }: TillwatchError): Answer {
  return refusal(409, code, message);
}
