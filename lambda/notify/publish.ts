// Publishing what stands in a record's outbox, and crossing it out.
import type { Alert } from '../incident/incident.ts';
import type { Log } from '../log.ts';
import { type CommitPorts, commit, type HeldRecord } from '../record/commit.ts';
import { abandonedAlerts, type Published, withHold, withPublished } from '../record/outbox.ts';
import type { AlertTopics } from './alert-topics.ts';

export interface PublishPorts extends CommitPorts {
  readonly topics: AlertTopics;
  readonly log: Log;
  readonly now: () => Date;
  /** Longest time, in ms, that the caller may take to publish: until then nobody else touches its alerts. */
  readonly holdMs: number;
}

/**
 * Publishes `alerts`, which the caller has just written into the record that it holds. One that is refused stays in the
 * outbox for the watch; the others go out all the same.
 */
export async function publishAlerts(
  checkout: string,
  alerts: readonly Alert[],
  ports: PublishPorts,
  held?: HeldRecord,
): Promise<void> {
  if (alerts.length === 0) return;
  const outcome = await publishEach(alerts, ports);
  const crossOut = (record: HeldRecord['record']) => ({
    record: withPublished(record, outcome, ports.now()),
    result: null,
  });
  await commit(checkout, crossOut, ports, held);
}

/** Takes over and publishes the alerts of a writer that died. Safe to run twice at once: a conditional write decides. */
export async function publishAbandoned(checkout: string, ports: PublishPorts): Promise<number> {
  const takeOver = (record: HeldRecord['record']) => {
    const now = ports.now();
    const alerts = abandonedAlerts(record, now);
    const ids = alerts.map(({ id }) => id);
    const until = new Date(now.getTime() + ports.holdMs);
    return { record: ids.length > 0 ? withHold(record, ids, until) : null, result: alerts };
  };
  const { held, result: alerts } = await commit(checkout, takeOver, ports);
  await publishAlerts(checkout, alerts, ports, held);
  return alerts.length;
}

async function publishEach(alerts: readonly Alert[], { topics, log }: PublishPorts): Promise<Published> {
  const published: string[] = [];
  const failed: string[] = [];
  for (const alert of alerts) {
    const fields = { alert: alert.id, topic: alert.topic, checkout: alert.incident.checkout };
    try {
      await topics.publish(alert);
      published.push(alert.id);
      log('info', 'alert published', fields);
    } catch (error) {
      failed.push(alert.id);
      log('warn', 'alert not published yet; the watch tries again', { ...fields, error });
    }
  }
  return { published, failed };
}
