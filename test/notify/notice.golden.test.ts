// What the reader of a storm, a handoff and an all-clear gets, byte for byte. Read the files in golden/ as the specification.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../lambda/incident/incident.ts';
import type { Notice } from '../../lambda/notify/notice.ts';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { escapedJson } from '../../lambda/notify/plain-text.ts';
import { handoffNotice } from '../../lambda/watch/handoff.ts';
import { stormNotice } from '../../lambda/watch/storm-notice.ts';
import { anAlert, CONTEXT, changed, DROP, GAP, OUTAGE, OUTAGE_GOING_ON, OVERDUE, sentAt } from './an-alert.ts';
import { golden } from './golden.ts';
import { noticeComplaints } from './notice-schema.ts';

const at = (checkout: string) => ({ life: { checkout, id: `${checkout}-2026-01-16-15h` } });
const outages = (n: number): readonly Alert[] =>
  Array.from({ length: n }, (_, i) => anAlert(OUTAGE_GOING_ON, at(`shop-${String(i + 1).padStart(3, '0')}`)));

const FIRST_STORM = stormNotice(null, [anAlert(DROP, at('kiosk')), ...outages(311)], new Date(sentAt('17:16')));

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

const CASES: Readonly<Record<string, Notice>> = {
  storm: FIRST_STORM,
  'storm-goes-on': stormNotice(FIRST_STORM, [anAlert(OUTAGE, at('late'))], new Date(sentAt('17:18'))),
  handoff: handoffNotice(INCIDENTS, HANDOFF, 'America/Sao_Paulo', HANDOFF.at),
  'handoff-quiet': handoffNotice([], HANDOFF, 'America/Sao_Paulo', HANDOFF.at),
  'all-clear': ALL_CLEAR,
  'not-all-clear': { ...ALL_CLEAR, heardFrom: 10, open: { P1: 1, P2: 0, P3: 2, P4: 0, P5: 0 }, overdue: 2 },
};

describe.each(Object.entries(CASES))('%s', (name, notice) => {
  const { subject, email, sms, json } = noticeMessage(notice, CONTEXT);

  test('e-mail', () => {
    const asRead = `Subject: ${subject}\n\n${email}`;
    expect(asRead).toBe(golden(`notice-${name}.email.txt`, asRead));
  });

  test('SMS', () => {
    expect(sms).toBe(golden(`notice-${name}.sms.txt`, sms));
  });

  test('JSON', () => {
    const spread = `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
    const expected = golden(`notice-${name}.json`, spread);
    expect(json).toBe(escapedJson(JSON.parse(expected)));
    expect(noticeComplaints(json)).toEqual([]);
  });
});
