// The guard of the watch's calls: what a tick asks of AWS is counted, and the document says what is counted.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { markdownTable } from '../../bench/speed/results.ts';
import { FLEETS, tickTable } from '../../bench/speed/topics/watch.ts';
import { type WatchTicks, watchTicks } from '../../bench/speed/watch-ticks.ts';

let fleets: readonly WatchTicks[];
beforeAll(async () => {
  fleets = await Promise.all(FLEETS.map(watchTicks));
});

describe('an idle tick', () => {
  it('reads the index and lists the records, a thousand a call', () => {
    for (const { checkouts, idle } of fleets) {
      const LIST = Math.ceil(checkouts / 1_000);
      expect(idle.calls).toEqual({ GET: 1, PUT: 0, LIST, Publish: 0, SendMessage: 0 });
    }
  });

  it('looks through at most ten pages of the inbox for lost events, and as many of receipts as they have', () => {
    for (const { idle, search } of fleets) {
      expect(search.calls.LIST - idle.calls.LIST).toBeLessThanOrEqual(30);
      expect(search.calls.GET).toBe(1);
    }
  });
});

it('docs/watch.md has the calls of every kind of tick', () => {
  expect(readFileSync('docs/watch.md', 'utf8')).toContain(markdownTable(tickTable(fleets)));
});
