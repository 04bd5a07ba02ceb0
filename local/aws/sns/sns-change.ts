// What SNS's journal keeps.
import type { Delivery } from './outbox.ts';
import type { Subscription } from './subscription.ts';

/** Applying them in order leads to the same topics and outboxes. */
export type SnsChange =
  | { readonly type: 'topic'; readonly topic: Topic }
  | { readonly type: 'subscribed'; readonly subscription: Subscription }
  | { readonly type: 'unsubscribed'; readonly arn: string }
  | { readonly type: 'delivered'; readonly delivery: Delivery };

export interface Topic {
  readonly arn: string;
  /** Stands before the text of every SMS; empty for none. */
  readonly displayName: string;
}
