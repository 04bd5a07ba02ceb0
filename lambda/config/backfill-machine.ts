// The state machine of the backfill: lists the files below a prefix and hands them, a hundred at a time, to the function.
// Plain data, so that the stack deploys and the tests run the same.
import { BACKFILL_TIMEOUT_S } from './timeouts.ts';

/** What an execution is started with. */
export interface BackfillInput {
  /** Files whose keys begin with it. */
  readonly prefix: string;
  /** Old days alert as files do that land late: once, on P4. */
  readonly alerts: boolean;
  /** Files that have a receipt are read again. */
  readonly again: boolean;
  /** Batches at the same time. */
  readonly concurrency: number;
}

/** One file of the listing, as `ItemSelector` leaves it. */
export interface BackfillItem {
  readonly key: string;
  /** Seconds since 1970. */
  readonly lastModified: number;
}

/** What the function gets. */
export interface BackfillBatch {
  readonly BatchInput: Pick<BackfillInput, 'alerts' | 'again'>;
  readonly Items: readonly BackfillItem[];
}

export interface BackfillPlaces {
  readonly inboxBucket: string;
  readonly recordsBucket: string;
  readonly functionArn: string;
}

export const FILES_A_BATCH = 100;

/** Of 262,144 that the input of an execution may have; keys may take six bytes a character as JSON. */
const BATCH_BYTES = 200_000;

/** So many batches may fail after all their tries before the rest is given up: something is wrong with all of them. */
const TOLERATED_FAILURE_PERCENT = 10;

const TRIES = 4;
const FIRST_PAUSE_S = 5;

/** Where the outcomes of the batches lie in the records bucket, a folder for each execution. */
export const BACKFILL_RESULTS = 'backfill/';

/**
 * In Amazon States Language. A Distributed Map, because its items come from a listing of any length and its children run
 * as executions of their own (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
 */
export function backfillMachine({ inboxBucket, recordsBucket, functionArn }: BackfillPlaces) {
  return {
    Comment: 'Reads files of the past into the history. Safe to run again: what has a receipt is skipped.',
    StartAt: 'EachBatch',
    States: {
      EachBatch: {
        Type: 'Map',
        Label: 'Batches',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          Parameters: { Bucket: inboxBucket, 'Prefix.$': '$.prefix' },
        },
        ItemSelector: {
          'key.$': '$$.Map.Item.Value.Key',
          'lastModified.$': '$$.Map.Item.Value.LastModified',
        },
        ItemBatcher: {
          MaxItemsPerBatch: FILES_A_BATCH,
          MaxInputBytesPerBatch: BATCH_BYTES,
          BatchInput: { 'alerts.$': '$.alerts', 'again.$': '$.again' },
        },
        MaxConcurrencyPath: '$.concurrency',
        ToleratedFailurePercentage: TOLERATED_FAILURE_PERCENT,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'ReadFiles',
          States: { ReadFiles: readFiles(functionArn) },
        },
        // Without it the outcomes of all batches would have to fit into the output of one execution.
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Parameters: { Bucket: recordsBucket, Prefix: BACKFILL_RESULTS },
        },
        End: true,
      },
    },
  };
}

function readFiles(functionArn: string) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functionArn, 'Payload.$': '$' },
    TimeoutSeconds: BACKFILL_TIMEOUT_S,
    // Also what throttles or breaks the function itself: the next try does what is left.
    Retry: [
      {
        ErrorEquals: ['States.ALL'],
        MaxAttempts: TRIES - 1,
        IntervalSeconds: FIRST_PAUSE_S,
        BackoffRate: 3,
        JitterStrategy: 'FULL',
      },
    ],
    OutputPath: '$.Payload',
    End: true,
  };
}
