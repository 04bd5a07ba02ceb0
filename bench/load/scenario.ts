// What is simulated, and with which limits of AWS and of the product.
import type { ServiceTimes } from './service-times.ts';

export interface Scenario {
  /** One file each. */
  readonly checkouts: number;
  /** All land within this, evenly spread. */
  readonly landingMs: number;
  /** Every how many files one has an alert. */
  readonly alertEvery: number;
  readonly batchSize: number;
  /** Of the event source mapping. */
  readonly maximumConcurrency: number;
  /** Concurrent executions of the whole account. */
  readonly accountConcurrency: number;
  readonly memoryMegabytes: number;
  readonly visibilityTimeoutMs: number;
  readonly maxReceives: number;
  /** Alerts of ten minutes that go out one by one; the watch sends one notice for the others. */
  readonly stormAlerts: number;
  /** Changed records that one tick of the watch reads. */
  readonly readsATick: number;
  readonly times: ServiceTimes;
}

/** As lib/ and lambda/ have them; test/bench/load.test.ts compares. */
export const AS_DEPLOYED = {
  batchSize: 10,
  maximumConcurrency: 5,
  memoryMegabytes: 1_024,
  visibilityTimeoutMs: 360_000,
  maxReceives: 5,
  stormAlerts: 10,
  readsATick: 2_000,
} as const;

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html; what new accounts begin with is often less. */
export const ACCOUNT_CONCURRENCY = { usual: 1_000, ofNewAccounts: 10 } as const;

/** The watch must not be starved: it has the account's last execution. */
export const WATCH_EXECUTIONS = 1;

/**
 * How Lambda reads a standard queue: five batches at a time, while messages wait up to 300 more a minute, at most 1,250
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
 */
export const POLLERS = { atFirst: 5, moreAMinute: 300, most: 1_250 } as const;

/** At the top of the hour, ten thousand files within a minute, an alert in every hundredth. */
export const TOP_OF_THE_HOUR = { checkouts: 10_000, landingMs: 60_000, alertEvery: 100 } as const;
