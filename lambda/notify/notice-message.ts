// From a notice to what its readers get: a subject and text for e-mail, an SMS, JSON for machines. Pure.
import { SMS_SENDER_SEPTETS } from '../config/topic-names.ts';
import { ascii } from './ascii.ts';
import { gsm7, SMS_SEPTETS, septets } from './gsm7.ts';
import { wordingFor } from './locale.ts';
import type { MessageAttribute } from './message.ts';
import type { MessageContext } from './message-context.ts';
import type { Notice } from './notice.ts';
import { noticeEmail } from './notice-email.ts';
import { noticeHeadline, noticeNext, noticeSummary } from './notice-headline.ts';
import { noticeJson } from './notice-json.ts';
import { escapedJson } from './plain-text.ts';
import type { Wording } from './wording.ts';

export interface NoticeMessage {
  /** Printable ASCII, begins with the severity, at most 100 characters. */
  readonly subject: string;
  readonly email: string;
  /** One SMS of the GSM 7-bit alphabet. */
  readonly sms: string;
  /** Valid against docs/notice.schema.json. */
  readonly json: string;
  /** What filter policies can ask for. A notice is of no checkout and no transition, and is never a reminder. */
  readonly attributes: Readonly<Record<'severity' | 'kind' | 'escalation', MessageAttribute>>;
}

/** The same notice in the same context always gives the same message, so that a retry publishes what the first try did. */
export function noticeMessage(notice: Notice, context: MessageContext): NoticeMessage {
  const words = wordingFor(context.locale);
  return {
    subject: ascii(noticeHeadline(notice, words)),
    email: noticeEmail(notice, words, context),
    sms: sms(notice, words),
    json: escapedJson(noticeJson(notice, words, context)),
    attributes: {
      severity: { type: 'String', value: notice.topic },
      kind: { type: 'String', value: notice.kind },
      escalation: { type: 'Number', value: '0' },
    },
  };
}

/** The headline, and then whole sentences as long as there's room. */
function sms(notice: Notice, words: Wording): string {
  const room = SMS_SEPTETS - SMS_SENDER_SEPTETS;
  let text = `${gsm7(noticeHeadline(notice, words))}.`;
  for (const sentence of `${noticeNext(notice, words)} ${noticeSummary(notice, words)}`.trim().split(/(?<=\.) /)) {
    const longer = `${text} ${gsm7(sentence)}`;
    if (septets(longer) > room) break;
    text = longer;
  }
  return text;
}
