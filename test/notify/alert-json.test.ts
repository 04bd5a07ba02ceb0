import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../lambda/notify/alert-json.ts';
import { message } from '../../lambda/notify/message.ts';
import { ALERT_SCHEMA, complaints } from './alert-schema.ts';
import { anAlert, CONTEXT, changed, GAP, LEVEL, OUTAGE, OUTAGE_GOING_ON, SPIKE, sentAt } from './an-alert.ts';

const parsed = (alert: Parameters<typeof message>[0]) => JSON.parse(message(alert, CONTEXT).json);

describe('the alert JSON and docs/alert.schema.json', () => {
  test('agree on every field, in both directions', () => {
    expect(Object.keys(ALERT_SCHEMA.properties).sort()).toEqual(Object.keys(parsed(anAlert(OUTAGE))).sort());
    expect(Object.keys(ALERT_SCHEMA.$defs.hour.properties)).toEqual(Object.keys(parsed(anAlert(OUTAGE)).hours[0]));
    expect(Object.keys(ALERT_SCHEMA.$defs.commands.properties)).toEqual(Object.keys(parsed(anAlert(OUTAGE)).commands));
    expect(Object.keys(ALERT_SCHEMA.$defs.change.properties)).toEqual(Object.keys(parsed(anAlert(OUTAGE)).history[0]));
  });

  test('every field is required, explained, and no other is allowed', () => {
    for (const schema of [ALERT_SCHEMA, ...Object.values(ALERT_SCHEMA.$defs)]) {
      expect(schema.required).toEqual(Object.keys(schema.properties));
      expect(schema.additionalProperties).toBe(false);
      for (const [name, { description }] of Object.entries(schema.properties)) {
        expect(description, name).toMatch(/^\S.*\.$/);
      }
    }
  });

  test('name the same version', () => {
    expect(ALERT_SCHEMA.properties.schema_version).toMatchObject({ const: SCHEMA_VERSION });
  });

  test.each([OUTAGE, SPIKE, LEVEL, GAP])('$kind is valid', (found) => {
    expect(complaints(message(anAlert(found), CONTEXT).json)).toEqual([]);
  });

  test('the validator does complain about a missing, an unknown and a wrong field', () => {
    const { title, ...untitled } = parsed(anAlert(OUTAGE));
    expect(complaints(JSON.stringify(untitled))).toEqual([" must have required property 'title'"]);
    expect(complaints(JSON.stringify({ ...untitled, title, tittle: title }))).toHaveLength(1);
    expect(complaints(JSON.stringify({ ...untitled, title, severity: 'P0' }))).toHaveLength(1);
    expect(complaints(JSON.stringify({ ...untitled, title, cause: 'gap' }))).not.toEqual([]);
  });
});

describe('the alert JSON', () => {
  test('sums the window under the names of the original export, and `hour` is its start', () => {
    expect(parsed(anAlert(OUTAGE))).toMatchObject({
      severity: 'P1',
      metric: 'checkout_transactions',
      current_value: 0,
      expected_value: 77,
      deviation_percent: -100,
      timestamp: '2026-01-16T21:20:00.000Z',
      hour: 15,
    });
  });

  test('keeps the checkout exactly as it is, while title and message are made harmless', () => {
    const checkout = 'loja\u202e\n"1"';
    const json = parsed(anAlert(OUTAGE, { life: { checkout } }));
    expect(json.checkout).toBe(checkout);
    expect(json.title).toBe('P1 loja\\u202e\\u000a"1": no sales 15h-17h, about 77 lost, over now');
  });

  test('puts no control, bidirectional or broken character on the wire', () => {
    const { json } = message(anAlert(OUTAGE, { life: { checkout: 'a\u202e\u2028\ud800\ufffe\u0000b' } }), CONTEXT);
    expect(json).toContain('"checkout":"a\\u202e\\u2028\\ud800\\ufffe\\u0000b"');
  });

  test('rounds what floating point has added, and has null where there is no number', () => {
    const json = parsed(anAlert({ ...OUTAGE, expected: 0.1 + 0.2, lostHigh: Number.POSITIVE_INFINITY }));
    expect(json).toMatchObject({ expected_value: 0.3, lost_high: null });
  });

  test('names the date on which an incident ends that ran past midnight', () => {
    expect(parsed(anAlert({ ...OUTAGE, startHour: 22, endHour: 25 }))).toMatchObject({
      business_date: '2026-01-16',
      end_date: '2026-01-17',
    });
  });

  test('names the commands that answer it, quoted for the shell, as long as there is something to do', () => {
    const life = { checkout: "loja 1's" };
    expect(parsed(anAlert(OUTAGE_GOING_ON, { life })).commands).toEqual({
      acknowledge: "tillwatch ack 'loja 1'\\''s-2026-01-16-15h'",
      silence: "tillwatch silence --for 2h --why TEXT 'loja 1'\\''s'",
      feedback: "tillwatch feedback 'loja 1'\\''s-2026-01-16-15h' VERDICT",
    });
    const over = parsed(anAlert(OUTAGE, { transition: 'resolved' })).commands;
    expect(over).toMatchObject({ acknowledge: null, silence: null, feedback: expect.any(String) });
    const never = parsed(anAlert(OUTAGE, { transition: 'retracted', life: { status: 'retracted' } })).commands;
    expect(never).toEqual({ acknowledge: null, silence: null, feedback: null });
  });

  test('has no deviation where nothing was expected', () => {
    expect(parsed(anAlert({ ...SPIKE, expected: 0 })).deviation_percent).toBeNull();
  });

  test('keeps the last 30 steps of a long history', () => {
    const steps = Array.from({ length: 40 }, (_, i) => changed('updated', sentAt('10:00'), i < 10 ? 'P3' : 'P2'));
    const { history } = parsed(anAlert(OUTAGE, { life: { history: steps } }));
    expect(history).toHaveLength(30);
    expect(history[0].severity).toBe('P2');
  });
});
