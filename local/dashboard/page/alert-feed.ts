// The alerts as they were sent, the newest first: the subject, and on asking for it the e-mail and SMS themselves.
import type { SentAlert } from '../sent-alerts.ts';
import { h } from './element.ts';
import { moment } from './moments.ts';
import type { PageWords } from './words.ts';

/** All that one publication brought its subscribers. */
export interface Publication {
  readonly messageId: string;
  readonly at: string;
  readonly severity: string;
  readonly sent: readonly SentAlert[];
}

/** Publications that the page keeps. */
const KEPT = 40;

/** With one more message, the newest publication first; a message that is known already changes nothing. */
export function withAlert(known: readonly Publication[], alert: SentAlert): readonly Publication[] {
  const { messageId, at, severity } = alert;
  const earlier = known.find((publication) => publication.messageId === messageId);
  if (earlier?.sent.some(({ id }) => id === alert.id)) return known;
  if (!earlier) return [{ messageId, at, severity, sent: [alert] }, ...known].slice(0, KEPT);
  return known.map((other) => (other === earlier ? { ...earlier, sent: [...earlier.sent, alert] } : other));
}

export function subjectOf({ sent }: Publication): string {
  return sent.find(({ subject }) => subject !== null)?.subject ?? sent[0]?.body ?? '';
}

export function alertFeed(
  publications: readonly Publication[],
  timeZone: string,
  words: PageWords,
): readonly Element[] {
  const say = words.alerts;
  const items = publications.map((publication) => {
    const { messageId, at, severity, sent } = publication;
    return h(
      'li',
      { class: `card ${severity}` },
      h(
        'details',
        {},
        h(
          'summary',
          { id: `alert ${messageId}` },
          h('span', {}, subjectOf(publication)),
          h('span', { class: 'quiet' }, moment(at, timeZone, words)),
        ),
        ...sent.flatMap(({ protocol, endpoint, body }) => [
          h('h3', {}, `${protocol === 'sms' ? say.sms : say.email} · ${endpoint}`),
          h('pre', { tabindex: '0' }, body),
        ]),
      ),
    );
  });
  return [
    h('h2', {}, say.heading),
    publications.length === 0 ? h('p', { class: 'quiet' }, say.none) : h('ul', { class: 'cards' }, ...items),
  ];
}
