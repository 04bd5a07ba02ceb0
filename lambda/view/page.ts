// The forms that stand in a report, and pages that are no report: what went wrong, in a sentence.
import type { Locale } from '../config/locale.ts';
import type { Incident } from '../incident/incident.ts';
import { isAcknowledged } from '../incident/transitions.ts';
import { htmlPage } from '../report/html.ts';
import { element, type Markup, together, written } from '../report/markup.ts';
import { reportWords } from '../report/report-locale.ts';
import { ACK_MINUTES, LONGEST_NAME, LONGEST_WHY, SILENCE_MINUTES } from './act.ts';
import { type Message, type ViewWords, viewWords } from './view-words.ts';

export interface FormPlace {
  /** Where the page is, and the form goes. */
  readonly path: string;
  /** Signed; good for one act. */
  readonly token: string;
}

/** Who is on it, the two forms while there is something to do, and the way to the day. */
export function incidentActions(
  incident: Incident,
  { path, token }: FormPlace,
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): Markup {
  const words = viewWords(locale);
  const { acknowledgement, status, checkout, date } = incident;
  const isOn = acknowledgement !== null && isAcknowledged(incident, now);
  const hidden = (act: string) => [
    element('input', { type: 'hidden', name: 'form', value: token }),
    element('input', { type: 'hidden', name: 'act', value: act }),
  ];
  const forms = [
    ...(isOn ? [element('p', {}, written(words.onIt(acknowledgement.by)))] : []),
    form(path, words.acknowledge, words.acknowledgeHint, [
      ...hidden('acknowledge'),
      nameField(words),
      durationField(ACK_MINUTES, words),
      whyField(words, false),
    ]),
    folded(
      words.silence,
      form(path, words.silence, words.silenceHint(checkout), [
        ...hidden('silence'),
        nameField(words),
        durationField(SILENCE_MINUTES, words),
        whyField(words, true),
      ]),
    ),
  ];
  return together([
    ...(status === 'open' ? forms : [element('p', {}, written(words.ended))]),
    paragraphLink(`${path}/day`, words.day(reportWords(locale).dateInFull(date))),
  ]);
}

/** On the page of the day. */
export function dayActions(path: string, words: ViewWords): Markup {
  return paragraphLink(path, words.incident);
}

/** @param path where to go on; null where there is nowhere */
export function messagePage({ title, text }: Message, language: string, path: string | null, words: ViewWords): string {
  const blocks = [{ kind: 'paragraph', text } as const, ...(path === null ? [] : [{ kind: 'actions' } as const])];
  return path === null
    ? htmlPage({ language, title, blocks })
    : htmlPage({ language, title, blocks }, paragraphLink(path, words.back));
}

function form(path: string, button: string, hint: string, fields: readonly Markup[]): Markup {
  const send = element('button', { type: 'submit' }, written(button));
  return element('form', { method: 'post', action: path }, ...fields, send, element('p', {}, written(hint)));
}

/** What is done less often is out of the way until it is asked for. */
function folded(name: string, content: Markup): Markup {
  return element('details', {}, element('summary', {}, written(name)), content);
}

/** Only the browser remembers it, by itself: there is no script and no cookie. */
function nameField({ yourName }: ViewWords): Markup {
  return labelled(
    yourName,
    element('input', { name: 'by', autocomplete: 'name', required: '', maxlength: String(LONGEST_NAME) }),
  );
}

function whyField({ why }: ViewWords, isRequired: boolean): Markup {
  return labelled(
    why,
    element('input', {
      name: 'why',
      autocomplete: 'off',
      required: isRequired ? '' : null,
      maxlength: String(LONGEST_WHY),
    }),
  );
}

function durationField(offered: readonly number[], words: ViewWords): Markup {
  const options = offered.map((minutes) =>
    element('option', { value: String(minutes) }, written(durationText(minutes, words))),
  );
  return labelled(words.forHowLong, element('select', { name: 'minutes' }, ...options));
}

function durationText(minutes: number, { untilItEnds, minutes: inMinutes, hours }: ViewWords): string {
  if (minutes === 0) return untilItEnds;
  return minutes < 60 ? inMinutes(minutes) : hours(minutes / 60);
}

function labelled(name: string, field: Markup): Markup {
  return element('label', {}, written(name), field);
}

function paragraphLink(href: string, text: string): Markup {
  return element('p', {}, element('a', { href }, written(text)));
}
