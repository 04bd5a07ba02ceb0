import { describe, expect, test } from 'vitest';
import { septets } from '../../lambda/notify/gsm7.ts';
import { message } from '../../lambda/notify/message.ts';
import { anAlert, CONTEXT, OUTAGE, OUTAGE_GOING_ON } from './an-alert.ts';

const smsOf = (...alert: Parameters<typeof anAlert>) => message(anAlert(...alert), CONTEXT).sms;

describe('the SMS', () => {
  test('says the fact first, then day, counts and what to do', () => {
    expect(smsOf(OUTAGE_GOING_ON)).toBe(
      'P1 checkout_2: no sales since 15h, about 55 lost. Fri 2026-01-16. 0 sales, 55 expected. ' +
        'Make a test sale now.',
    );
  });

  test('leaves out whole sentences, from the end, where there is no room', () => {
    const sms = smsOf(OUTAGE_GOING_ON, { life: { checkout: '['.repeat(17) } });
    expect(septets(sms)).toBeLessThanOrEqual(148);
    expect(sms).toMatch(/^P1 \[{17}: no sales since 15h, about 55 lost\. .*Make a test sale now\.$/);
  });

  test('has the link to its page where it fits whole, instead of what to do', () => {
    const withLink = (view: string) => message(anAlert(OUTAGE_GOING_ON), { ...CONTEXT, links: { view } }).sms;
    const short = 'https://till.example.com/x';
    expect(withLink(short)).toBe(
      `P1 checkout_2: no sales since 15h, about 55 lost. Fri 2026-01-16. 0 sales, 55 expected. ${short}`,
    );
    expect(withLink(`${short}/${'x'.repeat(60)}`)).toBe(smsOf(OUTAGE_GOING_ON));
  });

  test('keeps the accents that the alphabet has', () => {
    expect(smsOf(OUTAGE, { life: { checkout: 'Praça é' } })).toMatch(/^P1 Praca é: no sales/);
  });
});
