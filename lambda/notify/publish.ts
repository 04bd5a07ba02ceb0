// Publishing what stands in a record's outbox, and crossing it out.
import { type Config, settingsFor, withOwnSettings } from '../config/config.ts';
import type { Alert } from '../incident/incident.ts';
import type { Log } from '../log.ts';
import { type CommitPorts, commit, type HeldRecord } from '../record/commit.ts';
import type { ListedStore } from '../record/object-store.ts';
import { abandonedAlerts, type Published, withHold, withPublished } from '../record/outbox.ts';
import type { AlertTopics, Telling } from './alert-topics.ts';
import { isStorm } from './storm-gate.ts';

export interface PublishPorts extends CommitPorts {
  readonly config: Config;
  readonly records: ListedStore;
  readonly topics: AlertTopics;
  readonly log: Log;
  readonly now: () => Date;
  /** Longest time, in ms, that the caller may take to publish: until then nobody else touches its alerts. */
  readonly holdMs: number;
}

/** Alerts of one checkout that the caller holds: nobody else publishes them meanwhile. */
export interface HeldAlerts {
  readonly checkout: string;
  readonly alerts: readonly Alert[];
  /** The record as the caller has just written it. */
  readonly held: HeldRecord;
}

/**
 * Publishes `alerts`, which the caller has just written into the record that it holds. One that is refused stays in the
 * outbox for the watch; the others go out all the same. In a storm all stay there: the watch sends one for all of them.
 */
export async function publishAlerts(
  given: HeldAlerts,
  ports: PublishPorts,
): Promise<{ readonly outcome: Published; readonly held: HeldRecord }> {
  const { alerts, checkout, held } = given;
  if (alerts.length === 0) return { outcome: { published: [], failed: [] }, held };
  const telling = withOwnSettings(settingsFor(ports.config, checkout), held.record.settings);
  const outcome = (await isStorm(alerts, ports))
    ? leftForTheWatch(alerts, ports)
    : await publishEach(alerts, telling, ports);
  return { outcome, held: await crossOut(given, outcome, ports) };
}

/** Takes what was published out of the outbox, and lets go what wasn't. */
export async function crossOut(
  { checkout, held }: HeldAlerts,
  outcome: Published,
  ports: PublishPorts,
): Promise<HeldRecord> {
  const change = (record: HeldRecord['record']) => ({
    record: withPublished(record, outcome, ports.now()),
    result: null,
  });
  return (await commit(checkout, change, ports, held)).held;
}

/** Takes over the alerts of a writer that died, or left them. Safe to run twice at once: a conditional write decides. */
export async function takenOver(checkout: string, ports: PublishPorts): Promise<HeldAlerts> {
  const takeOver = (record: HeldRecord['record']) => {
    const now = ports.now();
    const alerts = abandonedAlerts(record, now);
    const ids = alerts.map(({ id }) => id);
    const until = new Date(now.getTime() + ports.holdMs);
    return { record: ids.length > 0 ? withHold(record, ids, until) : null, result: alerts };
  };
  const { held, result: alerts } = await commit(checkout, takeOver, ports);
  return { checkout, alerts, held };
}

function leftForTheWatch(alerts: readonly Alert[], { log }: PublishPorts): Published {
  log('info', 'a storm: alerts are left for the watch, which sends one for all', { alerts: alerts.length });
  return { published: [], failed: alerts.map(({ id }) => id) };
}

async function publishEach(
  alerts: readonly Alert[],
  { timeZone, locale }: Telling,
  { topics, log }: PublishPorts,
): Promise<Published> {
  const published: string[] = [];
  const failed: string[] = [];
  for (const alert of alerts) {
    const { id: incident, checkout } = alert.incident;
    const fields = { alert: alert.id, topic: alert.topic, checkout, incident };
    try {
      await topics.publish(alert, { timeZone, locale });
      published.push(alert.id);
      log('info', 'alert published', fields);
    } catch (error) {
      failed.push(alert.id);
      log('warn', 'alert not published yet; the watch tries again', { ...fields, error });
    }
  }
  return { published, failed };
}
