// The alert topics, in a page: what subscribers would have got is shown. Nothing is sent anywhere.
import type { Config } from '../../../lambda/config/config.ts';
import type { AlertTopics, NoticeTopics } from '../../../lambda/notify/alert-topics.ts';
import { alertLinks } from '../../../lambda/notify/links.ts';
import { message } from '../../../lambda/notify/message.ts';
import { noticeMessage } from '../../../lambda/notify/notice-message.ts';
import type { SentAlert } from '../../dashboard/sent-alerts.ts';

export interface PageTopics extends AlertTopics, NoticeTopics {
  /** Calls `listener` with everything so far, and everything from now on. */
  listen(listener: (alert: SentAlert) => void): void;
}

/** As on a deployment with one e-mail and one SMS subscriber: the phone is for what pages. */
const EMAIL = 'analyst@example.com';
const PHONE = '+5511900000000';
const PAGED: readonly string[] = ['P1', 'P2'];

export function pageTopics(config: Config, now: () => Date): PageTopics {
  const sent: SentAlert[] = [];
  const listeners: ((alert: SentAlert) => void)[] = [];
  let publications = 0;
  const publish = (
    topic: string,
    checkout: string,
    { subject, email, sms }: { readonly subject: string; readonly email: string; readonly sms: string },
  ) => {
    const messageId = String(++publications);
    const common = { messageId, at: now().toISOString(), severity: subject.slice(0, 2), checkout };
    const own: readonly SentAlert[] = [
      { ...common, id: `${messageId}.e`, protocol: 'email', endpoint: EMAIL, subject, body: email },
      { ...common, id: `${messageId}.s`, protocol: 'sms', endpoint: PHONE, subject: null, body: sms },
    ];
    for (const alert of own) {
      if (alert.protocol === 'sms' && !PAGED.includes(topic)) continue;
      sent.push(alert);
      for (const listener of listeners) listener(alert);
    }
  };
  return {
    async publish(alert, telling) {
      const { checkout, kind } = alert.incident;
      publish(alert.topic, checkout, message(alert, { ...telling, links: alertLinks(kind, config) }));
    },
    async publishNotice(notice) {
      const { timeZone, locale } = config;
      publish(notice.topic, '', noticeMessage(notice, { timeZone, locale, links: {} }));
    },
    listen(listener) {
      listeners.push(listener);
      for (const alert of sent) listener(alert);
    },
  };
}
