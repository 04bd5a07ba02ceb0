// Who may ask the dashboard anything. It listens on loopback only; this keeps out what a browser on the same machine can be
// talked into by another site: rebound names (Host), forged posts (Origin, token, a content type that needs a preflight).
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, refusal } from './answer.ts';

export interface GateOptions {
  readonly port: number;
  /** Known to the page that this server handed out, and to nobody else. */
  readonly token: string;
}

export interface Knock {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

export const TOKEN_HEADER = 'x-tillwatch-token';

/** No form of another site can send these without asking first (https://fetch.spec.whatwg.org/#cors-safelisted-request-header). */
const POSTED_TYPES = ['application/json', 'application/octet-stream'];

/** Null where the request may pass, else why it may not. */
export function turnedAway({ method, headers }: Knock, { port, token }: GateOptions): Answer | null {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!names.includes(headers.host ?? '')) {
    return refusal(403, 'host-unknown', `open the dashboard under http://${names[0]}`);
  }
  const isOwnOrigin = names.some((name) => headers.origin === `http://${name}`);
  if (headers.origin !== undefined && !isOwnOrigin) {
    return refusal(403, 'origin-foreign', 'only the dashboard itself may ask this');
  }
  if (method === 'GET') return null;
  if (method !== 'POST') return refusal(405, 'method-unknown', 'GET and POST are known');
  if (!isOwnOrigin) return refusal(403, 'origin-missing', 'only the dashboard itself may do this');
  if (!isSame(headers[TOKEN_HEADER], token)) {
    return refusal(403, 'token-wrong', 'the run was started again meanwhile; load the page anew');
  }
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (POSTED_TYPES.includes(type.trim())) return null;
  return refusal(415, 'content-type-unknown', `send ${POSTED_TYPES.join(' or ')}`);
}

function isSame(given: string | string[] | undefined, token: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
