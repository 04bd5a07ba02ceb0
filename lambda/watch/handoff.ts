// The handoff of a shift: what is open, what is new and what is over, who is on it, and what to keep an eye on.

import type { Locale } from '../config/locale.ts';
import { severityRank } from '../config/severity.ts';
import { type Change, type Incident, isData } from '../incident/incident.ts';
import { incidentTitle } from '../notify/alert-title.ts';
import type { Telling } from '../notify/alert-topics.ts';
import { MOST_HANDOFF_ITEMS } from '../notify/limits.ts';
import type { HandoffItem, HandoffNotice, HandoffPart } from '../notify/notice.ts';
import type { Appointment } from './appointments.ts';

/** What has been over for less than this, in ms, may come back. */
const JUST_ENDED_MS = 2 * 60 * 60 * 1000;

/** @param incidents of all checkouts; at least those that are open or have changed since the handoff before */
export function handoffNotice(
  incidents: readonly Incident[],
  { meantFor, since }: Appointment,
  { timeZone, locale }: Telling,
  now: Date,
): HandoffNotice {
  const worstFirst = [...incidents].sort(byUrgency);
  const part = (isIn: (incident: Incident) => boolean): HandoffPart => {
    const found = worstFirst.filter(isIn);
    return {
      count: found.length,
      items: found.slice(0, MOST_HANDOFF_ITEMS).map((incident) => handoffItem(incident, locale)),
    };
  };
  const isOpen = ({ status }: Incident) => status === 'open';
  const isNew = ({ openedAt }: Incident) => openedAt >= since.toISOString();
  const hasEndedSince = (time: Date) => (incident: Incident) => (endedAt(incident) ?? '') >= time.toISOString();
  return {
    kind: 'handoff',
    id: `handoff-${meantFor}`,
    topic: 'P5',
    createdAt: now.toISOString(),
    meantFor,
    since: since.toISOString(),
    timeZone,
    open: part(isOpen),
    opened: part(isNew),
    ended: part(hasEndedSince(since)),
    gaps: part((incident) => isData(incident) && (isOpen(incident) || isNew(incident))),
    unattended: part((incident) => isOpen(incident) && acknowledgedBy(incident) === null),
    justEnded: part(hasEndedSince(new Date(now.getTime() - JUST_ENDED_MS))),
  };
}

function byUrgency(a: Incident, b: Incident): number {
  return severityRank(a.severity) - severityRank(b.severity) || (a.openedAt < b.openedAt ? -1 : 1);
}

function handoffItem(incident: Incident, locale: Locale): HandoffItem {
  const { id, checkout, kind, severity, openedAt } = incident;
  return {
    incidentId: id,
    checkout,
    kind,
    severity,
    title: incidentTitle(incident, locale),
    openedAt,
    endedAt: endedAt(incident),
    acknowledgedBy: acknowledgedBy(incident),
  };
}

/** When an incident that isn't open was told to be over; one that was over when it opened, at once. */
function endedAt({ status, history, openedAt }: Incident): string | null {
  if (status === 'open') return null;
  return lastOf(history, ['resolved', 'retracted'])?.at ?? openedAt;
}

/** Who said that they are on it; null where nobody did, or where it has become more urgent since. */
function acknowledgedBy({ history }: Incident): string | null {
  const last = lastOf(history, ['opened', 'escalated', 'acknowledged']);
  return last?.transition === 'acknowledged' ? (last.by ?? UNNAMED) : null;
}

/** An acknowledgement always has a name; a record that was changed by hand may not. */
const UNNAMED = '?';

function lastOf(history: readonly Change[], transitions: readonly Change['transition'][]): Change | undefined {
  return history.findLast(({ transition }) => transitions.includes(transition));
}
