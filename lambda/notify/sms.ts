// The SMS: one part of 160 GSM septets with the sender's name, the headline first, then whole sentences as long as there's room.
import { SMS_SENDER_SEPTETS } from '../config/topic-names.ts';
import type { AlertFacts } from './alert-facts.ts';
import { amount } from './amount.ts';
import { gsm7, SMS_SEPTETS, septets } from './gsm7.ts';
import { headline } from './headline.ts';
import { weekday } from './local-time.ts';
import type { MessageContext } from './message-context.ts';
import { whatToDo } from './summary.ts';
import type { Wording } from './wording.ts';

/** What SNS leaves of one part. */
const ROOM_SEPTETS = SMS_SEPTETS - SMS_SENDER_SEPTETS;

/**
 * One SMS: the headline and the facts, then the link to its page where there is one and it fits whole, else what to do.
 * Of the sentences the first that doesn't fit and all after it are left out.
 */
export function sms(facts: AlertFacts, words: Wording, { view }: MessageContext['links'] = {}): string {
  const first = `${headline(facts, words, gsm7)}.`;
  const told = [day(facts, words), counts(facts, words)];
  const withLink = `${extended(first, told)} ${view}`;
  if (view !== undefined && septets(withLink) <= ROOM_SEPTETS) return withLink;
  return extended(first, [...told, ...sentencesOf(whatToDo(facts, words))]);
}

function extended(beginning: string, sentences: readonly string[]): string {
  let text = beginning;
  for (const sentence of sentences) {
    const longer = sentence === '' ? text : `${text} ${gsm7(sentence)}`;
    if (septets(longer) > ROOM_SEPTETS) break;
    text = longer;
  }
  return text;
}

function day({ alert: { incident }, isHistory }: AlertFacts, words: Wording): string {
  const name = words.body.weekdays[weekday(incident.date)];
  return isHistory || name === undefined ? '' : `${name} ${words.date(incident.date)}.`;
}

function counts({ alert: { incident, transition } }: AlertFacts, { body, decimalMark }: Wording): string {
  if (incident.kind === 'data' || transition === 'retracted') return '';
  return `${body.seenOfExpected(amount(incident.observed, decimalMark), amount(incident.expected, decimalMark))}.`;
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.) /);
}
