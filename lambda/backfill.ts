// The backfill function: a batch of past files, handed over by the state machine (config/backfill-machine.ts).
import { S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from './aws/client-options.ts';
import { deploymentName, functionSettings } from './aws/environment.ts';
import { type Surroundings, scorePorts } from './aws/ports.ts';
import { s3Lake } from './aws/s3-lake.ts';
import { type BackfillPorts, type BackfillReport, backfillBatch } from './backfill-batch.ts';
import type { BackfillBatch } from './config/backfill-machine.ts';
import { BACKFILL_TIMEOUT_S } from './config/timeouts.ts';
import { jsonLog, lineOnStandardOutput } from './log.ts';
import { embeddedMetrics } from './metrics.ts';

export function backfillPorts(surroundings: Surroundings): BackfillPorts {
  const { recordsBucket } = functionSettings(surroundings.env);
  const s3 = new S3Client(clientOptions(surroundings.env));
  return { ...scorePorts(surroundings), lake: s3Lake(s3, recordsBucket) };
}

let ports: BackfillPorts | undefined;

export const handler = async (batch: BackfillBatch): Promise<BackfillReport> => {
  const now = () => new Date();
  ports ??= backfillPorts({
    env: process.env,
    now,
    random: Math.random,
    log: jsonLog(lineOnStandardOutput, now),
    measure: embeddedMetrics(lineOnStandardOutput, deploymentName(process.env)),
    holdMs: BACKFILL_TIMEOUT_S * 1000,
  });
  return backfillBatch(batch, ports);
};
