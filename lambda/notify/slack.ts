// An alert or a notice as a Slack message. Its input is the published JSON, which is all that a relay has at hand.
import type { Severity } from '../config/severity.ts';
import type { AlertJson } from './alert-json.ts';
import { alertRows, soFar } from './alert-rows.ts';
import { channelWordingFor } from './channel-wording.ts';
import { hourTable } from './hour-table.ts';
import { wordingFor } from './locale.ts';
import type { NoticeJson } from './notice-json.ts';
import { noticeLists } from './notice-lists.ts';
import {
  buttons,
  columns,
  context,
  headed,
  header,
  paragraph,
  SLACK_LIMITS,
  type SlackBlock,
  slackText,
  table,
} from './slack-blocks.ts';

/** The body of `chat.postMessage` or of an incoming webhook, without channel and thread. */
export interface SlackMessage {
  /** What notifications show, and readers without blocks. Escaped: no mention, no link. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Urgency at a glance, told by position in the palette and never by colour alone: `P1` stands beside it. */
const MARKS: Readonly<Record<Severity, string>> = { P1: '🔴', P2: '🟠', P3: '🟡', P4: '🔵', P5: '⚪' };

/** The message of one transition or one notice. Messages of one incident share `incident_id`: the key of a thread. */
export function slackMessage(told: AlertJson | NoticeJson): SlackMessage {
  const blocks = told.incident_id === null ? noticeBlocks(told) : alertBlocks(told);
  const headline = told.incident_id === null ? told.title : told.headline;
  return {
    text: slackText(`${headline}\n${told.message}`, SLACK_LIMITS.fallbackText),
    blocks: blocks.slice(0, SLACK_LIMITS.blocks),
  };
}

function alertBlocks(alert: AlertJson): readonly SlackBlock[] {
  const words = wordingFor(alert.locale);
  const { headings } = words.body;
  const channel = channelWordingFor(alert.locale);
  const { acknowledge, silence, feedback } = alert.commands;
  const hours = alert.transition === 'retracted' ? [] : hourTable(alert.hours, words);
  const kind = alert.escalation > 0 ? channel.message.reminder : channel.message[alert.transition];
  return [
    header(alert.headline),
    paragraph(alert.what_happened),
    ...columns(alertRows(alert)),
    ...(hours.length === 0 ? [] : [table(hours)]),
    ...headed(headings.next, alert.what_to_do),
    ...headedLines(headings.act, [acknowledge, silence, feedback]),
    ...headedLines(headings.why, [alert.why]),
    ...headedLines(headings.history, [soFar(alert)]),
    ...buttons(alert.links, channel.link),
    context([`${MARKS[alert.severity]} ${alert.severity} · ${kind}`, `${channel.rows.incident} ${alert.incident_id}`]),
  ];
}

function noticeBlocks(notice: NoticeJson): readonly SlackBlock[] {
  const { headings } = wordingFor(notice.locale).body;
  const channel = channelWordingFor(notice.locale);
  return [
    header(notice.title),
    paragraph(notice.what_happened),
    ...noticeLists(notice).flatMap(({ heading, lines }) =>
      headed(heading, lines.map((line) => `• ${line}`).join('\n')),
    ),
    ...headedLines(headings.next, [notice.what_to_do]),
    ...buttons(notice.links, channel.link),
    context([
      `${MARKS[notice.severity]} ${notice.severity} · ${channel.message[notice.kind]}`,
      `${channel.rows.notice} ${notice.alert_id}`,
    ]),
  ];
}

/** The lines that there are, under a heading; nothing where there is none. */
function headedLines(heading: string, lines: readonly (string | null)[]): readonly SlackBlock[] {
  const told = lines.filter((line) => line !== null && line !== '');
  return told.length === 0 ? [] : headed(heading, told.join('\n'));
}
