// An alert or a notice for Microsoft Teams and Slack through Amazon Q Developer in chat applications, which shows only
// messages of its own schema: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
import type { AlertJson } from './alert-json.ts';
import { alertRows, checkoutIn, soFar } from './alert-rows.ts';
import { channelWordingFor } from './channel-wording.ts';
import { wordingFor } from './locale.ts';
import type { NoticeJson } from './notice-json.ts';
import { noticeLists } from './notice-lists.ts';
import { shortened } from './plain-text.ts';

/** Kept well below what the chats take: Slack's section has 3,000 characters, and the service may cut without a word. */
const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2_800;

export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Messages with the same one go into one thread, where the channel's preferences allow it. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

export function chatNotification(told: AlertJson | NoticeJson): ChatNotification {
  return told.incident_id === null ? ofNotice(told) : ofAlert(told);
}

function ofAlert(alert: AlertJson): ChatNotification {
  const words = wordingFor(alert.locale);
  const { headings } = words.body;
  const channel = channelWordingFor(alert.locale);
  const kind = alert.escalation > 0 ? channel.message.reminder : channel.message[alert.transition];
  const { acknowledge, silence, feedback } = alert.commands;
  const commands = [acknowledge, silence, feedback].filter((line) => line !== null);
  const paragraphs = [
    inChat(alert.what_happened),
    alertRows(alert)
      .map(({ name, value }) => `*${name}*: ${inChat(value)}`)
      .join('\n'),
    ...[
      [headings.why, alert.why],
      [headings.history, soFar(alert)],
    ].flatMap(([heading = '', text = '']) => (text === '' ? [] : [`*${heading}*\n${inChat(text)}`])),
    linkLines(alert),
  ];
  return {
    version: '1.0',
    source: 'custom',
    id: alert.alert_id,
    content: {
      textType: 'client-markdown',
      title: inChat(shortened(alert.headline, LONGEST_TITLE)),
      description: description(paragraphs),
      nextSteps: [inChat(alert.what_to_do), ...commands.map(command)],
      keywords: [alert.severity, kind, alert.kind],
    },
    metadata: {
      threadId: alert.incident_id,
      summary: inChat(alert.headline),
      eventType: alert.transition,
      relatedResources: [inChat(checkoutIn(alert, words))],
      additionalContext: {
        severity: alert.severity,
        kind: alert.kind,
        business_date: alert.business_date,
        escalation: String(alert.escalation),
      },
    },
  };
}

function ofNotice(notice: NoticeJson): ChatNotification {
  const channel = channelWordingFor(notice.locale);
  const lists = noticeLists(notice).map(
    ({ heading, lines }) => `*${inChat(heading)}*\n${lines.map((line) => `• ${inChat(line)}`).join('\n')}`,
  );
  return {
    version: '1.0',
    source: 'custom',
    id: notice.alert_id,
    content: {
      textType: 'client-markdown',
      title: inChat(shortened(notice.title, LONGEST_TITLE)),
      description: description([inChat(notice.what_happened), ...lists, linkLines(notice)]),
      nextSteps: notice.what_to_do === '' ? [] : [inChat(notice.what_to_do)],
      keywords: [notice.severity, channel.message[notice.kind]],
    },
    metadata: {
      threadId: notice.kind === 'storm' ? notice.storm.storm_id : notice.alert_id,
      summary: inChat(notice.title),
      eventType: notice.kind,
      relatedResources: [],
      additionalContext: { severity: notice.severity, kind: notice.kind },
    },
  };
}

function linkLines({ links, locale }: AlertJson | NoticeJson): string {
  const { link } = channelWordingFor(locale);
  return Object.entries(links)
    .map(([name, url]) => `${inChat(link(name))}: ${url}`)
    .join('\n');
}

/** Whole paragraphs as long as there's room; the first always. */
function description(paragraphs: readonly string[]): string {
  const [first = '', ...others] = paragraphs.filter((paragraph) => paragraph !== '');
  let text = shortened(first, LONGEST_DESCRIPTION);
  for (const paragraph of others) {
    const longer = `${text}\n\n${paragraph}`;
    if (longer.length <= LONGEST_DESCRIPTION) text = longer;
  }
  return text;
}

/**
 * Plain text in a chat's markdown, which differs from chat to chat: marks of formatting, mentions and links are written
 * with look-alikes that no chat takes for its own, so that a name stays a name. An underscore within a word is no mark.
 */
function inChat(text: string): string {
  return text.replace(/[*~`<>&@[\]#|]|(?<!\w)_|_(?!\w)/g, (mark) => LOOK_ALIKES[mark] ?? mark);
}

/** A command to copy: in a code span only what ends it, or what Slack takes for a mention or an entity, is a mark. */
function command(line: string): string {
  return `\`${line.replace(/[`<>&]/g, (mark) => LOOK_ALIKES[mark] ?? mark)}\``;
}

/** Full-width forms (Unicode, "Halfwidth and Fullwidth Forms") of the characters that chats act on. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '~': '～',
  '`': '｀',
  '<': '＜',
  '>': '＞',
  '&': '＆',
  '@': '＠',
  '[': '［',
  ']': '］',
  '#': '＃',
  '|': '｜',
};
