// PagerDuty's Events API v2 as documented: https://developer.pagerduty.com/docs/send-alert-event
import * as v from 'valibot';
import type { Answer, Request } from './receivers.ts';

export const ROUTING_KEY = 'R0UT1NGKEY0123456789abcdefABCDEF';

/** "Events larger than 512 KB are refused" (overview of the Events API v2). */
const LARGEST_EVENT_BYTES = 512 * 1024;

const routingKey = v.pipe(v.string(), v.length(32));
const dedupKey = v.pipe(v.string(), v.minLength(1), v.maxLength(255));

const event = v.variant('event_action', [
  v.strictObject({
    routing_key: routingKey,
    event_action: v.literal('trigger'),
    dedup_key: v.exactOptional(dedupKey),
    payload: v.strictObject({
      summary: v.pipe(v.string(), v.minLength(1), v.maxLength(1_024)),
      source: v.pipe(v.string(), v.minLength(1)),
      severity: v.picklist(['critical', 'error', 'warning', 'info']),
      timestamp: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
      component: v.exactOptional(v.string()),
      group: v.exactOptional(v.string()),
      class: v.exactOptional(v.string()),
      custom_details: v.exactOptional(v.record(v.string(), v.unknown())),
    }),
    images: v.exactOptional(v.array(v.looseObject({ src: v.pipe(v.string(), v.startsWith('https://')) }))),
    links: v.exactOptional(v.array(v.strictObject({ href: v.pipe(v.string(), v.url()), text: v.string() }))),
    client: v.exactOptional(v.string()),
    client_url: v.exactOptional(v.pipe(v.string(), v.url())),
  }),
  v.strictObject({ routing_key: routingKey, event_action: v.literal('acknowledge'), dedup_key: dedupKey }),
  v.strictObject({ routing_key: routingKey, event_action: v.literal('resolve'), dedup_key: dedupKey }),
]);

export interface PagedIncident {
  readonly key: string;
  readonly summary: string;
  readonly severity: string;
  state: 'triggered' | 'acknowledged' | 'resolved';
  /** Events that it took, oldest first. */
  readonly events: string[];
}

export class FakePagerDuty {
  /** Oldest first; a key that was resolved and triggers again is an incident of its own. */
  readonly incidents: PagedIncident[] = [];
  readonly routingKeys = new Set([ROUTING_KEY]);

  enqueue({ url, headers, body }: Request): Answer {
    if (new URL(url).pathname !== '/v2/enqueue') return { status: 404, body: 'Not Found' };
    if (!/^application\/json/.test(String(headers['content-type']))) return refused('Content-Type is not JSON');
    if (Buffer.byteLength(body) > LARGEST_EVENT_BYTES) return { status: 413, body: '' };
    const result = v.safeParse(event, json(body));
    if (!result.success) return refused(...result.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`));
    if (!this.routingKeys.has(result.output.routing_key)) return refused("'routing_key' is invalid");
    const key = result.output.dedup_key ?? `made-up-${this.incidents.length}`;
    this.#take(result.output, key);
    const answer = { status: 'success', message: 'Event processed', dedup_key: key };
    return { status: 202, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
  }

  /** An answer to what isn't open is dropped, as documented. */
  #take(taken: v.InferOutput<typeof event>, key: string): void {
    const open = this.incidents.find((incident) => incident.key === key && incident.state !== 'resolved');
    if (taken.event_action === 'trigger' && !open) {
      const { summary, severity } = taken.payload;
      this.incidents.push({ key, summary, severity, state: 'triggered', events: ['trigger'] });
      return;
    }
    open?.events.push(taken.event_action);
    if (open && taken.event_action === 'acknowledge') open.state = 'acknowledged';
    if (open && taken.event_action === 'resolve') open.state = 'resolved';
  }
}

function refused(...errors: readonly string[]): Answer {
  const answer = { status: 'invalid event', message: 'Event object is invalid', errors };
  return { status: 400, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
