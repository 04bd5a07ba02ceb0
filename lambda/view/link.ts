// Signed links: who has one may see one incident of one checkout until a day, and nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link, or a form on its page, is good for. */
export interface Claim {
  readonly checkout: string;
  readonly incident: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** Of a form, which is good once; empty for a link. */
  readonly nonce: string;
}

/** `link`: the page of the incident. `form`: one act on it. A signature for one is none for the other. */
export type Purpose = 'link' | 'form';

/** `expired` only where the signature is right: nobody learns anything from a made-up one. */
export type Verdict =
  | { readonly kind: 'valid'; readonly claim: Claim }
  | { readonly kind: 'expired' }
  | { readonly kind: 'wrong' };

/** `<claim>.<signature>`, both base64url (RFC 4648, section 5): safe in a URL, and no mail program breaks it. */
export function signed(claim: Claim, purpose: Purpose, key: string): string {
  const { checkout, incident, expiresAt, nonce } = claim;
  const payload = Buffer.from(JSON.stringify([checkout, incident, expiresAt, nonce])).toString('base64url');
  return `${payload}.${signature(payload, purpose, key)}`;
}

/**
 * What `token` is good for.
 *
 * @param keys the present one, and the one before it while its links are about
 */
export function read(token: string, purpose: Purpose, keys: readonly string[], now: Date): Verdict {
  const [payload = '', given = '', ...others] = token.split('.');
  const isSigned = keys.some((key) => isSame(given, signature(payload, purpose, key)));
  const claim = isSigned && others.length === 0 ? claimIn(payload) : null;
  if (claim === null) return { kind: 'wrong' };
  return claim.expiresAt * 1000 <= now.getTime() ? { kind: 'expired' } : { kind: 'valid', claim };
}

/** HMAC-SHA-256 (RFC 2104, RFC 6234) of the claim as it is written, so that it can't be read in two ways. */
function signature(payload: string, purpose: Purpose, key: string): string {
  return createHmac('sha256', key).update(`tillwatch ${purpose}\n${payload}`).digest('base64url');
}

/** Compared as written, and in the same time wherever they differ: of one signature there is one spelling. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Only what was signed comes here. */
function claimIn(payload: string): Claim | null {
  const [checkout, incident, expiresAt, nonce] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const isClaim = [checkout, incident, nonce].every((text) => typeof text === 'string') && Number.isFinite(expiresAt);
  return isClaim ? { checkout, incident, expiresAt, nonce } : null;
}
