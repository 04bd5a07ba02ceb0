// What the local run prints: what it is doing, and every alert as it comes out of the emulated topics.
import pc from 'picocolors';
import type { Log } from '../lambda/log.ts';
import { escapedText } from '../lambda/notify/plain-text.ts';
import type { Delivery } from './aws/sns/outbox.ts';

export interface Screen {
  /** One line about what the run itself does. */
  say(line: string): void;
  /** An e-mail or SMS as its subscriber gets it. */
  delivered(delivery: Delivery): void;
  readonly log: Log;
}

/** Paragraphs of an e-mail that tell what happened; the rest is advice and can be read in the outbox. */
const PARAGRAPHS_SHOWN = 3;

export function screen(write: (text: string) => void, hasColour: boolean): Screen {
  const colours = pc.createColors(hasColour);
  const paint = (subject: string) => {
    const severity = subject.slice(0, 2);
    if (severity === 'P1' || severity === 'P2') return colours.bold(colours.red(subject));
    return severity === 'P3' ? colours.yellow(subject) : colours.cyan(subject);
  };
  return {
    say: (line) => write(`${line}\n`),
    delivered({ protocol, endpoint, subject, body }) {
      if (protocol === 'sms') return write(`${colours.dim(`   SMS to ${endpoint}:`)} ${body}\n`);
      const text = body.split('\n\n').slice(1, PARAGRAPHS_SHOWN).join('\n\n');
      write(`\n${paint(subject ?? '')}\n${colours.dim(`   e-mail to ${endpoint}`)}\n${indented(text)}\n`);
    },
    log(level, message, fields = {}) {
      if (level === 'info') return;
      const { key, code, error } = fields as { key?: string; code?: string; error?: Error };
      const about = [key, code, error?.message]
        .filter((part) => part !== undefined)
        .map((part) => `"${escapedText(part)}"`);
      write(`${colours.yellow(level)} ${escapedText(message)} ${colours.dim(about.join(' '))}\n`);
    },
  };
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `   ${line}`.trimEnd())
    .join('\n');
}
