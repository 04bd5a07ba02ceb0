// How long things are kept, and what is too short to be safe.
import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { TillwatchError } from '../lambda/errors.ts';
import { LONGEST_WAY_OF_A_MESSAGE } from './queue-pair.ts';

export interface Retention {
  /**
   * Files in the inbox. An expired file is still known by its receipt, and can't be replayed.
   *
   * @default for ever
   */
  readonly files?: Duration;

  /**
   * Versions of files in the inbox that were replaced or deleted.
   *
   * @default 90 days
   */
  readonly replacedFiles?: Duration;

  /**
   * Files that couldn't be read, kept in the records with the reason.
   *
   * @default for ever
   */
  readonly quarantine?: Duration;

  /**
   * Earlier states of the checkouts' records, to look up or bring back.
   *
   * @default 30 days
   */
  readonly replacedRecords?: Duration;

  /**
   * What the functions log.
   *
   * @default one month
   */
  readonly logs?: RetentionDays;
}

/**
 * A file must be there as long as a message about it can come.
 *
 * @throws TillwatchError `retention-too-short`
 */
export function checkRetention({ files, replacedFiles }: Retention): void {
  const leastDays = LONGEST_WAY_OF_A_MESSAGE.toDays();
  for (const [name, duration] of Object.entries({ files, replacedFiles })) {
    if (duration === undefined || duration.toDays() >= leastDays) continue;
    throw new TillwatchError(
      'retention-too-short',
      `retention.${name} is ${duration.toDays()} days: a file waits in the queue or among the dead letters for up to ` +
        `${leastDays} days, and must be there until then`,
    );
  }
}
