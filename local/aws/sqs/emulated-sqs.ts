// Queues and what can be done to their messages; every change is journalled before it is seen.
import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, queueArn } from '../account.ts';
import type { MonotonicClock } from '../monotonic.ts';
import { asStored, LARGEST_MESSAGE_BYTES, type Message } from './message.ts';
import { attributesSize, checkAttributes, type MessageAttribute } from './message-attributes.ts';
import { nextChance } from './next-chance.ts';
import { Queue, type QueueCounts, type ReceiveOptions } from './queue.ts';
import { type CreateQueueOptions, LONGEST_VISIBILITY_TIMEOUT_SECONDS, queueSettings } from './queue-settings.ts';
import { checkRange } from './range.ts';
import { newReceiptHandle, readReceiptHandle } from './receipt-handle.ts';
import { essence, type SqsChange } from './sqs-change.ts';
import { sqsError } from './sqs-error.ts';

export interface SqsSurroundings {
  readonly region: string;
  readonly endpoint: string;
  readonly clock: MonotonicClock;
  readonly record: (change: SqsChange) => void;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
const PURGE_TAKES_MS = 60_000;

export class EmulatedSqs {
  readonly #queues = new Map<string, Queue>();
  readonly #around: SqsSurroundings;

  constructor(surroundings: SqsSurroundings) {
    this.#around = surroundings;
  }

  /** Makes a queue, or gives the one that is there these settings. Returns its URL. */
  createQueue(name: string, options: CreateQueueOptions = {}): string {
    const settings = queueSettings(name, options);
    if (settings.redrive) this.queue(settings.redrive.deadLetterQueue);
    const existing = this.#queues.get(name);
    if (existing && JSON.stringify(existing.settings) === JSON.stringify(settings)) return this.queueUrl(name);
    this.#commit({ type: 'queue', queue: name, settings, createdMs: existing?.createdMs ?? this.nowMs });
    return this.queueUrl(name);
  }

  get queueNames(): readonly string[] {
    return [...this.#queues.keys()];
  }

  get nowMs(): number {
    return this.#around.clock.nowMs();
  }

  queueUrl(name: string): string {
    return `${this.#around.endpoint}/${ACCOUNT_ID}/${name}`;
  }

  queueArn(name: string): string {
    return queueArn(this.#around.region, name);
  }

  /** A queue by name or URL. @throws ServiceError QueueDoesNotExist */
  queue(nameOrUrl: string): Queue {
    const queue = this.#queues.get(nameOrUrl.split('/').at(-1) ?? '');
    if (!queue) throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  counts(nameOrUrl: string): QueueCounts {
    return this.queue(nameOrUrl).counts(this.nowMs);
  }

  /** @throws ServiceError MissingParameter for an empty body, InvalidParameterValue for one that is too long */
  send(
    nameOrUrl: string,
    body: string,
    attributes: Readonly<Record<string, MessageAttribute>> = {},
    delaySeconds = 0,
  ): Message {
    const queue = this.queue(nameOrUrl);
    if (body === '') throw sqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
    checkAttributes(attributes);
    if (Buffer.byteLength(body) + attributesSize(attributes) > LARGEST_MESSAGE_BYTES) {
      const reason = `Message must be shorter than ${LARGEST_MESSAGE_BYTES} bytes.`;
      throw sqsError('InvalidParameterValue', `One or more parameters are invalid. Reason: ${reason}`);
    }
    const message: Message = {
      id: randomUUID(),
      body: asStored(body),
      attributes,
      sentMs: this.nowMs,
      visibleFromMs: this.nowMs + delaySeconds * 1000,
      receiveCount: 0,
      firstReceivedMs: null,
      receiptHandle: null,
      deadLetterSource: null,
    };
    this.#commit({ type: 'put', queue: queue.name, message });
    return message;
  }

  /** Messages as soon as there are any, at most `waitSeconds` later none. They are hidden for the visibility timeout. */
  async receive(nameOrUrl: string, options: ReceiveOptions): Promise<readonly Message[]> {
    const queue = this.queue(nameOrUrl);
    const endMs = this.nowMs + options.waitSeconds * 1000;
    for (;;) {
      if (options.signal?.aborted) return [];
      const received = this.#take(queue, options);
      if (received.length > 0 || this.nowMs >= endMs) return received;
      await nextChance(queue, this.#around.clock, endMs, options.signal);
    }
  }

  /** A handle that is older than the latest receive deletes nothing. @throws ServiceError ReceiptHandleIsInvalid */
  delete(nameOrUrl: string, receiptHandle: string): void {
    const queue = this.queue(nameOrUrl);
    const id = readReceiptHandle(queue.name, receiptHandle);
    if (queue.messages.get(id)?.receiptHandle !== receiptHandle) return;
    this.#commit({ type: 'deleted', queue: queue.name, id });
  }

  /** @throws ServiceError ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue */
  changeVisibility(nameOrUrl: string, receiptHandle: string, timeoutSeconds: number): void {
    const queue = this.queue(nameOrUrl);
    checkRange('VisibilityTimeout', timeoutSeconds, 0, LONGEST_VISIBILITY_TIMEOUT_SECONDS);
    const message = queue.messages.get(readReceiptHandle(queue.name, receiptHandle));
    if (message?.receiptHandle !== receiptHandle || message.visibleFromMs <= this.nowMs) {
      throw sqsError('MessageNotInflight', 'The specified message is not in flight.');
    }
    const visibleFromMs = this.nowMs + timeoutSeconds * 1000;
    this.#commit({ type: 'put', queue: queue.name, message: { ...message, visibleFromMs } });
  }

  /** @throws ServiceError PurgeQueueInProgress within a minute of the last */
  purge(nameOrUrl: string): void {
    const queue = this.queue(nameOrUrl);
    if (queue.purgedMs !== null && this.nowMs < queue.purgedMs + PURGE_TAKES_MS) {
      throw sqsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      );
    }
    this.#commit({ type: 'purged', queue: queue.name, atMs: this.nowMs });
  }

  /** Brings the state forward by one change; also how a restart reads the journal. */
  apply(change: SqsChange): void {
    if (change.type === 'queue') {
      const existing = this.#queues.get(change.queue);
      if (existing) existing.settings = change.settings;
      else this.#queues.set(change.queue, new Queue(change.queue, change.settings, change.createdMs));
    }
    const queue = this.queue(change.queue);
    if (change.type === 'put') queue.messages.set(change.message.id, change.message);
    if (change.type === 'deleted') queue.messages.delete(change.id);
    if (change.type === 'moved') this.#move(queue, change.id, this.queue(change.to));
    if (change.type === 'purged') {
      queue.messages.clear();
      queue.purgedMs = change.atMs;
    }
    queue.changed();
  }

  /** The shortest list of changes that leads to the present state. */
  essence(): readonly SqsChange[] {
    return essence([...this.#queues.values()]);
  }

  #take(queue: Queue, { most, visibilityTimeoutSeconds }: ReceiveOptions): readonly Message[] {
    const nowMs = this.nowMs;
    for (const { id } of queue.expired(nowMs)) this.#commit({ type: 'deleted', queue: queue.name, id });
    const deadLetterQueue = queue.settings.redrive?.deadLetterQueue;
    if (deadLetterQueue !== undefined) {
      for (const { id } of queue.exhausted(nowMs))
        this.#commit({ type: 'moved', queue: queue.name, id, to: deadLetterQueue });
    }
    const hiddenMs = (visibilityTimeoutSeconds ?? queue.settings.visibilityTimeoutSeconds) * 1000;
    return queue.visible(nowMs, most).map((message) => {
      const received: Message = {
        ...message,
        visibleFromMs: nowMs + hiddenMs,
        receiveCount: message.receiveCount + 1,
        firstReceivedMs: message.firstReceivedMs ?? nowMs,
        receiptHandle: newReceiptHandle(queue.name, message.id),
      };
      this.#commit({ type: 'put', queue: queue.name, message: received });
      return received;
    });
  }

  #move(from: Queue, id: string, to: Queue): void {
    const message = from.messages.get(id);
    if (!message) return;
    from.messages.delete(id);
    const moved = { ...message, receiptHandle: null, deadLetterSource: this.queueArn(from.name) };
    to.messages.set(id, moved);
    to.changed();
  }

  #commit(change: SqsChange): void {
    this.#around.record(change);
    this.apply(change);
  }
}
