// Asks who does something, why and for how long. The name is remembered on this machine.
import type { Incident, IncidentKind } from '../../../lambda/incident/incident.ts';
import { incidentTitle } from '../as-it-stands.ts';
import { h, show } from './element.ts';
import type { Source } from './source.ts';
import type { PageWords } from './words.ts';

const NAME_KEY = 'tillwatch-name';
const HOUR_MS = 60 * 60 * 1000;
const HOURS_OFFERED = [1, 2, 4, 8, 24] as const;

/** Asks, acts, and says in the dialog where that failed; closes where it was done. */
export function askAndAct(deed: 'acknowledge' | 'silence', incident: Incident, source: Source, words: PageWords): void {
  const say = words.dialog;
  const isSilence = deed === 'silence';
  const label = words.incidents[deed];
  const complaint = h('p', { class: 'warning', role: 'alert' });
  const by = h('input', { name: 'by', required: true, maxlength: '80', autocomplete: 'name', value: knownName() });
  const why = h('input', { name: 'why', required: isSilence, maxlength: '500', autocomplete: 'off' });
  const howLong = h(
    'select',
    { name: 'hours' },
    !isSilence && h('option', { value: '' }, say.untilItEnds),
    ...HOURS_OFFERED.map((hours) => h('option', { value: String(hours) }, say.hours(hours))),
  );
  const what = h(
    'select',
    { name: 'kind' },
    h('option', { value: '' }, words.silences.everything),
    h('option', { value: incident.kind }, say.onlyKind(words.incidents.kinds[incident.kind])),
  );
  const act = async () => {
    rememberName(by.value);
    const forMs = howLong.value === '' ? null : Number(howLong.value) * HOUR_MS;
    const reason = why.value.trim() === '' ? null : why.value.trim();
    if (!isSilence) return source.acknowledge(incident.id, { by: by.value, why: reason, forMs });
    const kinds = what.value === '' ? [] : [what.value as IncidentKind];
    return source.silence(incident.checkout, { by: by.value, why: reason ?? '', forMs: forMs ?? HOUR_MS, kinds });
  };
  const form = h(
    'form',
    {
      method: 'dialog',
      submit(event) {
        event.preventDefault();
        act().then(
          () => dialog.close(),
          (error: Error) => show(complaint, error.message),
        );
      },
    },
    h('h2', { id: 'deed-heading' }, label),
    h('p', {}, incidentTitle(incident, words.locale)),
    h('label', {}, say.you, by),
    h('label', {}, isSilence ? say.whyRequired : say.why, why),
    isSilence && h('label', {}, say.what, what),
    h('label', {}, say.howLong, howLong),
    complaint,
    h(
      'p',
      { class: 'deeds' },
      h('button', { type: 'submit', class: 'primary' }, label),
      h('button', { type: 'button', click: () => dialog.close() }, say.cancel),
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'deed-heading', close: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();
  (by.value === '' ? by : why).focus();
}

/** Pages on disk may have no storage; then the name is asked each time. */
function knownName(): string {
  try {
    return localStorage.getItem(NAME_KEY) ?? '';
  } catch {
    return '';
  }
}

function rememberName(name: string): void {
  try {
    localStorage.setItem(NAME_KEY, name);
  } catch {
    // Nothing is lost but the convenience.
  }
}
