// PagerDuty's Events API v2 over HTTPS: https://developer.pagerduty.com/docs/events-api-v2-overview
import type { PagerDutyEvent } from '../notify/pagerduty.ts';
import type { PagerDutyChannel } from './channel.ts';
import type { Posting } from './reply.ts';

const ENQUEUE: Readonly<Record<PagerDutyChannel['region'], string>> = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
};

/** @param routingKey the integration key of the service */
export function pagerDutyPosting({ region }: PagerDutyChannel, routingKey: string, event: PagerDutyEvent): Posting {
  return {
    url: ENQUEUE[region],
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ routing_key: routingKey, ...event }),
  };
}

/** What is wrong with a secret that can't be an integration key; null where it can. */
export function routingKeyComplaint(secret: string): string | null {
  return /^[0-9A-Za-z]{32}$/.test(secret) ? null : 'holds no integration key, which has 32 letters and digits';
}
