// What the reader gets, case by case, byte for byte. Read the files in golden/ as the specification.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../lambda/incident/incident.ts';
import { message } from '../../lambda/notify/message.ts';
import { escapedJson } from '../../lambda/notify/plain-text.ts';
import { ALERT_CASES } from './alert-cases.ts';
import { CONTEXT } from './an-alert.ts';
import { golden } from './golden.ts';

test('docs/alerts.md shows the e-mail as it is', () => {
  const doc = readFileSync(new URL('../../docs/alerts.md', import.meta.url), 'utf8');
  const alert = ALERT_CASES['outage-over'] as Alert;
  const { subject, email, sms } = message(alert, CONTEXT);
  expect(doc).toContain(`\`\`\`text\nSubject: ${subject}\n\n${email}\`\`\`\n`);
  expect(doc).toContain(`\`\`\`text\n${sms}\n\`\`\`\n`);
});

describe.each(Object.entries(ALERT_CASES))('%s', (name, alert) => {
  const { subject, email, sms, json } = message(alert, CONTEXT);

  test('e-mail', () => {
    const asRead = `Subject: ${subject}\n\n${email}`;
    expect(asRead).toBe(golden(`${name}.email.txt`, asRead));
  });

  test('SMS', () => {
    expect(sms).toBe(golden(`${name}.sms.txt`, sms));
  });

  test('JSON', () => {
    const spread = `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
    const expected = golden(`${name}.json`, spread);
    expect(json).toBe(escapedJson(JSON.parse(expected)));
    expect(spread).toBe(expected);
  });
});
