// What it makes of a checkout's record that no file comes: the watch's change, as `advance` is the file's.

import type { FoundData, Incident } from '../incident/incident.ts';
import { afterLook } from '../incident/lifecycle.ts';
import { type OverdueFile, openOverdue, overdueIncident } from '../incident/overdue.ts';
import { silenceOver } from '../incident/silences.ts';
import type { Advance, AdvanceContext } from './advance.ts';
import type { CheckoutRecord } from './checkout-record.ts';
import { withPending } from './outbox.ts';

type Context = Pick<AdvanceContext, 'now' | 'holdMs' | 'settings'>;

const NOTHING: Advance = { record: null, alerts: [] };

/** The record once `file` is late: an incident opens. */
export function withOverdue(record: CheckoutRecord, file: OverdueFile, context: Context): Advance {
  return afterFinding(record, file.date, [overdueIncident(file, 'P3')], context);
}

/** The record once a file has been late for long: the incident rises to P2. */
export function withOverdueRaised(record: CheckoutRecord, context: Context): Advance {
  const overdue = openOverdue(record.incidents);
  return overdue ? afterFinding(record, overdue.date, [{ ...overdue, severity: 'P2' }], context) : NOTHING;
}

/** The record once no file is awaited any more: the complaint about a late one ends. */
export function withoutOverdue(record: CheckoutRecord, context: Context): Advance {
  const overdue = openOverdue(record.incidents);
  return overdue ? afterFinding(record, overdue.date, [], context) : NOTHING;
}

/** Only the complaint about late files is looked at: of the date itself nothing was seen. */
function afterFinding(
  record: CheckoutRecord,
  date: string,
  found: readonly FoundData[],
  { now, holdMs, settings: { timeZone } }: Context,
): Advance {
  const overdue = openOverdue(record.incidents);
  const look = {
    checkout: record.checkout,
    date,
    sawDay: found.length === 0,
    found,
    now,
    isLate: () => false,
    isSilenced: (incident: Incident) => silenceOver(incident, record.silences, now, timeZone) !== null,
  };
  const known = overdue ? [overdue] : record.incidents.filter(({ kind }) => kind === 'data');
  const { incidents, alerts } = afterLook(known, look);
  const changed = new Map(incidents.map((incident) => [incident.id, incident]));
  const kept = record.incidents.map((incident) => changed.get(incident.id) ?? incident);
  const added = incidents.filter(({ id }) => !record.incidents.some((incident) => incident.id === id));
  const next = { ...record, incidents: [...kept, ...added] };
  const isSame = JSON.stringify(next.incidents) === JSON.stringify(record.incidents);
  return { record: isSame ? null : withPending(next, alerts, new Date(now.getTime() + holdMs)), alerts };
}
