// What a count in a window speaks for, under laws that are known exactly.
import { describe, expect, it } from 'vitest';
import { smallestNoticedRate, verdictOn } from '../../lambda/detect/hypotheses.ts';

const word = (mean: number, size = 1000) => [{ law: { mean, size }, logWeight: 0 }];

describe('a verdict', () => {
  it('calls next to nothing an outage, a part missing a drop, too many a spike', () => {
    expect(verdictOn(0, 3, false, word(30))).toMatchObject({ happening: 'outage', expected: 30 });
    expect(verdictOn(40, 3, false, word(100)).happening).toBe('drop');
    expect(verdictOn(300, 2, false, word(100)).happening).toBe('spike');
  });

  it('finds nothing remarkable in what was expected', () => {
    expect(verdictOn(100, 3, false, word(100)).score).toBeLessThan(0);
  });

  it('takes a law among several at the weight that the rest of the day gives it', () => {
    const [low, high] = [word(10)[0], word(100)[0]] as const;
    if (!low || !high) throw new Error('two words');
    const unlikely = verdictOn(10, 3, false, [{ ...low, logWeight: -20 }, high]);
    const likely = verdictOn(10, 3, false, [{ ...low, logWeight: 0 }, high]);
    expect(unlikely.score).toBeGreaterThan(10);
    expect(likely.score).toBeLessThan(1);
  });

  it('trusts a level less before the day is over: off a morning is not off a day', () => {
    const [morning, whole] = [12, 24].map((hours) => verdictOn(400, hours, true, word(1000, 40)));
    expect(whole?.happening).toBe('level-down');
    expect((whole?.score ?? 0) - (morning?.score ?? 0)).toBeGreaterThan(2);
  });
});

describe('the smallest noticed rate', () => {
  it('is where three lost hours reach the threshold, and higher where more is asked', () => {
    const rate = smallestNoticedRate(3, 7.5, 1000);
    expect(verdictOn(0, 3, false, word(3 * rate)).score).toBeCloseTo(7.5, 0);
    expect(smallestNoticedRate(3, 9.8, 1000)).toBeGreaterThan(rate);
    expect(rate).toBeGreaterThan(1);
    expect(rate).toBeLessThan(5);
  });
});
