// The score function: S3's events come in by SQS, each object goes through the pipeline, failures go back to the queue.
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { deploymentName } from './aws/environment.ts';
import { scorePorts } from './aws/ports.ts';
import { landedObjects } from './aws/s3-events.ts';
import { SCORE_TIMEOUT_S } from './config/timeouts.ts';
import { waitsForBackfill } from './lake/past-files.ts';
import { correlated, jsonLog, lineOnStandardOutput } from './log.ts';
import { embeddedMetrics } from './metrics.ts';
import { type Ports, score } from './pipeline.ts';

/** A handler over the given ports. Messages are handled side by side; one that fails doesn't touch its batch-mates. */
export function scoreHandler(ports: () => Ports) {
  return async (event: SQSEvent, context?: Pick<Context, 'awsRequestId'>): Promise<SQSBatchResponse> => {
    const requestId = context?.awsRequestId;
    const outcomes = await Promise.all(
      event.Records.map((message) => handled(message, withLogOf({ requestId, messageId: message.messageId }, ports()))),
    );
    const failed = event.Records.filter((_message, i) => outcomes[i] === 'failed');
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

async function handled(message: SQSRecord, ports: Ports): Promise<'done' | 'failed'> {
  try {
    for (const object of landedObjects(message.body)) {
      if (!waitsForBackfill(object.key, ports.config)) await score(object, ports);
    }
    return 'done';
  } catch (error) {
    ports.log('error', 'a message failed and goes back to the queue', { error });
    return 'failed';
  }
}

function withLogOf(message: Readonly<Record<string, unknown>>, ports: Ports): Ports {
  return { ...ports, log: correlated(ports.log, message) };
}

let ports: Ports | undefined;

export const handler = scoreHandler(() => {
  const now = () => new Date();
  ports ??= scorePorts({
    env: process.env,
    now,
    random: Math.random,
    log: jsonLog(lineOnStandardOutput, now),
    measure: embeddedMetrics(lineOnStandardOutput, deploymentName(process.env)),
    holdMs: SCORE_TIMEOUT_S * 1000,
  });
  return ports;
});
