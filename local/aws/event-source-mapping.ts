// Lambda's poller for a queue: receives batches, invokes the function, deletes what it managed.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
import { randomUUID } from 'node:crypto';
import type { Context, SQSEvent } from 'aws-lambda';
import { functionArn } from './account.ts';
import { failedMessages } from './batch-failures.ts';
import type { EmulatedSqs } from './sqs/emulated-sqs.ts';
import { LARGEST_BATCH, type Message } from './sqs/message.ts';
import { sqsRecord } from './sqs-record.ts';

/** Its result is read as Lambda reads it: `batchItemFailures`, or anything else for "all went well". */
export type SqsHandler = (event: SQSEvent, context: Context) => Promise<unknown>;

export interface EventSourceMappingOptions {
  readonly sqs: EmulatedSqs;
  /** Name, URL or ARN. */
  readonly queue: string;
  readonly region: string;
  readonly functionName: string;
  readonly handler: SqsHandler;
  /** Messages per invocation, 1 to 10; default 10. */
  readonly batchSize?: number;
  /** Invocations at the same time; default 2, the least that AWS lets one set. */
  readonly maxConcurrency?: number;
  /** Whether `batchItemFailures` in the result counts (ReportBatchItemFailures); default true. */
  readonly reportsBatchItemFailures?: boolean;
  /** After how long failed messages come again; default: when their visibility timeout ends, as in AWS. */
  readonly retryDelaySeconds?: number;
  /** What the context tells of the time left; nothing is stopped when it is over. Default 60. */
  readonly timeoutSeconds?: number;
  /** Told of what the function threw; default: nobody. */
  readonly onError?: (error: unknown) => void;
}

export interface EventSourceMapping {
  /** Receives nothing more and resolves when the running invocations have ended. */
  stop(): Promise<void>;
  /** Resolves when nothing runs and the queue is empty: nothing visible, delayed or in flight. */
  idle(): Promise<void>;
}

const LONG_POLL_SECONDS = 20;

export function startEventSourceMapping(options: EventSourceMappingOptions): EventSourceMapping {
  const { sqs, batchSize = LARGEST_BATCH, maxConcurrency = 2 } = options;
  const queue = options.queue.split(/[:/]/).at(-1) ?? '';
  sqs.queue(queue);
  if (!(batchSize >= 1 && batchSize <= LARGEST_BATCH)) throw new RangeError(`batchSize ${batchSize} is not 1 to 10`);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const listeners = new Set<() => void>();
  const quiet = () => running.size === 0 && sqs.queue(queue).messages.size === 0;

  const start = (messages: readonly Message[]) => {
    const invocation = invoked(options, queue, messages).finally(() => {
      running.delete(invocation);
      for (const listener of [...listeners]) listener();
    });
    running.add(invocation);
  };

  const polling = (async () => {
    while (!stopping.signal.aborted) {
      if (running.size >= maxConcurrency) await Promise.race(running);
      const wait = { most: batchSize, waitSeconds: LONG_POLL_SECONDS, signal: stopping.signal };
      const messages = await sqs.receive(queue, wait);
      if (messages.length > 0) start(messages);
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
    idle() {
      return new Promise((resolve) => {
        const look = () => {
          if (!quiet()) return;
          listeners.delete(look);
          unsubscribe();
          resolve();
        };
        listeners.add(look);
        const unsubscribe = sqs.queue(queue).onChange(look);
        look();
      });
    },
  };
}

/** Runs the function once and settles what becomes of its messages; never rejects. */
async function invoked(options: EventSourceMappingOptions, queue: string, messages: readonly Message[]): Promise<void> {
  const { sqs, retryDelaySeconds } = options;
  const failed = await failedOf(options, queue, messages);
  for (const message of messages) {
    const receiptHandle = message.receiptHandle ?? '';
    if (!failed.has(message.id)) sqs.delete(queue, receiptHandle);
    else if (retryDelaySeconds !== undefined) retryLater(sqs, queue, receiptHandle, retryDelaySeconds);
  }
}

/** Ids of the messages that are to come again. */
async function failedOf(
  options: EventSourceMappingOptions,
  queue: string,
  messages: readonly Message[],
): Promise<ReadonlySet<string>> {
  const { sqs, region, handler, reportsBatchItemFailures = true, onError } = options;
  const ids = messages.map(({ id }) => id);
  const Records = messages.map((message) => sqsRecord(message, sqs.queueArn(queue), region));
  try {
    const response = await handler({ Records }, context(options));
    return reportsBatchItemFailures ? failedMessages(ids, response) : new Set();
  } catch (error) {
    onError?.(error);
    return new Set(ids);
  }
}

/** The function may have outlived the visibility timeout: then the message comes again anyway. */
function retryLater(sqs: EmulatedSqs, queue: string, receiptHandle: string, delaySeconds: number): void {
  const message = [...sqs.queue(queue).messages.values()].find((one) => one.receiptHandle === receiptHandle);
  if (message && message.visibleFromMs > sqs.nowMs) sqs.changeVisibility(queue, receiptHandle, delaySeconds);
}

function context({ functionName, region, timeoutSeconds = 60 }: EventSourceMappingOptions): Context {
  const awsRequestId = randomUUID();
  const endMs = performance.now() + timeoutSeconds * 1000;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn(region, functionName),
    memoryLimitInMB: '512',
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'emulated',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endMs - performance.now())),
    done: notForAsyncHandlers,
    fail: notForAsyncHandlers,
    succeed: notForAsyncHandlers,
  };
}

function notForAsyncHandlers(): never {
  throw new Error('callback-style completion is not supported: return or throw');
}
