// The real implementations of the ports, wired from the environment. Clients honour AWS_ENDPOINT_URL: the same code
// talks to AWS and to the embedded emulators.
import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Log } from '../log.ts';
import type { Measure } from '../metrics.ts';
import type { Ports } from '../pipeline.ts';
import { type Environment, functionSettings } from './environment.ts';
import { s3Inbox } from './s3-inbox.ts';
import { s3Records } from './s3-records.ts';
import { snsTopics } from './sns-topics.ts';

/** First pause after a lost race, in ms; doubled at each further one, with full jitter. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** Of one file; ten files come at once. Each waits for S3 nearly all the time, and the client opens at most 50 connections. */
const CHECKOUTS_AT_ONCE = 8;

/** What differs between a Lambda and a process that runs the same code elsewhere. */
export interface Surroundings {
  readonly env: Environment;
  readonly now: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly measure: Measure;
  /** The function's timeout, in ms. */
  readonly holdMs: number;
}

export function scorePorts(surroundings: Surroundings): Ports {
  const { env, now, random, log, measure, holdMs } = surroundings;
  const { config, inboxBucket, recordsBucket, topicArns } = functionSettings(env);
  const s3 = new S3Client(clientOptions(env));
  const sns = new SNSClient(clientOptions(env));
  return {
    config,
    checkoutsAtOnce: CHECKOUTS_AT_ONCE,
    inbox: s3Inbox({ s3, inboxBucket, recordsBucket }),
    records: s3Records(s3, recordsBucket),
    topics: snsTopics(sns, topicArns, config),
    pause: (attempt) => wait(random() * Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)),
    newWriteId: randomUUID,
    log,
    measure,
    now,
    holdMs,
  };
}

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

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
