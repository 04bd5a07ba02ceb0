// What Slack, PagerDuty and Amazon Q Developer get, made from the published JSON alone. Read golden/ as the specification.
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lambda/config/locale.ts';
import type { AlertJson } from '../../lambda/notify/alert-json.ts';
import { chatNotification } from '../../lambda/notify/chat-notification.ts';
import { message } from '../../lambda/notify/message.ts';
import type { NoticeJson } from '../../lambda/notify/notice-json.ts';
import { noticeMessage } from '../../lambda/notify/notice-message.ts';
import { pagerDutyEvent } from '../../lambda/notify/pagerduty.ts';
import { slackMessage } from '../../lambda/notify/slack.ts';
import { ALERT_CASES } from './alert-cases.ts';
import { CONTEXT } from './an-alert.ts';
import { golden } from './golden.ts';
import { noticeCases } from './notice-cases.ts';

const published = LOCALES.flatMap((locale) => {
  const context = { ...CONTEXT, locale };
  const alerts = Object.entries(ALERT_CASES).map(([name, alert]) => [name, message(alert, context).json] as const);
  const notices = Object.entries(noticeCases(locale)).map(
    ([name, notice]) => [`notice-${name}`, noticeMessage(notice, context).json] as const,
  );
  return [...alerts, ...notices].map(([name, json]): readonly [string, AlertJson | NoticeJson] => [
    `${locale}/${name}`,
    JSON.parse(json),
  ]);
});

const spread = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe.each(published)('%s', (name, json) => {
  test('Slack', () => {
    const told = spread(slackMessage(json));
    expect(told).toBe(golden(`${name}.slack.json`, told));
  });

  test('PagerDuty', () => {
    const told = spread(pagerDutyEvent(json));
    expect(told).toBe(golden(`${name}.pagerduty.json`, told));
  });

  test('Amazon Q Developer', () => {
    const told = spread(chatNotification(json));
    expect(told).toBe(golden(`${name}.chat.json`, told));
  });
});
