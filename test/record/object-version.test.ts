import { describe, expect, it } from 'vitest';
import { type ObjectVersion, versionOrder } from '../../lambda/record/object-version.ts';

const version = (over: Partial<ObjectVersion>): ObjectVersion => ({
  key: 'a.csv',
  versionId: null,
  sequencer: null,
  landedAt: '2026-01-16T15:20:00.000Z',
  ...over,
});

describe('which object is newer', () => {
  it('is said by the landing time', () => {
    expect(versionOrder(version({}), version({ landedAt: '2026-01-16T15:20:01.000Z' }))).toBeLessThan(0);
  });

  it('is said by the sequencer among versions of one key that landed in the same second', () => {
    const older = version({ sequencer: '0055AED6DCD90281E5', versionId: 'z' });
    const newer = version({ sequencer: '0055AED6DCD90281E6', versionId: 'a' });
    expect(versionOrder(older, newer)).toBeLessThan(0);
    expect(versionOrder(newer, older)).toBeGreaterThan(0);
  });

  it('pads the shorter sequencer with zeros on the right', () => {
    expect(versionOrder(version({ sequencer: '0B' }), version({ sequencer: '0A99' }))).toBeGreaterThan(0);
    expect(versionOrder(version({ sequencer: '0a' }), version({ sequencer: '0A1' }))).toBeLessThan(0);
  });

  it('is not said by sequencers of different keys', () => {
    const early = version({ key: 'b.csv', sequencer: 'FF' });
    const late = version({ sequencer: '00', landedAt: '2026-01-16T15:21:00.000Z' });
    expect(versionOrder(early, late)).toBeLessThan(0);
  });
});
