import { describe, expect, test } from 'vitest';
import type { Alert } from '../../lambda/incident/incident.ts';
import { message } from '../../lambda/notify/message.ts';
import {
  anAlert,
  CONTEXT,
  DOUBTFUL,
  DROP,
  GAP,
  LEVEL,
  OUTAGE,
  OUTAGE_GOING_ON,
  SPIKE,
  UNREADABLE,
} from './an-alert.ts';

const subject = (alert: Alert) => message(alert, CONTEXT).subject;
const named = (checkout: string, found = OUTAGE) => anAlert(found, { life: { checkout } });

describe('the first line', () => {
  test.each([
    ['no sales 15h-17h', anAlert(OUTAGE)],
    ['no sales since 15h', anAlert(OUTAGE_GOING_ON)],
    ['no sales at 15h', anAlert({ ...OUTAGE, endHour: 15 })],
    ['no sales 22h-01h', anAlert({ ...OUTAGE, startHour: 22, endHour: 25 })],
    ['hardly sold 15h-17h', anAlert({ ...OUTAGE, observed: 1 })],
    ['sales -93% 08h-09h', anAlert(DROP)],
    ['sales 14x 02h-03h', anAlert(SPIKE)],
    ['sales +240% 02h-03h', anAlert({ ...SPIKE, observed: 34, expected: 10 })],
    ['extra sales 02h-03h', anAlert({ ...SPIKE, expected: 0 })],
    ['sales -33% all day', anAlert(LEVEL)],
    ['no data 11h-14h', anAlert(GAP)],
    ['over, no data 11h-14h', anAlert({ ...GAP, isOver: true }, { transition: 'resolved' })],
    ['file unreadable', anAlert(UNREADABLE)],
    ['file in order again', anAlert(UNREADABLE, { transition: 'resolved' })],
    ['doubtful data', anAlert(DOUBTFUL)],
    ['over, sales -93% 08h-09h', anAlert(DROP, { transition: 'resolved', life: { status: 'resolved' } })],
    ['retracted', anAlert(OUTAGE, { transition: 'retracted', life: { status: 'retracted' } })],
    ['acknowledged', anAlert(OUTAGE_GOING_ON, { transition: 'acknowledged' })],
    ['history, no sales 15h-17h', anAlert(OUTAGE, { topic: 'P4' })],
  ])('has "%s" in its first 40 characters, whatever the checkout is called', (fact, alert) => {
    for (let length = 1; length <= 120; length++) {
      const incident = { ...alert.incident, checkout: 'n'.repeat(length) };
      const lines = message({ ...alert, incident }, CONTEXT);
      expect(lines.subject.slice(0, 40)).toContain(`: ${fact}`);
      expect(lines.sms.slice(0, 40)).toContain(`: ${fact}`);
    }
  });

  test('cuts a long name in the middle, so that neighbours stay apart, and never the fact', () => {
    expect(subject(named('loja-centro-sao-paulo-pdv-001'))).toBe(
      'P1 loja-cent..-pdv-001: no sales 15h-17h, about 77 lost, over now',
    );
    expect(subject(named('loja-centro-sao-paulo-pdv-002'))).toContain('-pdv-002: no sales');
  });

  test('says a checkout without a name, or with one of accents alone', () => {
    expect(subject(named('  '))).toMatch(/^P1 \(no name\): no sales/);
    expect(subject(named('\u0301'))).toMatch(/^P1 \?: no sales/);
  });

  test('spells names in ASCII', () => {
    expect(subject(named('Praça São João nº 1'))).toMatch(/^P1 Praca Sao Joao no 1: no sales/);
    expect(subject(named('東京 🛒'))).toMatch(/^P1 \?\? \?: no sales/);
  });

  test('cannot be given a second line or a header by a name', () => {
    expect(subject(named('x\r\nBcc: a@example.com'))).toMatch(/^P1 x\\u000d.+: no sales 15h-17h/);
  });

  test('tells more sales as extra, and says when it is over', () => {
    expect(subject(anAlert(SPIKE))).toBe('P3 checkout_2: sales 14x 02h-03h, about 60 extra, over now');
    expect(subject(anAlert(LEVEL))).toBe('P4 checkout_2: sales -33% all day, about 171 lost');
  });

  test('numbers the reminders', () => {
    const reminder = anAlert(OUTAGE_GOING_ON, { transition: 'escalated', escalation: 2 });
    expect(subject(reminder)).toBe('P1 checkout_2: no sales since 15h, about 55 lost, reminder 2');
  });
});
