// How long one file takes, as measured by `npm run bench:load -- --measure`; kept here so that all that is computed from
// it comes out the same everywhere.

export interface ServiceTimes {
  /** Of the function's own work for one file, in ms of a whole core. */
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

/**
 * CPU: measured on the machine that the documents name. S3: the upper end of "roughly 100-200 milliseconds" that S3
 * states for small objects (https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html) is taken
 * as the bad case; warm calls within a region are usually faster. Cold start: what AWS calls typical,
 * "under 100 ms to over 1 second" (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
 */
export const MEASURED: ServiceTimes = {
  cpuMs: 34,
  s3Calls: 4,
  s3CallMs: 100,
  alertCalls: 4,
  coldStartMs: 1_000,
};

/** Memory decides the share of a core (1,769 MB are one: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const MEGABYTES_A_CORE = 1_769;

export function shareOfCore(memoryMegabytes: number): number {
  return Math.min(1, memoryMegabytes / MEGABYTES_A_CORE);
}
