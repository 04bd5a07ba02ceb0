// The score function's world in memory: nothing is waited for, so that what is measured is the function's own work.
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { landingEvent } from '../../../lambda/aws/s3-events.ts';
import { bytesInMemory } from '../../../lambda/intake/drop.ts';
import { embeddedMetrics } from '../../../lambda/metrics.ts';
import { scoreHandler } from '../../../lambda/score.ts';
import { type CountingPorts, countingPorts } from '../counting-ports.ts';
import type { DayFile } from './clean-files.ts';

/** From landing to handling. */
const QUEUED_MS = 2_000;

export interface MemoryWorld {
  /** The event of one file goes through the handler. @returns how many alerts went out */
  handle(file: DayFile): Promise<number>;
  readonly ports: CountingPorts;
}

export function memoryWorld(): MemoryWorld {
  let file: DayFile | undefined;
  const current = (): DayFile => {
    if (!file) throw new Error('no file is being handled');
    return file;
  };
  const counting = countingPorts({}, () => new Date(current().landedAt.getTime() + QUEUED_MS));
  const ports = {
    ...counting,
    checkoutsAtOnce: 8,
    measure: embeddedMetrics(() => {}, 'bench'),
    inbox: {
      read: async () => {
        const { key, landedAt, bytes } = current();
        const drop = { key, versionId: 'v', sequencer: null, landedAt, metadata: {}, isDayOver: false };
        return { drop, source: bytesInMemory(bytes) };
      },
      copyToRecords: async () => {},
    },
  };
  const handler = scoreHandler(() => ports);
  return {
    ports: counting,
    async handle(next) {
      file = next;
      const { batchItemFailures } = await handler(eventOf([next]));
      if (batchItemFailures.length > 0) throw new Error(`${next.key} failed`);
      return counting.counted().Publish;
    },
  };
}

/** What Lambda hands over for files that landed. */
export function eventOf(files: readonly Pick<DayFile, 'key' | 'landedAt'>[]): SQSEvent {
  const records = files.map(({ key, landedAt }) => ({
    messageId: key,
    body: landingEvent({ key, versionId: null, sequencer: null, landedAt }, 'inbox'),
  }));
  return { Records: records as SQSRecord[] };
}
