// The load simulation keeps what it may never lose, and simulates the deployment that there is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_DEPLOYED, POLLERS, type Scenario, TOP_OF_THE_HOUR } from '../../bench/load/scenario.ts';
import { serviceTimes } from '../../bench/load/service-times.ts';
import { simulated } from '../../bench/load/simulation.ts';
import { parseConfig } from '../../lambda/config/config.ts';
import { READS_A_TICK } from '../../lambda/watch/refreshed.ts';
import { aStack, resource } from '../lib/a-stack.ts';

const TIMES = serviceTimes(30);

const aScenario = (changes: Partial<Scenario> = {}): Scenario => ({
  ...TOP_OF_THE_HOUR,
  ...AS_DEPLOYED,
  checkouts: 1_000,
  accountConcurrency: 1_000,
  times: TIMES,
  ...changes,
});

const anyScenario = fc
  .record({
    checkouts: fc.integer({ min: 1, max: 2_000 }),
    landingMs: fc.integer({ min: 1, max: 120_000 }),
    alertEvery: fc.integer({ min: 1, max: 300 }),
    batchSize: fc.integer({ min: 1, max: 10 }),
    maximumConcurrency: fc.integer({ min: 2, max: 1_000 }),
    accountConcurrency: fc.integer({ min: 2, max: 1_000 }),
    stormAlerts: fc.integer({ min: 1, max: 10 }),
    readsATick: fc.integer({ min: 50, max: 3_000 }),
    cpuMs: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ cpuMs, ...scenario }) => aScenario({ ...scenario, times: serviceTimes(cpuMs) }));

describe('the simulation', () => {
  it('loses no file, sees no file twice, and tells of every alert', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { handled, deadLetters, alerts } = simulated(scenario);
        expect(handled + deadLetters).toBe(scenario.checkouts);
        if (deadLetters > 0) return;
        expect(alerts.oneByOne + alerts.inStorm).toBe(Math.ceil(scenario.checkouts / scenario.alertEvery));
        expect(alerts.oneByOne).toBeLessThanOrEqual(scenario.stormAlerts);
      }),
      { numRuns: 60 },
    );
  });

  it('never has more at once than the mapping, the pollers and the account allow', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { mostAtOnce } = simulated(scenario);
        const account = scenario.accountConcurrency - 1;
        expect(mostAtOnce).toBeLessThanOrEqual(Math.min(scenario.maximumConcurrency, account, POLLERS.most));
      }),
      { numRuns: 60 },
    );
  });

  it('is refused nothing where the mapping asks for less than the account has', () => {
    expect(simulated(aScenario({ maximumConcurrency: 9, accountConcurrency: 10 })).throttles).toBe(0);
    const greedy = simulated(aScenario({ maximumConcurrency: 50, accountConcurrency: 10, checkouts: 5_000 }));
    expect(greedy.throttles).toBeGreaterThan(0);
    expect(greedy).toMatchObject({ mostAtOnce: 9, deadLetters: 0, bindsFirst: 'concurrency of the account' });
  });

  it('gives up what is refused through all tries', () => {
    const hopeless = aScenario({ accountConcurrency: 1, visibilityTimeoutMs: 2_000, checkouts: 20 });
    expect(simulated(hopeless)).toMatchObject({ handled: 0, deadLetters: 20, invocations: 0 });
  });

  it('is the same every time', () => {
    expect(simulated(aScenario())).toEqual(simulated(aScenario()));
  });

  it('ends no sooner with fewer at once, and never before the last file has landed', () => {
    const busy = (maximumConcurrency: number) => aScenario({ maximumConcurrency, checkouts: 10_000 });
    const ends = [2, 5, 9, 15].map((atOnce) => simulated(busy(atOnce)).lastFileMs);
    expect([...ends].sort((a, b) => b - a)).toEqual(ends);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(TOP_OF_THE_HOUR.landingMs * 0.99);
  });
});

it('simulates what is deployed', () => {
  const template = aStack();
  const mapping = resource(template, 'AWS::Lambda::EventSourceMapping')[1].Properties;
  const queue = resource(template, 'AWS::SQS::Queue', 'TillwatchInboxQueue')[1].Properties;
  expect(AS_DEPLOYED).toEqual({
    batchSize: mapping.BatchSize,
    maximumConcurrency: mapping.ScalingConfig.MaximumConcurrency,
    memoryMegabytes: resource(template, 'AWS::Lambda::Function', 'Score')[1].Properties.MemorySize,
    visibilityTimeoutMs: queue.VisibilityTimeout * 1_000,
    maxReceives: queue.RedrivePolicy.maxReceiveCount,
    stormAlerts: parseConfig('{}').stormAlerts,
    readsATick: READS_A_TICK,
  });
});
