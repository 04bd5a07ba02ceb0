// The incidents, open ones as cards with what can be done about them, and the silences that hold.
import type { Incident } from '../../../lambda/incident/incident.ts';
import { isAcknowledged } from '../../../lambda/incident/transitions.ts';
import { incidentTitle } from '../as-it-stands.ts';
import type { Overview, SilenceOnPage } from '../overview.ts';
import { h } from './element.ts';
import { moment } from './moments.ts';
import type { PageWords } from './words.ts';

export interface IncidentDeeds {
  acknowledge(incident: Incident): void;
  silence(incident: Incident): void;
  unsilence(silence: SilenceOnPage): void;
  showDay(incident: Incident): void;
}

/** Ended ones beyond these are in `tillwatch incidents --all`. */
const ENDED_SHOWN = 30;

export function incidentList(overview: Overview, deeds: IncidentDeeds, words: PageWords): readonly Element[] {
  const say = words.incidents;
  const { incidents, silences } = overview;
  const open = incidents.filter(({ status }) => status === 'open');
  const ended = incidents.filter(({ status }) => status !== 'open').slice(0, ENDED_SHOWN);
  const card = (incident: Incident) => incidentCard(incident, overview, deeds, words);
  return [
    h('h2', {}, say.heading),
    ...(incidents.length === 0 ? [h('p', { class: 'quiet' }, say.none)] : []),
    h('ul', { class: 'cards' }, ...open.map(card)),
    ...(ended.length === 0 ? [] : [h('h3', {}, say.ended), h('ul', { class: 'cards' }, ...ended.map(card))]),
    ...(silences.length === 0 ? [] : silenceList(silences, overview, deeds, words)),
  ];
}

function incidentCard(incident: Incident, overview: Overview, deeds: IncidentDeeds, words: PageWords): HTMLElement {
  const say = words.incidents;
  const { id, severity, status, date } = incident;
  const title = incidentTitle(incident, words.locale);
  const button = (deed: string, label: string, act: () => void) =>
    h('button', { id: `${deed} ${id}`, type: 'button', click: act, 'aria-label': `${label}: ${title}` }, label);
  return h(
    'li',
    { class: `card ${severity}${status === 'open' ? '' : ' ended'}` },
    h(
      'button',
      { id: `day ${id}`, type: 'button', class: 'title', click: () => deeds.showDay(incident), title: say.showDay(id) },
      title,
    ),
    h('p', { class: 'quiet' }, `${date} · ${standing(incident, overview, words)}`),
    status === 'open' &&
      h(
        'p',
        { class: 'deeds' },
        button('acknowledge', say.acknowledge, () => deeds.acknowledge(incident)),
        button('silence', say.silence, () => deeds.silence(incident)),
      ),
  );
}

function standing(incident: Incident, { now, timeZone }: Overview, words: PageWords): string {
  const say = words.incidents;
  const { status, acknowledgement } = incident;
  if (status !== 'open') return status === 'retracted' ? say.retracted : say.resolved;
  if (!acknowledgement || !isAcknowledged(incident, new Date(now))) return say.open;
  const { by, why, until } = acknowledgement;
  const parts = [say.acknowledged, say.by(by, why), until ? say.until(moment(until, timeZone, words)) : ''];
  return parts.filter((part) => part !== '').join(' · ');
}

function silenceList(
  silences: readonly SilenceOnPage[],
  { timeZone }: Overview,
  deeds: IncidentDeeds,
  words: PageWords,
): readonly Element[] {
  const say = words.silences;
  const items = silences.map((silence) => {
    const { id, checkout, kinds, severities, until, by, why } = silence;
    const what = [...kinds.map((kind) => words.incidents.kinds[kind]), ...severities].join(', ') || say.everything;
    const end = until === null ? say.untilLifted : words.incidents.until(moment(until, timeZone, words));
    return h(
      'li',
      { class: 'card' },
      h('p', {}, say.line(checkout, what, end)),
      h('p', { class: 'quiet' }, words.incidents.by(by, why)),
      h(
        'p',
        { class: 'deeds' },
        h('button', { id: `lift ${id}`, type: 'button', click: () => deeds.unsilence(silence) }, say.lift),
      ),
    );
  });
  return [h('h3', {}, say.heading), h('ul', { class: 'cards' }, ...items)];
}
