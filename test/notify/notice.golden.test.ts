// What the reader of a storm, a handoff and an all-clear gets, byte for byte. Read the files in golden/ as the specification.
import { describe, expect, test } from 'vitest';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { escapedJson } from '../../lambda/notify/plain-text.ts';
import { CONTEXT } from './an-alert.ts';
import { golden } from './golden.ts';
import { NOTICE_CASES } from './notice-cases.ts';
import { noticeComplaints } from './notice-schema.ts';

describe.each(Object.entries(NOTICE_CASES))('%s', (name, notice) => {
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
