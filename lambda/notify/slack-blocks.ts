// The parts of Block Kit that messages are made of, within Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
import { shortened } from './plain-text.ts';

/** "Header block", "Section block", "Context block", "Button element" of the reference, in characters and items. */
export const SLACK_LIMITS = {
  blocks: 50,
  header: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  /** Of one context element; the reference names none, a text object has 3,000. */
  contextText: 2_000,
  buttons: 25,
  buttonText: 75,
  url: 3_000,
  /** "chat.postMessage" truncates texts above 40,000 and asks for at most 4,000. */
  fallbackText: 4_000,
} as const;

/** Formatted by Slack: only for words of our own. */
interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
}

/** Shown as it is: for everything that comes from files and people. */
interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export type TextObject = Mrkdwn | PlainText;

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text?: TextObject; readonly fields?: readonly TextObject[] }
  | { readonly type: 'context'; readonly elements: readonly TextObject[] }
  | { readonly type: 'actions'; readonly elements: readonly LinkButton[] };

export interface LinkButton {
  readonly type: 'button';
  readonly text: PlainText;
  readonly url: string;
  readonly action_id: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * `text` with Slack's three control characters as entities, so that nothing in it is a mention, a link or a command
 * (https://docs.slack.dev/messaging/formatting-message-text, "Escaping text"); at most `length` characters as sent.
 */
export function slackText(text: string, length: number): string {
  const whole = escaped(text);
  if (whole.length <= length) return whole;
  // An entity has up to five characters, and none must be cut.
  let kept = shortened(text, length);
  while (escaped(kept).length > length) kept = shortened(text, kept.length - 1);
  return escaped(kept);
}

export function header(text: string): SlackBlock {
  return { type: 'header', text: plain(text, SLACK_LIMITS.header) };
}

export function paragraph(text: string): SlackBlock {
  return { type: 'section', text: plain(text, SLACK_LIMITS.sectionText) };
}

/** Text in a fixed pitch; digits and words of our own only. */
export function table(lines: readonly string[]): SlackBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: `\`\`\`${slackText(lines.join('\n'), 2_900)}\`\`\`` } };
}

/** A heading of our own over text from anywhere: two sections, because one text object can't be both. */
export function headed(heading: string, text: string): readonly SlackBlock[] {
  return [{ type: 'section', text: bold(heading) }, paragraph(text)];
}

/** Names and values in two columns, as many sections as they need. */
export function columns(rows: readonly { readonly name: string; readonly value: string }[]): readonly SlackBlock[] {
  const cells = rows.flatMap(({ name, value }) => [bold(name), plain(value, SLACK_LIMITS.fieldText)]);
  const sections = Math.ceil(cells.length / SLACK_LIMITS.fields);
  return Array.from({ length: sections }, (_, i) => ({
    type: 'section',
    fields: cells.slice(i * SLACK_LIMITS.fields, (i + 1) * SLACK_LIMITS.fields),
  }));
}

export function context(texts: readonly string[]): SlackBlock {
  const elements = texts.slice(0, SLACK_LIMITS.contextElements).map((text) => plain(text, SLACK_LIMITS.contextText));
  return { type: 'context', elements };
}

/** A button for each link; none where there are no links. */
export function buttons(links: Readonly<Record<string, string>>, label: (name: string) => string): SlackBlock[] {
  const elements = Object.entries(links)
    .filter(([, url]) => url.length <= SLACK_LIMITS.url)
    .slice(0, SLACK_LIMITS.buttons)
    .map(
      ([name, url]): LinkButton => ({
        type: 'button',
        text: plain(label(name), SLACK_LIMITS.buttonText),
        url,
        action_id: shortened(name, 255),
      }),
    );
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function bold(ownWords: string): Mrkdwn {
  return { type: 'mrkdwn', text: `*${slackText(ownWords, SLACK_LIMITS.fieldText - 2)}*` };
}

/** Never empty: Slack refuses an empty text object. */
function plain(text: string, length: number): PlainText {
  return { type: 'plain_text', text: slackText(text.trim() === '' ? '?' : text, length), emoji: false };
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
