// The five topics on SNS, for what belongs to no single incident.
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Config } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import type { NoticeTopics } from '../notify/alert-topics.ts';
import type { Notice } from '../notify/notice.ts';
import { noticeMessage } from '../notify/notice-message.ts';
import { publishRequest } from '../notify/publish-request.ts';

export function snsNotices(
  sns: SNSClient,
  topicArns: Readonly<Record<Severity, string>>,
  { timeZone, locale, sms }: Config,
): NoticeTopics {
  return {
    async publishNotice(notice: Notice): Promise<void> {
      const composed = noticeMessage(notice, { timeZone, locale, links: {} });
      await sns.send(new PublishCommand({ TopicArn: topicArns[notice.topic], ...publishRequest(composed, sms) }));
    },
  };
}
