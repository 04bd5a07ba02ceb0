// The real implementations of the ports, wired from the environment. Clients honour AWS_ENDPOINT_URL: the same code
// talks to AWS and to the embedded emulators.
import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Log } from '../log.ts';
import type { Measure } from '../metrics.ts';
import type { Ports } from '../pipeline.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, functionSettings } from './environment.ts';
import { linkToView } from './link-to-view.ts';
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
    topics: snsTopics(sns, topicArns, config, linkToView(env, now, log)),
    pause: (attempt) => wait(random() * Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)),
    newWriteId: randomUUID,
    log,
    measure,
    now,
    holdMs,
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
