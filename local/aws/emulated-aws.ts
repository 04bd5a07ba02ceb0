// S3, SQS and SNS in this process, behind one port of the loopback interface. The contract is in docs/emulator.md.
import { join } from 'node:path';
import { DEFAULT_REGION } from './account.ts';
import { bytesInFolder, bytesInMemory } from './byte-store.ts';
import { lockedFolder } from './folder-lock.ts';
import { FrontDoor } from './front-door.ts';
import type { Call, Intercept } from './interception.ts';
import { forgetfulJournal, type Journal, type JournalEntry, journalEntries, openJournal } from './journal.ts';
import { type MonotonicClock, realTime } from './monotonic.ts';
import { EmulatedS3 } from './s3/emulated-s3.ts';
import { bytesIn, type S3Change } from './s3/s3-change.ts';
import { s3Door } from './s3/s3-door.ts';
import { EmulatedSns } from './sns/emulated-sns.ts';
import type { SnsChange } from './sns/sns-change.ts';
import { snsDoor } from './sns/sns-door.ts';
import { EmulatedSqs } from './sqs/emulated-sqs.ts';
import type { SqsChange } from './sqs/sqs-change.ts';
import { sqsDoor } from './sqs/sqs-door.ts';

export interface EmulatedAwsOptions {
  /** Default 0: any port that is free. */
  readonly port?: number;
  /** Default us-east-1; requests signed for another one are refused. */
  readonly region?: string;
  /** Where the state lies between runs; null, the default, keeps it in memory. One process at a time. */
  readonly dataFolder?: string | null;
  /** The clock of S3's LastModified, of events and of notifications; default the real one. */
  readonly now?: () => Date;
  /** The clock that SQS waits by; default real time. */
  readonly monotonic?: MonotonicClock;
  readonly intercept?: Intercept;
}

export interface EmulatedAws {
  /** `http://127.0.0.1:PORT`, for all three services. */
  readonly endpoint: string;
  readonly region: string;
  readonly s3: EmulatedS3;
  readonly sqs: EmulatedSqs;
  readonly sns: EmulatedSns;
  /** Calls over HTTP so far, oldest first; set its length to 0 to count anew. */
  readonly calls: Call[];
  /** Asked at every call over HTTP; set it at any time. */
  intercept: Intercept | undefined;
  /** Cuts connections, ends long polls and closes the state; functions that run must be stopped before. */
  close(): Promise<void>;
}

/** @throws TillwatchError `journal-corrupt` where the state in `dataFolder` can't be read, `state-in-use` where another process has it */
export async function startEmulatedAws(options: EmulatedAwsOptions = {}): Promise<EmulatedAws> {
  const { region = DEFAULT_REGION, dataFolder = null, now = () => new Date(), monotonic = realTime } = options;
  const unlock = dataFolder === null ? () => {} : lockedFolder(dataFolder);
  const frontDoor = await FrontDoor.listening(options.port ?? 0).catch((error: unknown) => {
    unlock();
    throw error;
  });
  frontDoor.intercept = options.intercept;
  let journal = forgetfulJournal;
  const release = () => {
    journal.close();
    unlock();
  };
  try {
    const record = (of: JournalEntry['of']) => (change: unknown) => journal.append({ of, change });
    const bytes = dataFolder === null ? bytesInMemory() : bytesInFolder(join(dataFolder, 'objects'));
    const { endpoint } = frontDoor;
    const sqs = new EmulatedSqs({ region, endpoint, clock: monotonic, record: record('sqs') });
    const tellQueue = sqs.send.bind(sqs);
    const s3 = new EmulatedS3({ region, bytes, now, record: record('s3'), tellQueue });
    const sns = new EmulatedSns({ region, now, record: record('sns'), tellQueue, checkQueue: sqs.queue.bind(sqs) });
    if (dataFolder !== null) {
      journal = resumedJournal(dataFolder, { s3, sqs, sns });
      bytes.keepOnly(bytesIn(s3.essence()));
    }
    frontDoor.serve([sqsDoor(sqs, region), snsDoor(sns, region), s3Door(s3, region)]);
    return emulatedAws(frontDoor, region, { s3, sqs, sns }, release);
  } catch (error) {
    await frontDoor.close();
    release();
    throw error;
  }
}

type Services = Pick<EmulatedAws, 's3' | 'sqs' | 'sns'>;

/** Brings the services to where the journal in `folder` left them, and opens it for what comes. */
function resumedJournal(folder: string, { s3, sqs, sns }: Services): Journal {
  const entries = journalEntries(folder);
  for (const { of, change } of entries) {
    if (of === 's3') s3.apply(change as S3Change);
    if (of === 'sqs') sqs.apply(change as SqsChange);
    if (of === 'sns') sns.apply(change as SnsChange);
  }
  return openJournal(folder, entries, () => [
    ...sqs.essence().map((change): JournalEntry => ({ of: 'sqs', change })),
    ...sns.essence().map((change): JournalEntry => ({ of: 'sns', change })),
    ...s3.essence().map((change): JournalEntry => ({ of: 's3', change })),
  ]);
}

function emulatedAws(frontDoor: FrontDoor, region: string, services: Services, release: () => void): EmulatedAws {
  return {
    endpoint: frontDoor.endpoint,
    region,
    ...services,
    calls: frontDoor.calls,
    get intercept() {
      return frontDoor.intercept;
    },
    set intercept(intercept) {
      frontDoor.intercept = intercept;
    },
    async close() {
      await frontDoor.close();
      await services.sns.functions.idle();
      release();
    },
  };
}
