// How every client of the SDK is made: where the service is, and how long it is waited for.
import type { Environment } from './environment.ts';

/**
 * By default the SDK waits for ever. A call that hangs is given up and made again, so that one silent connection costs
 * seconds and not the whole batch: small objects answer within 0.2 s, and S3's performance guide ("Timeouts and retries
 * for latency-sensitive applications") has slow requests retried after seconds. One call with all its tries takes about
 * 20 s, a third of a function's timeout (config/timeouts.ts).
 */
const MAX_TRIES = 4;
const CONNECTION_TIMEOUT_MS = 1_000;
/** Until the answer begins. */
export const REQUEST_TIMEOUT_MS = 5_000;
/** Within an answer: the rest of a large file waits while a checkout-day of it is judged, with all tries if need be. */
const SILENCE_TIMEOUT_MS = 30_000;

/** On Lambda region and endpoint come from the process's own environment, which the client reads by itself. */
export function clientOptions(env: Environment) {
  return {
    ...(env.AWS_ENDPOINT_URL && { endpoint: env.AWS_ENDPOINT_URL }),
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
    maxAttempts: MAX_TRIES,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: SILENCE_TIMEOUT_MS,
    },
  };
}
