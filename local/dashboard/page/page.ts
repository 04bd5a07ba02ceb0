// The page put together: what is wrong first, then the day, then everything else; each part drawn anew only when it changed.
import type { Incident } from '../../../lambda/incident/incident.ts';
import type { Overview } from '../overview.ts';
import { askAndAct } from './act-dialog.ts';
import { alertFeed, type Publication, subjectOf, withAlert } from './alert-feed.ts';
import { dayPanel } from './day-panel.ts';
import { h, show } from './element.ts';
import { filePanel } from './file-panel.ts';
import { type IncidentDeeds, incidentList } from './incident-list.ts';
import { allCheckouts, lastDays } from './more-days.ts';
import { goTo, pickers, selection } from './selection.ts';
import type { Source } from './source.ts';
import { sqlPanel } from './sql-panel.ts';
import { stateLine } from './state-line.ts';
import { type PageWords, pageWords } from './words.ts';

export interface PageOptions {
  /** A line below the state, for a page that is no real one. */
  readonly notice?: (words: PageWords) => string;
}

export function startPage(root: Element, source: Source, options: PageOptions = {}): void {
  const words = pageWords(navigator.languages);
  document.documentElement.lang = words.language;

  const state = h('div', { role: 'status' });
  const choice = h('div');
  const day = h('section', { class: 'day' });
  const days = h('section');
  const all = h('section');
  const incidents = h('section', { class: 'incidents' });
  const alerts = h('section', { class: 'alerts' });
  const arrived = h('p', { class: 'unseen', role: 'status' });
  const files = filePanel(source, words);
  const sql = sqlPanel(source.sql, words);
  show(
    root,
    h(
      'header',
      {},
      h('p', { class: 'brand' }, 'tillwatch'),
      state,
      options.notice ? h('p', { class: 'quiet' }, options.notice(words)) : null,
      arrived,
    ),
    h(
      'main',
      {},
      h('div', { class: 'shown' }, choice, day),
      h('div', { class: 'told' }, incidents, alerts),
      h('div', { class: 'more' }, days, all, files.element, sql),
    ),
  );

  let latest: Overview | null = null;
  let isConnected = true;
  let publications: readonly Publication[] = [];
  const isNew = changes();

  const deeds: IncidentDeeds = {
    acknowledge: (incident) => askAndAct('acknowledge', incident, source, words),
    silence: (incident) => askAndAct('silence', incident, source, words),
    unsilence: ({ checkout, id }) =>
      void source.unsilence(checkout, id).catch((error: Error) => show(arrived, error.message)),
    showDay(incident: Incident) {
      goTo(incident);
      day.scrollIntoView({ block: 'start' });
    },
  };

  const drawState = () => {
    if (latest) show(state, ...stateLine(latest, isConnected, words));
  };
  const drawDay = async (overview: Overview) => {
    const chosen = selection(overview, location.hash);
    if (!chosen) return show(choice);
    if (isNew('choice', [chosen, overview.checkouts])) show(choice, pickers(overview, chosen, words));
    const checkout = await source.checkout(chosen.checkout);
    if (!checkout || !isNew('day', [chosen, checkout])) return;
    show(day, ...dayPanel(checkout, chosen.date, source, words));
    // What somebody looks at first is there; the rest may take its time.
    if (isNew('days', checkout)) setTimeout(() => show(days, ...lastDays(checkout, words)));
  };
  const draw = async () => {
    const overview = await source.overview();
    latest = overview;
    const { now: _now, ...told } = overview;
    if (!isNew('overview', told)) return drawState();
    drawState();
    show(incidents, ...incidentList(overview, deeds, words));
    show(alerts, ...alertFeed(publications, overview.timeZone, words));
    files.update(overview);
    await drawDay(overview);
    show(all, ...(await allCheckouts(overview, source, words)));
  };
  const drawSoon = inTurn(draw);

  source.listen({
    changed: drawSoon,
    connected(isNow) {
      isConnected = isNow;
      drawState();
    },
    alert(alert) {
      const before = publications;
      publications = withAlert(before, alert);
      if (publications === before || !latest) return;
      show(alerts, ...alertFeed(publications, latest.timeZone, words));
      const [newest] = publications;
      if (newest && newest.sent.length === 1) show(arrived, words.alerts.arrived(subjectOf(newest)));
    },
  });
  window.addEventListener('hashchange', () => latest && void drawDay(latest));
  drawSoon();
}

/** Tells whether what a part shows differs from what it was last asked about. */
function changes(): (part: string, value: unknown) => boolean {
  const known = new Map<string, string>();
  return (part, value) => {
    const now = JSON.stringify(value);
    if (known.get(part) === now) return false;
    known.set(part, now);
    return true;
  };
}

/** One after the other; whatever is asked meanwhile is one more time. What fails is tried again at the next change. */
function inTurn(task: () => Promise<void>): () => void {
  let isRunning = false;
  let isAskedAgain = false;
  const run = async () => {
    isAskedAgain = isRunning;
    if (isRunning) return;
    isRunning = true;
    try {
      await task();
    } catch (error) {
      console.error(error);
    } finally {
      isRunning = false;
    }
    if (isAskedAgain) await run();
  };
  return () => void run();
}
