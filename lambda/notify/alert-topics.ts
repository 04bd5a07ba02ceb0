// The five topics, as the pipeline needs them.
import type { Alert } from '../incident/incident.ts';
import type { Notice } from './notice.ts';

export interface AlertTopics {
  /**
   * Publishes one alert on its topic.
   *
   * @throws whatever the service said, after its client's own retries
   */
  publish(alert: Alert): Promise<void>;
  /**
   * Publishes a message that belongs to no single incident.
   *
   * @throws whatever the service said, after its client's own retries
   */
  publishNotice(notice: Notice): Promise<void>;
}
