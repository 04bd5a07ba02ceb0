// The notice for machines: docs/notice.schema.json says what each field means, and a test holds the two together.
import { METRIC } from './alert-json.ts';
import {
  LONGEST_ID,
  LONGEST_ID_IN_LIST,
  LONGEST_NAME_IN_LIST,
  LONGEST_PERSON,
  LONGEST_TITLE_IN_LIST,
} from './limits.ts';
import type { MessageContext } from './message-context.ts';
import type { AllClearNotice, HandoffItem, HandoffList, HandoffNotice, Notice, StormNotice } from './notice.ts';
import { noticeHeadline, noticeNext, noticeSummary } from './notice-headline.ts';
import { escapedText, shortened } from './plain-text.ts';
import type { Wording } from './wording.ts';

/** `major.minor`, apart from the alert's own. */
export const NOTICE_SCHEMA_VERSION = '1.1';

/** What an alert says of its incident and a notice can't: there, and null, for who reads both. */
const OF_NO_INCIDENT = {
  incident_id: null,
  transition: null,
  current_value: null,
  expected_value: null,
  deviation_percent: null,
  hour: null,
  checkout: null,
  business_date: null,
  start_hour: null,
  end_hour: null,
  expected_lost: null,
  score: null,
  hours: [],
} as const;

/** What a reader of the JSON gets; `kind` tells which of the last fields is there. */
export type NoticeJson = ReturnType<typeof noticeJson>;

/** The notice as a plain value, its fields named and explained as in docs/notice.schema.json. */
export function noticeJson(notice: Notice, words: Wording, { links, locale }: MessageContext) {
  return {
    schema_version: NOTICE_SCHEMA_VERSION,
    alert_id: shortened(notice.id, LONGEST_ID),
    severity: notice.topic,
    topic: notice.topic,
    escalation: 0,
    title: noticeHeadline(notice, words),
    message: `${noticeSummary(notice, words)} ${noticeNext(notice, words)}`.trim(),
    what_happened: noticeSummary(notice, words),
    what_to_do: noticeNext(notice, words),
    locale,
    metric: METRIC,
    timestamp: notice.createdAt,
    ...OF_NO_INCIDENT,
    ...ownFields(notice),
    links,
  };
}

function ownFields(notice: Notice) {
  switch (notice.kind) {
    case 'storm':
      return { kind: notice.kind, storm: stormFields(notice) };
    case 'handoff':
      return { kind: notice.kind, handoff: handoffFields(notice) };
    case 'all-clear':
      return { kind: notice.kind, all_clear: allClearFields(notice) };
  }
}

function stormFields({ stormId, startedAt, sequence, joined, checkouts, total, members }: StormNotice) {
  return {
    storm_id: shortened(stormId, LONGEST_ID),
    started_at: startedAt,
    sequence,
    joined,
    checkouts,
    total,
    members: members.map((member) => ({
      alert_id: shortened(member.alertId, LONGEST_ID_IN_LIST),
      incident_id: shortened(member.incidentId, LONGEST_ID_IN_LIST),
      checkout: nameInList(member.checkout),
      severity: member.topic,
      kind: member.kind,
      transition: member.transition,
      title: shortened(member.title, LONGEST_TITLE_IN_LIST),
    })),
  };
}

function handoffFields(notice: HandoffNotice) {
  const list = (name: HandoffList) => ({
    count: notice[name].count,
    incidents: notice[name].items.map(itemFields),
  });
  return {
    meant_for: notice.meantFor,
    since: notice.since,
    time_zone: notice.timeZone,
    open: list('open'),
    opened: list('opened'),
    ended: list('ended'),
    gaps: list('gaps'),
    unattended: list('unattended'),
    just_ended: list('justEnded'),
  };
}

function itemFields({ incidentId, title, checkout, severity, kind, openedAt, endedAt, acknowledgedBy }: HandoffItem) {
  return {
    incident_id: shortened(incidentId, LONGEST_ID_IN_LIST),
    title: shortened(title, LONGEST_TITLE_IN_LIST),
    checkout: nameInList(checkout),
    severity,
    kind,
    opened_at: openedAt,
    ended_at: endedAt,
    acknowledged_by: acknowledgedBy === null ? null : shortened(escapedText(acknowledgedBy), LONGEST_PERSON),
  };
}

function allClearFields({ meantFor, timeZone, checkouts, heardFrom, open, overdue }: AllClearNotice) {
  return { meant_for: meantFor, time_zone: timeZone, checkouts, heard_from: heardFrom, open, overdue };
}

function nameInList(checkout: string): string {
  return shortened(escapedText(checkout), LONGEST_NAME_IN_LIST);
}
