// An alert or a notice as an event for PagerDuty, Events API v2: https://developer.pagerduty.com/docs/send-alert-event
import { createHash } from 'node:crypto';
import type { Severity } from '../config/severity.ts';
import type { Transition } from '../incident/incident.ts';
import type { AlertJson } from './alert-json.ts';
import { alertRows, checkoutIn, soFar } from './alert-rows.ts';
import { channelWordingFor } from './channel-wording.ts';
import { wordingFor } from './locale.ts';
import type { NoticeJson } from './notice-json.ts';
import { noticeLists } from './notice-lists.ts';
import { shortened } from './plain-text.ts';

/** Characters of a summary and of a key, in the reference above. */
export const LONGEST_SUMMARY = 1_024;
export const LONGEST_DEDUP_KEY = 255;

/** The body of `POST /v2/enqueue`, without the routing key. */
export type PagerDutyEvent = PagerDutyTrigger | PagerDutyAnswer;

export interface PagerDutyTrigger {
  readonly event_action: 'trigger';
  readonly dedup_key: string;
  readonly client: 'tillwatch';
  readonly payload: {
    readonly summary: string;
    /** What is affected: the checkout, or tillwatch where it is no single one. */
    readonly source: string;
    readonly severity: PagerDutySeverity;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly component: string;
    readonly class: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** What ends or stops the calling needs no more than the key. */
export interface PagerDutyAnswer {
  readonly event_action: 'acknowledge' | 'resolve';
  readonly dedup_key: string;
}

export type PagerDutySeverity = 'critical' | 'error' | 'warning' | 'info';

const SEVERITY: Readonly<Record<Severity, PagerDutySeverity>> = {
  P1: 'critical',
  P2: 'error',
  P3: 'warning',
  P4: 'info',
  P5: 'info',
};

const ACTION: Readonly<Record<Transition, PagerDutyEvent['event_action']>> = {
  opened: 'trigger',
  updated: 'trigger',
  escalated: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
  retracted: 'resolve',
};

/**
 * The event of one transition; null for a notice that calls nobody (a handoff, the all-clear). All events of one incident
 * share its id as `dedup_key`, so whatever is sent twice counts once.
 *
 * An incident that is over when it opens triggers as well and no resolve follows: a person closes it, having seen it.
 */
export function pagerDutyEvent(told: AlertJson | NoticeJson): PagerDutyEvent | null {
  return told.incident_id === null ? noticeEvent(told) : alertEvent(told);
}

function alertEvent(alert: AlertJson): PagerDutyEvent {
  const action = ACTION[alert.transition];
  const dedup_key = keyOf(alert.incident_id);
  if (action !== 'trigger') return { event_action: action, dedup_key };
  const words = wordingFor(alert.locale);
  const { headings } = words.body;
  const rows = alertRows(alert).map(({ name, value }) => [name, value] as const);
  const { acknowledge, silence, feedback } = alert.commands;
  const further = [
    [headings.next, alert.what_to_do],
    [headings.why, alert.why],
    [headings.history, soFar(alert)],
    [headings.act, [acknowledge, silence, feedback].filter((command) => command !== null).join('\n')],
  ] as const;
  return {
    event_action: action,
    dedup_key,
    client: 'tillwatch',
    payload: {
      summary: shortened(alert.headline, LONGEST_SUMMARY),
      source: checkoutIn(alert, words),
      severity: SEVERITY[alert.severity],
      timestamp: alert.timestamp,
      component: alert.metric,
      class: alert.kind,
      custom_details: Object.fromEntries([...rows, ...further.filter(([, text]) => text !== '')]),
    },
    links: linksOf(alert),
  };
}

function noticeEvent(notice: NoticeJson): PagerDutyEvent | null {
  if (notice.kind !== 'storm') return null;
  const lists = noticeLists(notice).map(({ heading, lines }) => [heading, lines.join('\n')] as const);
  const next = wordingFor(notice.locale).body.headings.next;
  return {
    event_action: 'trigger',
    dedup_key: keyOf(notice.storm.storm_id),
    client: 'tillwatch',
    payload: {
      summary: shortened(notice.title, LONGEST_SUMMARY),
      source: 'tillwatch',
      severity: SEVERITY[notice.severity],
      timestamp: notice.timestamp,
      component: notice.metric,
      class: notice.kind,
      custom_details: Object.fromEntries([...lists, [next, notice.what_to_do]]),
    },
    links: linksOf(notice),
  };
}

function linksOf({ links, locale }: AlertJson | NoticeJson): PagerDutyTrigger['links'] {
  const { link } = channelWordingFor(locale);
  return Object.entries(links).map(([name, href]) => ({ href, text: link(name) }));
}

/** The id itself where it fits; else as much of it as does, with a digest that keeps it apart from others. */
function keyOf(id: string): string {
  if (id.length <= LONGEST_DEDUP_KEY) return id;
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${shortened(id, LONGEST_DEDUP_KEY - digest.length - 1)}~${digest}`;
}
