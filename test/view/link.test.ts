// Signed links: what they are good for, and that nothing but the key makes one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, read, signed } from '../../lambda/view/link.ts';

const KEY = 'a key that is long enough for anybody';
const NOW = new Date('2026-01-16T20:00:00Z');
const IN_A_WEEK = NOW.getTime() / 1000 + 7 * 24 * 3600;
const CLAIM: Claim = { checkout: 'shop-7', incident: 'shop-7-2026-01-16-15h', expiresAt: IN_A_WEEK, nonce: '' };

const anyClaim: fc.Arbitrary<Claim> = fc.record({
  checkout: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  incident: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  expiresAt: fc.integer({ min: IN_A_WEEK, max: IN_A_WEEK * 2 }),
  nonce: fc.string(),
});

describe('a link', () => {
  it('is good for what it says, until it says', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const token = signed(claim, 'link', KEY);
        expect(read(token, 'link', [KEY], NOW)).toEqual({ kind: 'valid', claim });
        expect(read(token, 'link', [KEY], new Date(claim.expiresAt * 1000 - 1)).kind).toBe('valid');
        expect(read(token, 'link', [KEY], new Date(claim.expiresAt * 1000))).toEqual({ kind: 'expired' });
      }),
    );
  });

  it('is made of characters that no mail program breaks or escapes', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        expect(signed(claim, 'link', KEY)).toMatch(/^[\w-]+\.[\w-]{43}$/);
      }),
    );
  });

  it('is refused with any character changed, left out or added', () => {
    const token = signed(CLAIM, 'link', KEY);
    const position = fc.nat(token.length - 1);
    fc.assert(
      fc.property(position, fc.string({ minLength: 0, maxLength: 2 }), (at, instead) => {
        fc.pre(instead !== token[at]);
        const forged = token.slice(0, at) + instead + token.slice(at + 1);
        expect(read(forged, 'link', [KEY], NOW)).toEqual({ kind: 'wrong' });
      }),
      { numRuns: 2_000 },
    );
    for (const forged of [`${token}A`, `${token}=`, `${token}.`, ` ${token}`, token.toUpperCase()]) {
      expect(read(forged, 'link', [KEY], NOW)).toEqual({ kind: 'wrong' });
    }
  });

  it('has one spelling: the bits that base64url leaves over can not be played with', () => {
    const token = signed(CLAIM, 'link', KEY);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = [...alphabet].filter((letter) => letter !== token.at(-1));
    for (const letter of others) expect(read(token.slice(0, -1) + letter, 'link', [KEY], NOW).kind).toBe('wrong');
  });

  it('is of one checkout: the signature of one is none for another', () => {
    const [, signature] = signed(CLAIM, 'link', KEY).split('.');
    const [payload] = signed({ ...CLAIM, checkout: 'shop-8' }, 'link', 'another key').split('.');
    expect(read(`${payload}.${signature}`, 'link', [KEY], NOW)).toEqual({ kind: 'wrong' });
  });

  it('is no form, and a form no link', () => {
    expect(read(signed(CLAIM, 'link', KEY), 'form', [KEY], NOW)).toEqual({ kind: 'wrong' });
    expect(read(signed(CLAIM, 'form', KEY), 'link', [KEY], NOW)).toEqual({ kind: 'wrong' });
  });

  it('made with the key before the present one is good, with an older one it is not', () => {
    const token = signed(CLAIM, 'link', 'old');
    expect(read(token, 'link', ['new', 'old'], NOW).kind).toBe('valid');
    expect(read(token, 'link', ['newer', 'new'], NOW)).toEqual({ kind: 'wrong' });
    expect(read(token, 'link', [], NOW)).toEqual({ kind: 'wrong' });
  });

  it('says nothing of its expiry to who has not the key', () => {
    const expired = signed({ ...CLAIM, expiresAt: 0 }, 'link', 'another key');
    expect(read(expired, 'link', [KEY], NOW)).toEqual({ kind: 'wrong' });
  });
});
