// One minute of the watch: everything that nobody's event brings about, one duty after the other.
import { WATCH_INDEX } from '../record/places.ts';
import { remind } from './due-incidents.ts';
import { writeHistory } from './history.ts';
import { publishLeftAlerts } from './left-alerts.ts';
import { sendLostObjects } from './lost-events.ts';
import { tellOverdue } from './overdue.ts';
import { refreshed } from './refreshed.ts';
import { tellTheTime } from './timed-notices.ts';
import { EMPTY_INDEX, parseIndex, type WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/** Lost events are looked for on minutes divisible by this. */
const LOST_EVENTS_EVERY_MIN = 5;

/** What one tick did, for its log line. */
export interface TickReport {
  /** Checkouts whose file was late, or late for long. */
  readonly overdueLooked: number;
  readonly alertsPublished: number;
  readonly objectsSentAgain: number;
  /** Reminders, and what silences had held back. */
  readonly reminders: number;
  readonly noticesSent: number;
  /** Checkout-days that went into the history. */
  readonly daysWritten: number;
}

/**
 * Runs the tick of the minute `at` (the schedule's nominal time, not the clock's). Running it twice, late, or not for an
 * hour does no harm: everything it does is decided by what is on record.
 */
export async function tick(at: Date, ports: WatchPorts): Promise<TickReport> {
  const stored = await ports.records.get(WATCH_INDEX);
  const before = stored ? parseIndex(stored.text) : EMPTY_INDEX;

  const fresh = await refreshed(before, at, ports);
  const overdue = await tellOverdue(fresh.index, at, ports);
  const reminders = await remind(overdue.index, ports);
  const alertsPublished = await publishLeftAlerts(overdue.index, ports);
  const isSearchTime = at.getUTCMinutes() % LOST_EVENTS_EVERY_MIN === 0;
  const lost = isSearchTime ? await sendLostObjects(overdue.index, ports) : { index: overdue.index, sent: 0 };
  const notices = await tellTheTime({ ...fresh, index: lost.index }, at, ports);

  await remember(before, notices.index, ports);
  // The longest duty, and the least urgent: if it doesn't come to its end, nothing else is forgotten.
  const history = await writeHistory(notices.index, at, ports);
  await remember(notices.index, history.index, ports);
  const report = {
    overdueLooked: overdue.looked,
    alertsPublished,
    objectsSentAgain: lost.sent,
    noticesSent: notices.sent,
    reminders,
    daysWritten: history.days,
  };
  ports.measure({ kind: 'watch-ticked', at, report, ...standing(notices.index), opened: overdue.opened });
  return report;
}

/** How things stand after the tick; an alert that it has just published may count as waiting until the next one. */
function standing({ checkouts }: WatchIndex): { unpublishedSince: Date | null; openIncidents: number } {
  let oldest: string | null = null;
  let openIncidents = 0;
  for (const { unpublishedSince, open } of Object.values(checkouts)) {
    openIncidents += open.length;
    if (unpublishedSince !== null && (oldest === null || unpublishedSince < oldest)) oldest = unpublishedSince;
  }
  return { unpublishedSince: oldest === null ? null : new Date(oldest), openIncidents };
}

/**
 * Two ticks at once may overwrite each other's index: it is a cache, and the next tick mends it. Writing both down to
 * compare them is what an idle tick spends most on, so it isn't done for one and the same.
 */
async function remember(before: WatchIndex, after: WatchIndex, { records }: WatchPorts): Promise<void> {
  if (after === before) return;
  const text = JSON.stringify(after);
  if (text !== JSON.stringify(before)) await records.put(WATCH_INDEX, text, { when: 'any' });
}
