// S3, SQS, SNS and Secrets Manager in this process, behind one port of the loopback interface. The contract is in docs/emulator.md.
import { DEFAULT_REGION } from './account.ts';
import { EmulatedEventBus } from './events/emulated-event-bus.ts';
import { FrontDoor } from './front-door.ts';
import type { Call, Intercept } from './interception.ts';
import type { RememberingService } from './journal.ts';
import { type MonotonicClock, realTime } from './monotonic.ts';
import { EmulatedS3 } from './s3/emulated-s3.ts';
import { s3Door } from './s3/s3-door.ts';
import { EmulatedSecrets } from './secrets/emulated-secrets.ts';
import { secretsDoor } from './secrets/secrets-door.ts';
import { EmulatedSns } from './sns/emulated-sns.ts';
import { snsDoor } from './sns/sns-door.ts';
import { EmulatedSqs } from './sqs/emulated-sqs.ts';
import { sqsDoor } from './sqs/sqs-door.ts';
import { type State, stateInFolder, stateInMemory } from './state.ts';

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
  /** `http://127.0.0.1:PORT`, for all services. */
  readonly endpoint: string;
  readonly region: string;
  readonly s3: EmulatedS3;
  readonly sqs: EmulatedSqs;
  readonly sns: EmulatedSns;
  readonly events: EmulatedEventBus;
  readonly secrets: EmulatedSecrets;
  /** Calls over HTTP so far, oldest first; set its length to 0 to count anew. */
  readonly calls: Call[];
  /** Asked at every call over HTTP; set it at any time. */
  intercept: Intercept | undefined;
  /** Cuts connections, ends long polls and closes the state; functions that run must be stopped before. */
  close(): Promise<void>;
}

/**
 * @throws TillwatchError `port-in-use`; `state-in-use` where another process has the folder; `journal-corrupt` where the
 *   state in it can't be read
 */
export async function startEmulatedAws(options: EmulatedAwsOptions = {}): Promise<EmulatedAws> {
  const { region = DEFAULT_REGION, dataFolder = null } = options;
  const frontDoor = await FrontDoor.listening(options.port ?? 0);
  let state: State | undefined;
  try {
    state = dataFolder === null ? stateInMemory() : stateInFolder(dataFolder);
    const services = emulatedServices(frontDoor.endpoint, region, state, options);
    state.resume(services);
    frontDoor.intercept = options.intercept;
    const doors = [sqsDoor(services.sqs, region), snsDoor(services.sns, region), secretsDoor(services.secrets, region)];
    frontDoor.serve(doors, s3Door(services.s3, region));
    return emulatedAws(frontDoor, region, services, state);
  } catch (error) {
    await frontDoor.close();
    state?.close();
    throw error;
  }
}

type Services = Pick<EmulatedAws, 's3' | 'sqs' | 'sns' | 'events' | 'secrets'>;

function emulatedServices(endpoint: string, region: string, state: State, options: EmulatedAwsOptions): Services {
  const { now = () => new Date(), monotonic = realTime } = options;
  const record = (of: RememberingService) => (change: unknown) => state.record(of, change);
  const sqs = new EmulatedSqs({ region, endpoint, clock: monotonic, record: record('sqs') });
  const tellQueue = sqs.send.bind(sqs);
  const events = new EmulatedEventBus(tellQueue);
  const tellEventBus = events.put.bind(events);
  const s3 = new EmulatedS3({ region, bytes: state.bytes, now, record: record('s3'), tellQueue, tellEventBus });
  const sns = new EmulatedSns({ region, now, record: record('sns'), tellQueue, checkQueue: sqs.queue.bind(sqs) });
  return { s3, sqs, sns, events, secrets: new EmulatedSecrets(region) };
}

function emulatedAws(frontDoor: FrontDoor, region: string, services: Services, state: State): EmulatedAws {
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
      state.close();
    },
  };
}
