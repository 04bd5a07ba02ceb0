// One notice for many alerts: what it says, and which storm it belongs to.
import type { Locale } from '../config/locale.ts';
import { severityRank, worse } from '../config/severity.ts';
import type { Alert } from '../incident/incident.ts';
import { alertTitle } from '../notify/alert-title.ts';
import { MOST_CHECKOUTS_NAMED, MOST_MEMBERS_LISTED } from '../notify/limits.ts';
import type { StormMember, StormNotice } from '../notify/notice.ts';
import { STORM_WINDOW_MS } from '../notify/storm-gate.ts';

/**
 * The notice for `alerts` (at least one), on the topic of the worst of them. They join the storm of the notice before
 * them while that is no older than ten minutes; else a storm begins.
 */
export function stormNotice(
  before: StormNotice | null,
  alerts: readonly Alert[],
  locale: Locale,
  now: Date,
): StormNotice {
  const createdAt = now.toISOString();
  const isSameStorm = before !== null && now.getTime() - Date.parse(before.createdAt) <= STORM_WINDOW_MS;
  const { stormId, startedAt, sequence, total } = isSameStorm
    ? before
    : { stormId: `storm-${createdAt}`, startedAt: createdAt, sequence: 0, total: 0 };
  const worstFirst = [...alerts].sort(byUrgency);
  const members = onePerStep(worstFirst).slice(0, MOST_MEMBERS_LISTED);
  const checkouts = [...new Set(worstFirst.map(({ incident }) => incident.checkout))];
  const listed = new Set(members.map(({ incident }) => incident.checkout));
  return {
    kind: 'storm',
    id: `${stormId}/${sequence + 1}`,
    topic: alerts.map(({ topic }) => topic).reduce(worse),
    createdAt,
    stormId,
    startedAt,
    sequence: sequence + 1,
    joined: alerts.length,
    checkouts: checkouts.length,
    total: total + alerts.length,
    members: members.map((alert) => member(alert, locale)),
    alsoAt: checkouts.filter((checkout) => !listed.has(checkout)).slice(0, MOST_CHECKOUTS_NAMED),
  };
}

function byUrgency(a: Alert, b: Alert): number {
  return severityRank(a.topic) - severityRank(b.topic) || (a.id < b.id ? -1 : 1);
}

/** The end of an incident has an alert for each topic that heard of it; in a list it is one thing. */
function onePerStep(worstFirst: readonly Alert[]): readonly Alert[] {
  const steps = new Set<string>();
  return worstFirst.filter(({ incident, transition }) => {
    const step = `${incident.id} ${transition}`;
    return !steps.has(step) && steps.add(step);
  });
}

function member(alert: Alert, locale: Locale): StormMember {
  const { id, topic, transition, incident } = alert;
  return {
    alertId: id,
    incidentId: incident.id,
    checkout: incident.checkout,
    topic,
    transition,
    kind: incident.kind,
    title: alertTitle(alert, locale),
  };
}
