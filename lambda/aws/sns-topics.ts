// The five topics on SNS, for alerts.
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Config } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import type { Alert } from '../incident/incident.ts';
import type { AlertTopics, Telling } from '../notify/alert-topics.ts';
import { alertLinks } from '../notify/links.ts';
import { message } from '../notify/message.ts';
import { publishRequest } from '../notify/publish-request.ts';
import type { LinkToView } from './link-to-view.ts';

export function snsTopics(
  sns: SNSClient,
  topicArns: Readonly<Record<Severity, string>>,
  config: Config,
  linkToView: LinkToView,
): AlertTopics {
  return {
    async publish(alert: Alert, telling: Telling): Promise<void> {
      const links = { ...alertLinks(alert.incident.kind, config), ...(await linkToView(alert)) };
      const composed = message(alert, { ...telling, links });
      await sns.send(new PublishCommand({ TopicArn: topicArns[alert.topic], ...publishRequest(composed, config.sms) }));
    },
  };
}
