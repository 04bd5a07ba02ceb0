// The handoff and the all-clear, when their time has come.
import type { Incident } from '../incident/incident.ts';
import { parseRecord } from '../record/checkout-record.ts';
import { allClearNotice } from './all-clear.ts';
import { type Appointment, lastAppointment } from './appointments.ts';
import { fewAtOnce } from './few-at-once.ts';
import { handoffNotice } from './handoff.ts';
import type { Refreshed } from './refreshed.ts';
import { isToldOnce, type TimedNotice } from './told-once.ts';
import type { WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

interface Occasion {
  readonly kind: TimedNotice['kind'];
  /** Local times of the day. */
  readonly times: readonly string[];
  compose(appointment: Appointment): Promise<TimedNotice>;
}

/**
 * Sends what is due at `at`. While records are still unread nothing is said, because it could be wrong.
 *
 * @returns the index with what was sent noted, so that the next tick needn't ask, and the number of notices
 */
export async function tellTheTime(
  { index, unread }: Refreshed,
  at: Date,
  ports: WatchPorts,
): Promise<{ readonly index: WatchIndex; readonly sent: number }> {
  let told = index.told;
  let sent = 0;
  if (unread > 0) return { index, sent };
  for (const occasion of occasions(index, ports)) {
    const appointment = lastAppointment(occasion.times, at, ports.config.timeZone);
    if (!appointment || told[occasion.kind] === appointment.meantFor) continue;
    if (!(await isTold(occasion, appointment, ports))) continue;
    told = { ...told, [occasion.kind]: appointment.meantFor };
    sent++;
  }
  return { index: { ...index, told }, sent };
}

function occasions(index: WatchIndex, ports: WatchPorts): readonly Occasion[] {
  const { config, now } = ports;
  const { handoffAt, allClearAt } = config;
  return [
    {
      kind: 'handoff',
      times: handoffAt,
      compose: async (appointment) =>
        handoffNotice(await incidentsFor(appointment, index, ports), appointment, config, now()),
    },
    {
      kind: 'all-clear',
      times: allClearAt === null ? [] : [allClearAt],
      compose: async (appointment) => allClearNotice(Object.values(index.checkouts), appointment, config, now()),
    },
  ];
}

/** A notice that can't be made or sent is left to the next tick: it mustn't stop what comes after. */
async function isTold({ kind, compose }: Occasion, appointment: Appointment, ports: WatchPorts): Promise<boolean> {
  try {
    return await isToldOnce(await compose(appointment), ports);
  } catch (error) {
    ports.log('error', 'a notice could not be sent', { kind, meantFor: appointment.meantFor, error });
    return false;
  }
}

/** Of the records, only those that have something to say are read. */
async function incidentsFor(
  { since }: Appointment,
  { checkouts }: WatchIndex,
  { records }: WatchPorts,
): Promise<readonly Incident[]> {
  const time = since.toISOString();
  const telling = Object.entries(checkouts).filter(
    ([, { open, changedAt }]) => open.length > 0 || (changedAt ?? '') >= time,
  );
  const found = await fewAtOnce(telling, async ([place]) => {
    const stored = await records.get(place);
    return stored ? parseRecord(stored.text, place).incidents : [];
  });
  return found.flat();
}
