// The daily word that all is well, or that it isn't: so that silence never has to be taken for health.
import { type Config, settingsFor } from '../config/config.ts';
import { SEVERITIES, type Severity } from '../config/severity.ts';
import type { AllClearNotice } from '../notify/notice.ts';
import type { Appointment } from './appointments.ts';
import type { WatchEntry } from './watch-index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** From the index alone: it costs no read. */
export function allClearNotice(
  entries: readonly WatchEntry[],
  { meantFor, at }: Appointment,
  config: Config,
  now: Date,
): AllClearNotice {
  const watched = entries.filter(({ checkout }) => !settingsFor(config, checkout).retired);
  const lately = new Date(at.getTime() - DAY_MS).toISOString();
  const open = watched.flatMap((entry) => entry.open);
  return {
    kind: 'all-clear',
    id: `all-clear-${meantFor}`,
    topic: 'P5',
    createdAt: now.toISOString(),
    meantFor,
    timeZone: config.timeZone,
    checkouts: watched.length,
    heardFrom: watched.filter(({ heardAt }) => heardAt !== null && heardAt >= lately).length,
    open: Object.fromEntries(SEVERITIES.map((each) => [each, count(open, each)])) as Record<Severity, number>,
    overdue: watched.filter(({ isOverdue }) => isOverdue).length,
  };
}

function count(all: readonly Severity[], one: Severity): number {
  return all.filter((each) => each === one).length;
}
