// The watch function: runs every minute and sees to what nobody's event will bring about.

import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from './aws/client-options.ts';
import { deploymentName, functionSettings, variable } from './aws/environment.ts';
import { inboxQueue } from './aws/inbox-queue.ts';
import { type Surroundings, scorePorts } from './aws/ports.ts';
import { s3Lake } from './aws/s3-lake.ts';
import { s3Listing } from './aws/s3-records.ts';
import { snsNotices } from './aws/sns-notices.ts';
import { WATCH_TIMEOUT_S } from './config/timeouts.ts';
import { jsonLog, lineOnStandardOutput } from './log.ts';
import { embeddedMetrics } from './metrics.ts';
import { type TickReport, tick } from './watch/tick.ts';
import type { WatchPorts } from './watch/watch-ports.ts';

/** The schedule's input. The nominal time is used, not the clock: a tick that comes late is still that minute's tick. */
export interface WatchEvent {
  readonly scheduledTime: string;
}

export function watchHandler(ports: () => WatchPorts): (event: WatchEvent) => Promise<TickReport> {
  return async (event) => {
    const { now } = ports();
    const nominal = new Date(event.scheduledTime);
    const at = Number.isNaN(nominal.getTime()) ? now() : nominal;
    return tick(at, ports());
  };
}

export function watchPorts(surroundings: Surroundings): WatchPorts {
  const { env } = surroundings;
  const { config, inboxBucket, recordsBucket, topicArns } = functionSettings(env);
  const s3 = new S3Client(clientOptions(env));
  return {
    ...scorePorts(surroundings),
    inboxListing: s3Listing(s3, inboxBucket),
    recordsListing: s3Listing(s3, recordsBucket),
    notices: snsNotices(new SNSClient(clientOptions(env)), topicArns, config),
    lake: config.lake.enabled ? s3Lake(s3, recordsBucket) : null,
    inboxQueue: inboxQueue(new SQSClient(clientOptions(env)), variable(env, 'INBOX_QUEUE_URL'), inboxBucket),
  };
}

let ports: WatchPorts | undefined;

export const handler = watchHandler(() => {
  const now = () => new Date();
  ports ??= watchPorts({
    env: process.env,
    now,
    random: Math.random,
    log: jsonLog(lineOnStandardOutput, now),
    measure: embeddedMetrics(lineOnStandardOutput, deploymentName(process.env)),
    holdMs: WATCH_TIMEOUT_S * 1000,
  });
  return ports;
});
