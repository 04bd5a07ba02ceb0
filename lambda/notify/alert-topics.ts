// The five topics, as the pipeline needs them.
import type { Alert } from '../incident/incident.ts';
import type { MessageContext } from './message-context.ts';
import type { Notice } from './notice.ts';

/** How a checkout's people are told: on whose clock, in which language. */
export type Telling = Pick<MessageContext, 'timeZone' | 'locale'>;

export interface AlertTopics {
  /**
   * Publishes one alert on its topic.
   *
   * @throws whatever the service said, after its client's own retries
   */
  publish(alert: Alert, telling: Telling): Promise<void>;
}

/** Apart from alerts, because only the watch has notices, and the score function shouldn't carry their words. */
export interface NoticeTopics {
  /**
   * Publishes a message that belongs to no single incident, in the deployment's language.
   *
   * @throws whatever the service said, after its client's own retries
   */
  publishNotice(notice: Notice): Promise<void>;
}
