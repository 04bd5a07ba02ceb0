import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sideBySide } from '../lambda/side-by-side.ts';

/** Work that ends only when the test lets it. */
function gates() {
  const open = new Map<string, () => void>();
  const started: string[] = [];
  const work = (item: string) =>
    new Promise<string>((settle) => {
      started.push(item);
      open.set(item, () => settle(item.toUpperCase()));
    });
  return { started, work, end: (item: string) => open.get(item)?.() };
}

const turn = () => new Promise((settle) => setImmediate(settle));

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe('work side by side', () => {
  it('is done for so many items at once, and told in their order', async () => {
    const { started, work, end } = gates();
    const results = all(sideBySide(['a', 'b', 'c'], 2, (item) => item, work));
    await turn();
    expect(started).toEqual(['a', 'b']);
    end('b');
    await turn();
    expect(started).toEqual(['a', 'b']);
    end('a');
    await turn();
    expect(started).toEqual(['a', 'b', 'c']);
    end('c');
    expect(await results).toEqual([
      ['a', 'A'],
      ['b', 'B'],
      ['c', 'C'],
    ]);
  });

  it('keeps items with the same key one after the other', async () => {
    const { started, work, end } = gates();
    const results = all(sideBySide(['k1', 'k2', 'x1'], 3, ([key = '']) => key, work));
    await turn();
    expect(started).toEqual(['k1', 'x1']);
    end('k1');
    await turn();
    expect(started).toEqual(['k1', 'x1', 'k2']);
    end('k2');
    end('x1');
    expect((await results).map(([item]) => item)).toEqual(['k1', 'k2', 'x1']);
  });

  it('fails with the first failure in order, and leaves none unheard', async () => {
    const failing = (item: string) => (item === 'ok' ? Promise.resolve(1) : Promise.reject(new Error(item)));
    await expect(all(sideBySide(['ok', 'bad', 'worse'], 3, (item) => item, failing))).rejects.toThrowError('bad');
    await turn();
  });

  it('gives every item once, whatever the keys and the number at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 8 }), async (items, atOnce) => {
        const results = await all(sideBySide(items, atOnce, String, async (item) => item * 2));
        expect(results).toEqual(items.map((item) => [item, item * 2]));
      }),
    );
  });
});
