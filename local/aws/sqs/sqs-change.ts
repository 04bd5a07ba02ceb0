// What SQS's journal keeps.
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import type { QueueSettings } from './queue-settings.ts';

/** Applying them in order leads to the same queues. */
export type SqsChange =
  | { readonly type: 'queue'; readonly queue: string; readonly settings: QueueSettings; readonly createdMs: number }
  | { readonly type: 'put'; readonly queue: string; readonly message: Message }
  | { readonly type: 'deleted'; readonly queue: string; readonly id: string }
  | { readonly type: 'moved'; readonly queue: string; readonly id: string; readonly to: string }
  | { readonly type: 'purged'; readonly queue: string; readonly atMs: number };

/** The shortest list of changes that leads to these queues. */
export function essence(queues: readonly Queue[]): readonly SqsChange[] {
  return [
    ...queues.map(({ name, settings, createdMs }): SqsChange => ({ type: 'queue', queue: name, settings, createdMs })),
    ...queues.flatMap(({ name, messages }) =>
      [...messages.values()].map((message): SqsChange => ({ type: 'put', queue: name, message })),
    ),
  ];
}
