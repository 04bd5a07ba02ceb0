// Checkouts whose file is late: an incident opens, rises when it has been late for long, ends when nobody waits any more.
import { settingsFor, withOwnSettings } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import { openedSince } from '../incident/opened.ts';
import { publishAlerts } from '../notify/publish.ts';
import type { Advance } from '../record/advance.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { commit } from '../record/commit.ts';
import { withOverdue, withOverdueRaised, withoutOverdue } from '../record/without-file.ts';
import { nextDuty } from './due.ts';
import { fewAtOnce } from './few-at-once.ts';
import { entryOf } from './refreshed.ts';
import type { WatchEntry, WatchIndex } from './watch-index.ts';
import type { WatchPorts } from './watch-ports.ts';

/**
 * Checkouts looked at in one tick: eight calls each, twenty at a time, are some ten seconds of a tick. The others keep
 * their due times, and their turn comes with the next ticks.
 */
const DUTIES_A_TICK = 1_000;

export interface Told {
  /** With the entries as they are afterwards. */
  readonly index: WatchIndex;
  /** How many checkouts had something due. */
  readonly looked: number;
  /** Severities of the incidents that were opened. */
  readonly opened: readonly Severity[];
}

/** Does what is due by `at` for each checkout. The record decides, not the index: a file that came meanwhile ends it. */
export async function tellOverdue(index: WatchIndex, at: Date, ports: WatchPorts): Promise<Told> {
  const time = at.toISOString();
  const due = Object.entries(index.checkouts)
    .filter(([, { dueAt }]) => dueAt !== null && dueAt <= time)
    .slice(0, DUTIES_A_TICK);
  if (due.length === 0) return { index, looked: 0, opened: [] };
  const done = await fewAtOnce(due, async ([place, entry]) => ({ place, ...(await lookedAt(entry, at, ports)) }));
  const entries = Object.fromEntries(done.map(({ place, entry }) => [place, entry]));
  return {
    index: { ...index, checkouts: { ...index.checkouts, ...entries } },
    looked: due.length,
    opened: done.flatMap(({ opened }) => opened),
  };
}

/** A record that can't be read or written is left to the next tick: it mustn't stop the others. */
async function lookedAt(entry: WatchEntry, at: Date, ports: WatchPorts): Promise<LookedAt> {
  try {
    const { held, opened } = await withDutyDone(entry.checkout, at, ports);
    return { entry: entryOf(held, at, ports.config), opened };
  } catch (error) {
    ports.log('error', 'a late file could not be told of', { checkout: entry.checkout, error });
    return { entry, opened: [] };
  }
}

interface LookedAt {
  readonly entry: WatchEntry;
  readonly opened: readonly Severity[];
}

async function withDutyDone(checkout: string, at: Date, ports: WatchPorts) {
  const change = (known: CheckoutRecord) => {
    const { record, alerts } = dutyDone(known, at, ports);
    const opened = record ? openedSince(known.incidents, record.incidents) : [];
    return { record, result: { alerts, opened } };
  };
  const { held, result } = await commit(checkout, change, ports);
  const published = await publishAlerts({ checkout, alerts: result.alerts, held }, ports);
  return { held: published.held, opened: result.opened };
}

function dutyDone(record: CheckoutRecord, at: Date, { config, now, holdMs }: WatchPorts): Advance {
  const settings = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const duty = nextDuty(record, settings, at);
  if (!duty || duty.at > at) return { record: null, alerts: [] };
  const context = { now: now(), holdMs, settings };
  switch (duty.kind) {
    case 'tell-overdue':
      return withOverdue(record, duty.file, context);
    case 'raise':
      return withOverdueRaised(record, context);
    case 'stop-waiting':
      return withoutOverdue(record, context);
  }
}
