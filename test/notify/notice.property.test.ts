// What holds for every notice, whatever its checkouts are called and however many there are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../lambda/config/locale.ts';
import { SMS_SENDER_SEPTETS } from '../../lambda/config/topic-names.ts';
import type { Alert } from '../../lambda/incident/incident.ts';
import { mintIncidentId } from '../../lambda/incident/incident-id.ts';
import { isGsm7, SMS_SEPTETS, septets } from '../../lambda/notify/gsm7.ts';
import type { Notice } from '../../lambda/notify/notice.ts';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { LARGEST_PUBLISH_BYTES, publishRequest } from '../../lambda/notify/publish-request.ts';
import { handoffNotice } from '../../lambda/watch/handoff.ts';
import { stormNotice } from '../../lambda/watch/storm-notice.ts';
import { CONTEXT } from './an-alert.ts';
import { anyAlert } from './any-alert.ts';
import { noticeComplaints } from './notice-schema.ts';

/** Ids are minted, so they are harmless; everything else is as hostile as an alert can be. */
const anyAlerts = fc.array(anyAlert, { minLength: 1, maxLength: 40 }).map((alerts) =>
  alerts.map((alert, i): Alert => {
    const { incident } = alert;
    const id = mintIncidentId(incident.checkout, incident.date, incident);
    return { ...alert, id: `${id}/${i}-${alert.transition}/${alert.topic}`, incident: { ...incident, id } };
  }),
);

const NOW = new Date('2026-01-16T23:00:00Z');
const HANDOFF = { meantFor: '2026-01-16T20:00', at: NOW, since: new Date('2026-01-16T11:00:00Z') };

const anyNotice = fc
  .tuple(anyAlerts, fc.constantFrom(...LOCALES))
  .chain(([alerts, locale]) =>
    fc.constantFrom<{ notice: Notice; locale: Locale }>(
      { notice: stormNotice(null, alerts, locale, NOW), locale },
      { notice: handoffNotice(incidentsOf(alerts), HANDOFF, { timeZone: 'America/Sao_Paulo', locale }, NOW), locale },
    ),
  );

function incidentsOf(alerts: readonly Alert[]) {
  return alerts.map(({ incident }) => incident);
}

function forEveryNotice(holds: (composed: ReturnType<typeof noticeMessage>) => void) {
  fc.assert(
    fc.property(anyNotice, ({ notice, locale }) => holds(noticeMessage(notice, { ...CONTEXT, locale }))),
    { numRuns: 100 },
  );
}

describe('for every notice', () => {
  test('the subject is at most 100 printable ASCII characters and begins with the severity', () => {
    forEveryNotice(({ subject }) => {
      expect(subject).toMatch(/^P[1-5] [\x20-\x7e]{1,97}$/);
    });
  });

  test('the SMS is one line and one part of the GSM alphabet', () => {
    forEveryNotice(({ sms }) => {
      expect([...sms].filter((character) => !isGsm7(character))).toEqual([]);
      expect(septets(sms)).toBeLessThanOrEqual(SMS_SEPTETS - SMS_SENDER_SEPTETS);
      expect(sms).not.toMatch(/[\r\n\f]/);
    });
  });

  test('the e-mail has no line above 72 characters and nothing that could act', () => {
    forEveryNotice(({ email }) => {
      expect(Math.max(...email.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
      expect(email.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    });
  });

  test('the JSON is what the schema promises', () => {
    forEveryNotice(({ json }) => {
      expect(noticeComplaints(json)).toEqual([]);
    });
  });

  test('all of it fits one publish', () => {
    forEveryNotice((composed) => {
      const { Subject, Message, MessageAttributes } = publishRequest(composed);
      const bytes = new TextEncoder().encode(Subject + Message + JSON.stringify(MessageAttributes)).length;
      expect(bytes).toBeLessThan(LARGEST_PUBLISH_BYTES);
    });
  });
});
