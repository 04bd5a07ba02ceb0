// Lambda's poller: what a function managed is deleted, what it didn't comes again.
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmulatedAws, startEmulatedAws } from '../../../local/aws/emulated-aws.ts';
import {
  type EventSourceMapping,
  type EventSourceMappingOptions,
  type SqsHandler,
  startEventSourceMapping,
} from '../../../local/aws/event-source-mapping.ts';
import { type ManualClock, manualClock } from '../../../local/aws/monotonic.ts';

let aws: EmulatedAws;
let clock: ManualClock;
let mapping: EventSourceMapping | undefined;
beforeEach(async () => {
  clock = manualClock();
  aws = await startEmulatedAws({ monotonic: clock });
  aws.sqs.createQueue('dead');
  const redrive = { deadLetterQueue: 'dead', maxReceiveCount: 3 };
  aws.sqs.createQueue('work', { visibilityTimeoutSeconds: 30, redrive });
});
afterEach(async () => {
  await mapping?.stop();
  await aws.close();
});

function map(handler: SqsHandler, options: Partial<EventSourceMappingOptions> = {}): EventSourceMapping {
  const { sqs, region } = aws;
  mapping = startEventSourceMapping({ sqs, region, queue: 'work', functionName: 'Score', handler, ...options });
  return mapping;
}
const send = (...bodies: readonly string[]) => bodies.map((body) => aws.sqs.send('work', body).id);
const bodiesOf = ({ Records }: SQSEvent) => Records.map(({ body }) => body);
/** Lets everything that is ready run: several turns, because promises wait for promises. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
};

describe('a function', () => {
  it('gets records as Lambda writes them', async () => {
    const events: SQSEvent[] = [];
    aws.sqs.send('work', 'olá', { severity: { DataType: 'String', StringValue: 'P1' } });
    await map(async (event, context) => {
      events.push(event);
      expect(context.functionName).toBe('Score');
      expect(context.getRemainingTimeInMillis()).toBeGreaterThan(0);
    }).idle();
    expect(events[0]?.Records).toMatchObject([
      {
        body: 'olá',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
        awsRegion: 'us-east-1',
        attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(clock.nowMs()) },
        messageAttributes: { severity: { dataType: 'String', stringValue: 'P1' } },
      },
    ]);
    expect(events[0]?.Records[0]?.messageId).toMatch(/^[\da-f-]{36}$/);
    expect(events[0]?.Records[0]?.receiptHandle).not.toBe('');
  });

  it('gets no more than a batch at a time', async () => {
    const batches: string[][] = [];
    send('a', 'b', 'c');
    await map(async (event) => void batches.push(bodiesOf(event)), { batchSize: 2 }).idle();
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('runs no more often at a time than allowed', async () => {
    let running = 0;
    let most = 0;
    send('a', 'b', 'c', 'd', 'e');
    const handler = async () => {
      most = Math.max(most, ++running);
      await settled();
      running--;
    };
    await map(handler, { batchSize: 1, maxConcurrency: 3 }).idle();
    expect(most).toBe(3);
  });

  it('gets what comes while it is waiting', async () => {
    const got: string[] = [];
    const { idle } = map(async (event) => void got.push(...bodiesOf(event)));
    await settled();
    send('late');
    await idle();
    expect(got).toEqual(['late']);
  });
});

describe('what counts as failed', () => {
  /** Which of the messages a and b are delivered again after the first answer. */
  async function redelivered(answer: (event: SQSEvent) => unknown, options = {}): Promise<readonly string[]> {
    const batches: string[][] = [];
    send('a', 'b');
    const handler = async (event: SQSEvent) => {
      batches.push(bodiesOf(event));
      return batches.length === 1 ? answer(event) : { batchItemFailures: [] };
    };
    await map(handler, { retryDelaySeconds: 0, maxConcurrency: 1, ...options }).idle();
    return batches[1] ?? [];
  }
  const failures = (...itemIdentifiers: readonly unknown[]) => ({
    batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('nothing, where the function returns %s', async (_, answer) => {
    expect(await redelivered(() => answer)).toEqual([]);
  });

  it('the messages that the function names', async () => {
    expect(await redelivered(({ Records }) => failures(Records[1]?.messageId))).toEqual(['b']);
  });

  it.each([
    ['an unknown id', failures('unknown')],
    ['an empty id', failures('')],
    ['a null id', failures(null)],
    ['no id', { batchItemFailures: [{ itemId: 'x' }] }],
    ['no list', { batchItemFailures: 'b' }],
  ])('everything, where the function names %s', async (_, answer) => {
    expect(await redelivered(() => answer)).toEqual(['a', 'b']);
  });

  it('everything, where one of several ids is unknown', async () => {
    expect(await redelivered(({ Records }) => failures(Records[1]?.messageId, 'unknown'))).toEqual(['a', 'b']);
  });

  it('everything, where the function throws', async () => {
    const errors: unknown[] = [];
    const broken = () => Promise.reject(new Error('broken'));
    expect(await redelivered(broken, { onError: (error: unknown) => errors.push(error) })).toEqual(['a', 'b']);
    expect(errors).toMatchObject([{ message: 'broken' }]);
  });

  it('nothing, where the mapping was not told to read the response', async () => {
    const named = ({ Records }: SQSEvent) => failures(Records[1]?.messageId);
    expect(await redelivered(named, { reportsBatchItemFailures: false })).toEqual([]);
  });
});

describe('what failed', () => {
  const failing: SqsHandler = () => Promise.reject(new Error('broken'));

  it('comes again when its visibility timeout ends, with its count', async () => {
    const counts: (string | undefined)[] = [];
    send('a');
    map(async ({ Records }) => {
      counts.push(Records[0]?.attributes.ApproximateReceiveCount);
      throw new Error('broken');
    });
    await settled();
    clock.advance(29_999);
    await settled();
    expect(counts).toEqual(['1']);
    clock.advance(1);
    await settled();
    expect(counts).toEqual(['1', '2']);
  });

  it('ends in the dead-letter queue after as many tries as the queue allows', async () => {
    send('a');
    await map(failing, { retryDelaySeconds: 0 }).idle();
    expect(aws.sqs.counts('work')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect([...aws.sqs.queue('dead').messages.values()]).toMatchObject([{ body: 'a', receiveCount: 3 }]);
  });
});

describe('being idle', () => {
  it('waits for the function that runs, even if its message is gone', async () => {
    let finish = () => {};
    let isIdle = false;
    send('a');
    const { idle } = map(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await settled();
    const waiting = idle().then(() => {
      isIdle = true;
    });
    aws.sqs.purge('work');
    await settled();
    expect(isIdle).toBe(false);
    finish();
    await waiting;
  });
});

describe('stopping', () => {
  it('waits for the function that runs, and starts none after', async () => {
    const done: string[] = [];
    let finish = () => {};
    const { stop } = map(async (event) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      done.push(...bodiesOf(event));
    });
    send('a');
    await settled();
    const stopped = stop();
    send('b');
    await settled();
    expect(done).toEqual([]);
    finish();
    await stopped;
    expect(done).toEqual(['a']);
    expect(aws.sqs.counts('work')).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });
});
