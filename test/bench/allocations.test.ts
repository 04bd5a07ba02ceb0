// The guard of allocations: bytes of the heap that a clean file takes through the warm handler. Time isn't guarded: it
// depends on the machine; these bytes don't, because no optimising compiler leaves any out meanwhile.
import { expect, it } from 'vitest';
import { allocations } from '../../bench/speed/topics/work.ts';

const MB = 1e6;

/**
 * A sixth above what was counted when this was written, the same to a thousandth every time: 0.27 and 30.4 MB on Node 20.
 * A field more is no matter; a copy of the record, or of the day for every window, is. Nearly all that scoring takes is
 * numbers, of which compiled code keeps nearly all out of the heap.
 */
const MOST = { unscored: 0.31 * MB, scored: 35.5 * MB };

it.each([
  ['without scoring', false, MOST.unscored],
  ['with scoring', true, MOST.scored],
] as const)('a clean file, %s, takes no more of the heap than it did', async (_what, isScoring, most) => {
  const { bytesAFile } = await allocations(isScoring);
  expect(bytesAFile).toBeGreaterThan(0.1 * MB);
  expect(bytesAFile).toBeLessThan(most);
});
