// What the reader gets, case by case, byte for byte. Read the files in golden/ as the specification.
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import { message } from '../../lambda/notify/message.ts';
import { escapedJson } from '../../lambda/notify/plain-text.ts';
import { ALERT_CASES } from './alert-cases.ts';
import { CONTEXT } from './an-alert.ts';
import { golden } from './golden.ts';

const cases = LOCALES.flatMap((locale) =>
  Object.entries(ALERT_CASES).map(([name, alert]) => ({ locale, name: `${locale}/${name}`, alert })),
);

describe.each(cases)('$name', ({ locale, name, alert }) => {
  const { subject, email, sms, json } = message(alert, { ...CONTEXT, locale });

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
