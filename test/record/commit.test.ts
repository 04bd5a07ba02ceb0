// Changes to a record by conditional writes: who wins, who decides again, and whose write it was.
import { describe, expect, it } from 'vitest';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { type CommitPorts, commit, MAX_ATTEMPTS } from '../../lambda/record/commit.ts';
import type { ObjectStore } from '../../lambda/record/object-store.ts';

/** A store in memory that keeps to its conditions. */
function memory(): ObjectStore & { readonly texts: string[] } {
  const texts: string[] = [];
  const etag = () => (texts.length === 0 ? null : String(texts.length));
  return {
    texts,
    get: async () => {
      const text = texts.at(-1);
      return text === undefined ? null : { text, etag: String(texts.length) };
    },
    async put(_place, text, condition) {
      const isMet = condition.when === 'etag' ? condition.etag === etag() : condition.when === 'any' || !etag();
      if (!isMet) return { outcome: 'conflict' };
      texts.push(text);
      return { outcome: 'written', etag: String(texts.length) };
    },
  };
}

let ids = 0;
const portsOver = (records: ObjectStore): CommitPorts => ({
  records,
  pause: async () => {},
  newWriteId: () => `write ${++ids}`,
  log: () => {},
});

/** Adds an object version unless it is there; the result says whether it did. */
const adding = (key: string) => (record: CheckoutRecord) => {
  const isKnown = record.versions.some((version) => version.key === key);
  const versions = [...record.versions, { key, versionId: null, sequencer: null, landedAt: '2026-01-17T03:20:00Z' }];
  return { record: isKnown ? null : { ...record, versions }, result: isKnown ? 'known' : 'added' };
};

describe('a commit', () => {
  it('knows its own write again when the answer to it was lost and the client tried twice', async () => {
    const store = memory();
    const refusedThoughDone: ObjectStore = {
      get: store.get,
      async put(place, text, condition) {
        await store.put(place, text, condition);
        return store.put(place, text, condition);
      },
    };
    const { held, result } = await commit('kiosk', adding('a.csv'), portsOver(refusedThoughDone));
    expect(result).toBe('added');
    expect(store.texts).toHaveLength(1);
    expect(held.etag).toBe('1');
  });

  it("never takes somebody else's write for its own, not even one that says the same", async () => {
    const store = memory();
    const results = await Promise.all(
      [1, 2, 3].map(async () => (await commit('kiosk', adding('a.csv'), portsOver(store))).result),
    );
    expect(results.toSorted()).toEqual(['added', 'known', 'known']);
    expect(store.texts).toHaveLength(1);
  });

  it('decides again on what others wrote', async () => {
    const store = memory();
    await Promise.all(['a.csv', 'b.csv', 'c.csv'].map((key) => commit('kiosk', adding(key), portsOver(store))));
    const { versions } = JSON.parse(store.texts.at(-1) ?? '') as CheckoutRecord;
    expect(versions.map(({ key }) => key).toSorted()).toEqual(['a.csv', 'b.csv', 'c.csv']);
  });

  it('gives up after so many lost races, so that the file comes again', async () => {
    let tries = 0;
    const alwaysLate: ObjectStore = {
      get: async () => null,
      put: async () => {
        tries++;
        return { outcome: 'conflict' };
      },
    };
    await expect(commit('kiosk', adding('a.csv'), portsOver(alwaysLate))).rejects.toMatchObject({
      code: 'record-contended',
    });
    expect(tries).toBe(MAX_ATTEMPTS);
  });
});
