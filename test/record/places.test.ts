import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quarantinePlace, reasonPlace, receiptPlace, recordPlace } from '../../lambda/record/places.ts';

describe('places in the records bucket', () => {
  it('are named after the checkout and the inbox key', () => {
    expect(recordPlace('checkout_2')).toBe('checkouts/checkout_2.json');
    expect(recordPlace('Loja São João/1')).toBe('checkouts/Loja%20S%C3%A3o%20Jo%C3%A3o%2F1.json');
    expect(receiptPlace('loja 1/2026-01-16.csv')).toBe('receipts/loja 1/2026-01-16.csv.json');
    expect(quarantinePlace('a.csv')).toBe('quarantine/a.csv');
    expect(reasonPlace('a.csv')).toBe('quarantine/a.csv.reason.json');
  });

  it('never lead a folder up', () => {
    expect(receiptPlace('../../etc/./x.csv')).toBe('receipts/%2E%2E/%2E%2E/etc/%2E/x.csv.json');
    expect(recordPlace('..')).toBe('checkouts/%2E%2E.json');
  });

  it('fit into S3 keys, and stay apart, whatever the name', () => {
    const key = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      fc
        .tuple(fc.constantFrom('ção', 'x', '%', '\u0001', '😀'), fc.integer({ min: 200, max: 1024 }))
        .map(([c, n]) => c.repeat(n)),
    );
    fc.assert(
      fc.property(key, key, (a, b) => {
        for (const place of [recordPlace, receiptPlace, quarantinePlace, reasonPlace]) {
          expect(Buffer.byteLength(place(a))).toBeLessThanOrEqual(1024);
          expect(place(a)).not.toMatch(/\p{Cc}/u);
          expect(place(a).split('/')).not.toContain('..');
          if (a !== b) expect(place(a)).not.toBe(place(b));
        }
      }),
    );
  });
});
