// What holds for every alert, whatever its checkout is called and whatever its numbers are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import { SMS_SENDER_SEPTETS } from '../../lambda/config/topic-names.ts';
import { isGsm7, SMS_SEPTETS, septets } from '../../lambda/notify/gsm7.ts';
import { message } from '../../lambda/notify/message.ts';
import { LARGEST_PUBLISH_BYTES, publishRequest } from '../../lambda/notify/publish-request.ts';
import { complaints } from './alert-schema.ts';
import { CONTEXT } from './an-alert.ts';
import { anyAlert } from './any-alert.ts';

const anyLocale = fc.constantFrom(...LOCALES);
const SEVERITY_AND_NAME = /^P[1-5] .{1,35}: /;

function forEveryAlert(holds: (composed: ReturnType<typeof message>, alert: Parameters<typeof message>[0]) => void) {
  fc.assert(
    fc.property(anyAlert, anyLocale, (alert, locale) => holds(message(alert, { ...CONTEXT, locale }), alert)),
    { numRuns: 300 },
  );
}

describe('for every alert', () => {
  test('the subject is at most 100 printable ASCII characters and begins with severity and checkout', () => {
    forEveryAlert(({ subject }) => {
      expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(subject).toMatch(SEVERITY_AND_NAME);
    });
  });

  test('the SMS is one line and one part of the GSM alphabet', () => {
    forEveryAlert(({ sms }) => {
      expect([...sms].filter((character) => !isGsm7(character))).toEqual([]);
      expect(septets(sms)).toBeLessThanOrEqual(SMS_SEPTETS - SMS_SENDER_SEPTETS);
      expect(sms).not.toMatch(/[\r\n\f]/);
      expect(sms).toMatch(SEVERITY_AND_NAME);
    });
  });

  test('the e-mail has no line above 72 characters and nothing that could act', () => {
    forEveryAlert(({ email }) => {
      expect(Math.max(...email.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
      expect(email.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(email).not.toMatch(/ $|\n\n\n/m);
    });
  });

  test('the JSON parses, is valid and says the alert and checkout that it was made of', () => {
    forEveryAlert(({ json }, alert) => {
      expect(complaints(json)).toEqual([]);
      expect(JSON.parse(json)).toMatchObject({ transition: alert.transition, kind: alert.incident.kind });
      if (alert.incident.checkout.length <= 1_024) expect(JSON.parse(json).checkout).toBe(alert.incident.checkout);
    });
  });

  test('attributes are neither empty nor unprintable, and escalation is a number', () => {
    forEveryAlert(({ attributes }) => {
      for (const { value } of Object.values(attributes)) expect(value).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,200}$/u);
      expect(Number.isInteger(Number(attributes.escalation.value))).toBe(true);
    });
  });

  test('all of it fits one publish', () => {
    forEveryAlert((composed) => {
      const { Subject, Message, MessageAttributes } = publishRequest(composed);
      const bytes = new TextEncoder().encode(Subject + Message + JSON.stringify(MessageAttributes)).length;
      expect(bytes).toBeLessThan(LARGEST_PUBLISH_BYTES);
    });
  });

  test('the same alert gives the same message', () => {
    forEveryAlert((composed, alert) => {
      const { locale } = JSON.parse(composed.json);
      expect(message(structuredClone(alert), { ...CONTEXT, locale })).toEqual(composed);
    });
  });
});
