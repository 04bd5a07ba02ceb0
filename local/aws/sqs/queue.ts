// One queue's messages, in memory, and what time does to them.
import type { Message } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface ReceiveOptions {
  /** 1 to 10. */
  readonly most: number;
  /** The queue's, if not given. */
  readonly visibilityTimeoutSeconds?: number;
  /** How long to wait for a first message. */
  readonly waitSeconds: number;
  /** Ends the wait; nothing is received then. */
  readonly signal?: AbortSignal;
}

export class Queue {
  readonly name: string;
  readonly createdMs: number;
  settings: QueueSettings;
  /** Milliseconds; null before the first purge. */
  purgedMs: number | null = null;
  /** In the order they came. */
  readonly messages = new Map<string, Message>();
  readonly #listeners = new Set<() => void>();

  constructor(name: string, settings: QueueSettings, createdMs: number) {
    this.name = name;
    this.settings = settings;
    this.createdMs = createdMs;
  }

  /** Up to `most` messages that may be received now. */
  visible(nowMs: number, most: number): readonly Message[] {
    const found: Message[] = [];
    for (const message of this.messages.values()) {
      if (found.length === most) break;
      if (message.visibleFromMs <= nowMs) found.push(message);
    }
    return found;
  }

  /** Older than the queue keeps messages. */
  expired(nowMs: number): readonly Message[] {
    const sentBeforeMs = nowMs - this.settings.retentionSeconds * 1000;
    return [...this.messages.values()].filter(({ sentMs }) => sentMs <= sentBeforeMs);
  }

  /** Visible again, but received so often already that they go to the dead-letter queue instead. */
  exhausted(nowMs: number): readonly Message[] {
    const { redrive } = this.settings;
    if (!redrive) return [];
    return [...this.messages.values()].filter(
      ({ visibleFromMs, receiveCount }) => visibleFromMs <= nowMs && receiveCount >= redrive.maxReceiveCount,
    );
  }

  /** When the next message becomes visible; infinity if none is waiting for its time. */
  nextVisibleMs(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { visibleFromMs } of this.messages.values()) {
      if (visibleFromMs > nowMs && visibleFromMs < next) next = visibleFromMs;
    }
    return next;
  }

  counts(nowMs: number): QueueCounts {
    const all = [...this.messages.values()];
    const hidden = all.filter(({ visibleFromMs }) => visibleFromMs > nowMs);
    const delayed = hidden.filter(({ receiptHandle }) => receiptHandle === null).length;
    return { visible: all.length - hidden.length, inFlight: hidden.length - delayed, delayed };
  }

  /** Calls `listener` after every change; the result ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
