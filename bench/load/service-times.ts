// How long one file takes: what was measured, counted and assumed. All that is computed of load and cost comes from here.
import { readFileSync, writeFileSync } from 'node:fs';

export interface ServiceTimes {
  /** Of the function's own work for one file, the SDK's included, in ms of a whole core. */
  readonly cpuMs: number;
  /** Calls to S3 that a new file makes one after the other. */
  readonly s3Calls: number;
  /** One call to S3 for a small object, in ms. */
  readonly s3CallMs: number;
  /** More calls for an alert: mark, look for a storm, publish, cross out. */
  readonly alertCalls: number;
  /** Cold start: load the bundle and open the first connections, in ms. */
  readonly coldStartMs: number;
}

/** As test/bench/calls.test.ts counts them. */
const COUNTED = { s3Calls: 4, alertCalls: 4 };

/**
 * S3: the lower end of "roughly 100–200 milliseconds" that S3 states for small objects
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html); warm calls within a region are
 * usually faster. Cold start: the upper end of what AWS calls typical, "under 100 ms to over 1 second"
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
 */
const ASSUMED = { s3CallMs: 100, coldStartMs: 1_000 };

const KEPT = new URL('service-times.json', import.meta.url);

/** @param cpuMs as `npm run bench` measures it */
export function serviceTimes(cpuMs: number): ServiceTimes {
  return { cpuMs, ...COUNTED, ...ASSUMED };
}

/** By what `npm run bench` measured last. */
export function keptTimes(): ServiceTimes {
  const { cpuMs } = JSON.parse(readFileSync(KEPT, 'utf8')) as { readonly cpuMs: number };
  return serviceTimes(cpuMs);
}

export function keepTimes({ cpuMs }: ServiceTimes): void {
  writeFileSync(KEPT, `{ "cpuMs": ${Number(cpuMs.toFixed(1))} }\n`);
}

/** Memory decides the share of a core (1,769 MB are one: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const MEGABYTES_A_CORE = 1_769;

export function shareOfCore(memoryMegabytes: number): number {
  return Math.min(1, memoryMegabytes / MEGABYTES_A_CORE);
}
