// A storm, a handoff and an all-clear, at their first and in their quiet forms: what the golden files are made of.
import type { Locale } from '../../lambda/config/locale.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { Notice } from '../../lambda/notify/notice.ts';
import { handoffNotice } from '../../lambda/watch/handoff.ts';
import { stormNotice } from '../../lambda/watch/storm-notice.ts';
import { anAlert, changed, DROP, GAP, OUTAGE, OUTAGE_GOING_ON, OVERDUE, sentAt } from './an-alert.ts';

const at = (checkout: string) => ({ life: { checkout, id: `${checkout}-2026-01-16-15h` } });
const outages = (n: number): readonly Alert[] =>
  Array.from({ length: n }, (_, i) => anAlert(OUTAGE_GOING_ON, at(`shop-${String(i + 1).padStart(3, '0')}`)));

const FIRST_ALERTS = [anAlert(DROP, at('kiosk')), ...outages(311)];

const ACKNOWLEDGED = { ...changed('acknowledged', '16:25', 'P1'), by: 'ana' };
const INCIDENTS = [
  anAlert(OUTAGE_GOING_ON, {
    life: {
      checkout: 'checkout_2',
      openedAt: sentAt('16:17'),
      history: [changed('opened', '16:17', 'P1', OUTAGE_GOING_ON), ACKNOWLEDGED],
    },
  }),
  anAlert(OVERDUE, { createdAt: sentAt('00:51'), life: { checkout: 'kiosk', date: '2026-01-15' } }),
  anAlert(DROP, { createdAt: sentAt('10:17'), life: { checkout: 'mall' } }),
  anAlert(GAP, {
    createdAt: '2026-01-15T18:16:00.000Z',
    life: {
      checkout: 'station',
      date: '2026-01-15',
      status: 'resolved',
      history: [changed('opened', '2026-01-15T18:16:00.000Z', 'P2'), changed('resolved', '19:05', 'P2')],
    },
  }),
].map(({ incident }) => incident);

const HANDOFF = { meantFor: '2026-01-16T20:00', at: new Date(sentAt('20:00')), since: new Date(sentAt('08:00')) };
const ALL_CLEAR = {
  kind: 'all-clear',
  id: 'all-clear-2026-01-16T09:00',
  topic: 'P5',
  createdAt: sentAt('09:00'),
  meantFor: '2026-01-16T09:00',
  timeZone: 'America/Sao_Paulo',
  checkouts: 12,
  heardFrom: 12,
  open: { P1: 0, P2: 0, P3: 0, P4: 0, P5: 0 },
  overdue: 0,
} as const;

/** Notices list incidents by their headlines, so they are of a language from the start. */
export function noticeCases(locale: Locale): Readonly<Record<string, Notice>> {
  const firstStorm = stormNotice(null, FIRST_ALERTS, locale, new Date(sentAt('17:16')));
  const telling = { timeZone: 'America/Sao_Paulo', locale };
  return {
    storm: firstStorm,
    'storm-goes-on': stormNotice(firstStorm, [anAlert(OUTAGE, at('late'))], locale, new Date(sentAt('17:18'))),
    handoff: handoffNotice(INCIDENTS, HANDOFF, telling, HANDOFF.at),
    'handoff-quiet': handoffNotice([], HANDOFF, telling, HANDOFF.at),
    'all-clear': ALL_CLEAR,
    'not-all-clear': { ...ALL_CLEAR, heardFrom: 10, open: { P1: 1, P2: 0, P3: 2, P4: 0, P5: 0 }, overdue: 2 },
  };
}
