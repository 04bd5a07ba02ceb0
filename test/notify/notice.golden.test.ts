// What the reader of a storm, a handoff and an all-clear gets, byte for byte. Read the files in golden/ as the specification.
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { escapedJson } from '../../lambda/notify/plain-text.ts';
import { CONTEXT } from './an-alert.ts';
import { golden } from './golden.ts';
import { noticeCases } from './notice-cases.ts';
import { noticeComplaints } from './notice-schema.ts';

const cases = LOCALES.flatMap((locale) =>
  Object.entries(noticeCases(locale)).map(([name, notice]) => ({ locale, name: `${locale}/notice-${name}`, notice })),
);

describe.each(cases)('$name', ({ locale, name, notice }) => {
  const { subject, email, sms, json } = noticeMessage(notice, { ...CONTEXT, locale });

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
    expect(noticeComplaints(json)).toEqual([]);
  });
});
