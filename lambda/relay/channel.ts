// Where the relay tells alerts: one channel is one entry of `subscriptions` that SNS can't deliver by itself.
import * as v from 'valibot';
import type { RelayedSubscription } from '../config/subscriptions.ts';

/** What the entry says about the place; what it wants to hear is the business of its queue's subscriptions. */
type PlaceOf<T> = T extends unknown ? Omit<T, 'severities' | 'checkouts' | 'escalation'> : never;

export type SlackChannel = PlaceOf<Extract<RelayedSubscription, { readonly protocol: 'slack' }>>;
export type PagerDutyChannel = PlaceOf<Extract<RelayedSubscription, { readonly protocol: 'pagerduty' }>>;
/** The topic that Amazon Q Developer listens to. */
export type ChatChannel = PlaceOf<Extract<RelayedSubscription, { readonly protocol: 'chat' }>> & {
  readonly topicArn: string;
};

export type Channel = SlackChannel | PagerDutyChannel | ChatChannel;

const outline = v.variant('protocol', [
  v.strictObject({
    protocol: v.literal('slack'),
    name: v.string(),
    secret: v.string(),
    channel: v.exactOptional(v.string()),
  }),
  v.strictObject({
    protocol: v.literal('pagerduty'),
    name: v.string(),
    secret: v.string(),
    region: v.picklist(['us', 'eu']),
  }),
  v.strictObject({ protocol: v.literal('chat'), name: v.string() }),
]);

/**
 * A channel as the stack writes it into the function's environment.
 *
 * @param topicArn of a chat channel's topic
 */
export function channelIn(json: string, topicArn: string | undefined): Channel {
  const place = v.parse(outline, JSON.parse(json));
  return place.protocol === 'chat' ? { ...place, topicArn: topicArn ?? '' } : place;
}
