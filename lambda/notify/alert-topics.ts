// The five topics, as the pipeline needs them.
import type { Alert } from '../incident/incident.ts';

export interface AlertTopics {
  /**
   * Publishes one alert on its topic.
   *
   * @throws whatever the service said, after its client's own retries
   */
  publish(alert: Alert): Promise<void>;
}
