// Open incidents that time alone changes: reminders of what nobody acknowledged, and silences that end.
import { settingsFor, withOwnSettings } from '../config/config.ts';
import { afterTime } from '../incident/by-the-clock.ts';
import { publishAlerts } from '../notify/publish.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { commit } from '../record/commit.ts';
import { withPending } from '../record/outbox.ts';
import type { WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/**
 * Does what is due, checkout by checkout, and gives the number of alerts. Whatever happens to the records meanwhile, or
 * in another tick at the same time, a conditional write decides, and what was done once isn't due any more.
 */
export async function remind({ checkouts }: WatchIndex, ports: WatchPorts): Promise<number> {
  const now = ports.now().toISOString();
  let reminders = 0;
  for (const { checkout, incidentsDueFrom } of Object.values(checkouts)) {
    if (incidentsDueFrom !== null && incidentsDueFrom <= now) reminders += await remindersOf(checkout, ports);
  }
  return reminders;
}

/** A record that can't be read or written is left to the next tick: it mustn't stop the others. */
async function remindersOf(checkout: string, ports: WatchPorts): Promise<number> {
  try {
    const { held, result: alerts } = await commit(checkout, (record) => dueIn(record, ports), ports);
    await publishAlerts({ checkout, alerts, held }, ports);
    return alerts.length;
  } catch (error) {
    ports.log('error', 'reminders could not be sent', { checkout, error });
    return 0;
  }
}

function dueIn(record: CheckoutRecord, { config, now: clock, holdMs }: WatchPorts) {
  const now = clock();
  const { timeZone, lateAfterHours } = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const { silences } = record;
  const { incidents, alerts } = afterTime(record.incidents, { now, timeZone, silences, lateAfterHours });
  const isChanged = incidents.some((incident, i) => incident !== record.incidents[i]);
  const next = withPending({ ...record, incidents }, alerts, new Date(now.getTime() + holdMs));
  return { record: isChanged ? next : null, result: alerts };
}
