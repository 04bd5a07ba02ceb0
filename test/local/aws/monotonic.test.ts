// The clocks that SQS waits by.
import { describe, expect, it } from 'vitest';
import { manualClock, realTime } from '../../../local/aws/monotonic.ts';

describe('a manual clock', () => {
  it('calls what falls due in its order, at its time', () => {
    const clock = manualClock(1000);
    const calls: string[] = [];
    clock.callAfter(20, () => calls.push(`late at ${clock.nowMs()}`));
    clock.callAfter(10, () => calls.push(`early at ${clock.nowMs()}`));
    clock.callAfter(31, () => calls.push('never'));
    clock.advance(30);
    expect(calls).toEqual(['early at 1010', 'late at 1020']);
    expect(clock.nowMs()).toBe(1030);
  });

  it('calls what was added on the way, if that falls due as well, and nothing that was cancelled', () => {
    const clock = manualClock(0);
    const calls: number[] = [];
    const again = () => {
      calls.push(clock.nowMs());
      clock.callAfter(10, again);
    };
    again();
    clock.callAfter(5, () => calls.push(-1))();
    clock.advance(25);
    expect(calls).toEqual([0, 10, 20]);
  });
});

describe('real time', () => {
  it('passes, and calls unless it is told not to', async () => {
    const before = realTime.nowMs();
    let isCancelledCalled = false;
    const cancel = realTime.callAfter(1, () => {
      isCancelledCalled = true;
    });
    cancel();
    await new Promise<void>((resolve) => realTime.callAfter(5, resolve));
    expect(isCancelledCalled).toBe(false);
    expect(realTime.nowMs()).toBeGreaterThan(before);
  });
});
