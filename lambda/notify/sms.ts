// The SMS: one part of 160 GSM septets with the sender's name, the headline first, then whole sentences as long as there's room.
import { SMS_SENDER_SEPTETS } from '../config/topic-names.ts';
import type { AlertFacts } from './alert-facts.ts';
import { amount } from './amount.ts';
import { gsm7, SMS_SEPTETS, septets } from './gsm7.ts';
import { headline } from './headline.ts';
import { weekday } from './local-time.ts';
import { whatToDo } from './summary.ts';
import type { Wording } from './wording.ts';

/** What SNS leaves of one part. */
const ROOM_SEPTETS = SMS_SEPTETS - SMS_SENDER_SEPTETS;

/** One SMS; of the sentences after the headline, the first that doesn't fit and all after it are left out. */
export function sms(facts: AlertFacts, words: Wording): string {
  const sentences = [day(facts, words), counts(facts, words), ...sentencesOf(whatToDo(facts, words))];
  let text = `${headline(facts, words, gsm7)}.`;
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
