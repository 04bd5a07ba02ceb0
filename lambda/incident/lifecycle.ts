// What a new look at a checkout-day changes: incidents open, grow, end or turn out never to have been.
import { type Severity, severityRank, worse } from '../config/severity.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import type { Alert, Change, FoundIncident, FoundSales, Incident, IncidentStatus, Transition } from './incident.ts';
import { isData, isSales } from './incident.ts';
import { mintIncidentId } from './incident-id.ts';
import { isWorthAnUpdate } from './update-rules.ts';

/** One look: all that was found on one checkout-day, at one time. */
export interface Look {
  readonly checkout: string;
  readonly date: BusinessDate;
  /** False when the file was refused: then it tells nothing of the incidents on record. */
  readonly sawDay: boolean;
  readonly found: readonly FoundIncident[];
  readonly now: Date;
  /** Ended longer ago than `lateAfterHours` when its file landed: announced on P4, whatever its severity. */
  readonly isLate: (endHour: number) => boolean;
  /** Does what was seen answer this complaint about a file that couldn't be read? By default it does. */
  readonly answers?: (complaint: Incident) => boolean;
}

/** What the look made of the incidents on record, and the alerts that tell of it. */
export interface LookResult {
  readonly incidents: readonly Incident[];
  readonly alerts: readonly Alert[];
}

/**
 * The incidents of a checkout after a look at one of its days. Pure: the same look at its own result changes nothing.
 *
 * A found window belongs to the incident that it overlaps in the same direction, also when a drop has become an outage
 * or the start has moved. Incidents of other dates are left as they are.
 */
export function afterLook(known: readonly Incident[], look: Look): LookResult {
  const alerts: Alert[] = [];
  const active = known.filter((incident) => concerns(look, incident));
  const owners = new Map(look.found.map((found) => [found, ownerOf(found, active)]));
  const incidents = known.map((incident) => {
    if (!active.includes(incident)) return incident;
    const own = look.found.filter((found) => owners.get(found) === incident);
    const isClaimed = look.found.some((found) => isSame(incident, found));
    const next = nextStep(incident, own, isClaimed, look);
    alerts.push(...next.alerts);
    return next.incident;
  });
  for (const [found, owner] of owners) {
    if (owner || !isAlarm(found) || isKnownDoubt(found, incidents)) continue;
    const next = opened(found, look, incidents);
    incidents.push(next.incident);
    alerts.push(...next.alerts);
  }
  return { incidents, alerts };
}

/** Share of an incident's loss that a weak trace must still show for the incident not to be retracted. */
const TRACE_SHARE = 0.5;

interface Step {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

/** An incident whose windows an older incident has claimed has become part of that one: it ends as its own. */
function nextStep(incident: Incident, own: readonly FoundIncident[], isClaimed: boolean, look: Look): Step {
  const [strongest, ...others] = own;
  if (strongest) return seenAgain(incident, others.reduce(joined, strongest), look);
  if (!look.sawDay) return { incident, alerts: [] };
  return isClaimed ? ended(incident, look) : notSeen(incident, look);
}

function opened(found: FoundIncident, look: Look, others: readonly Incident[]): Step {
  const at = look.now.toISOString();
  const incident: Incident = {
    ...found,
    id: mintIncidentId(look.checkout, look.date, found, new Set(others.map(({ id }) => id))),
    checkout: look.checkout,
    date: look.date,
    status: statusOf(found),
    openedAt: at,
    heardOn: [],
    history: [],
  };
  return announce(incident, 'opened', [topicFor(found, look)], look);
}

function seenAgain(incident: Incident, found: FoundIncident, look: Look): Step {
  const isWeakerTrace = !isAlarm(found);
  const severity = isWeakerTrace ? incident.severity : found.severity;
  const status = statusOf(found);
  const next: Incident = isWeakerTrace
    ? { ...incident, status, isOver: found.isOver }
    : { ...incident, ...found, severity, status };

  const hasEnded = incident.status === 'open' && status === 'resolved';
  if (hasEnded) return announce(next, 'resolved', topicsToTellTheEnd(next, look), look);
  const topic = topicFor(next, look);
  if (isLouder(topic, incident.heardOn)) return announce(next, 'escalated', [topic], look);
  if (isWorthAnUpdate(incident, next, look.now)) return announce(next, 'updated', [topic], look);
  return { incident: next, alerts: [] };
}

/** Data that came after all resolves a hole in the data; sales that newer data call normal were never an incident. */
function notSeen(incident: Incident, look: Look): Step {
  if (isData(incident)) return ended(incident, look);
  return announce({ ...incident, status: 'retracted' }, 'retracted', incident.heardOn, look);
}

function ended(incident: Incident, look: Look): Step {
  if (incident.status === 'resolved') return { incident, alerts: [] };
  return announce({ ...incident, status: 'resolved', isOver: true }, 'resolved', incident.heardOn, look);
}

/** The end goes to every topic that heard of the incident, and to the one its last severity belongs on. */
function topicsToTellTheEnd(incident: Incident, look: Look): readonly Severity[] {
  const topic = topicFor(incident, look);
  return isLouder(topic, incident.heardOn) ? [...incident.heardOn, topic] : incident.heardOn;
}

function announce(incident: Incident, transition: Transition, topics: readonly Severity[], look: Look): Step {
  const at = look.now.toISOString();
  const { severity, startHour, endHour } = incident;
  const expectedLost = isSales(incident) ? incident.expectedLost : 0;
  const change: Change = { at, transition, severity, startHour, endHour, expectedLost };
  const told: Incident = {
    ...incident,
    heardOn: [...new Set([...incident.heardOn, ...topics])].sort(),
    history: [...incident.history, change],
  };
  const alerts = topics.map((topic) => ({
    id: `${told.id}/${told.history.length}-${transition}/${topic}`,
    topic,
    transition,
    escalation: 0,
    createdAt: at,
    incident: told,
  }));
  return { incident: told, alerts };
}

function topicFor(found: FoundIncident, look: Look): Severity {
  return isSales(found) && look.isLate(found.endHour) ? 'P4' : found.severity;
}

function isLouder(topic: Severity, heardOn: readonly Severity[]): boolean {
  return heardOn.every((heard) => severityRank(topic) < severityRank(heard));
}

function statusOf(found: FoundIncident): IncidentStatus {
  return found.isOver ? 'resolved' : 'open';
}

function isAlarm(found: FoundIncident): boolean {
  return worse(found.severity, 'P4') === found.severity;
}

/** A doubt about the same findings is raised once per checkout: an export that always misspells isn't news. */
function isKnownDoubt(found: FoundIncident, incidents: readonly Incident[]): boolean {
  if (!isData(found) || found.cause !== 'doubtful') return false;
  return incidents.some((known) => isData(known) && known.cause === 'doubtful' && known.code === found.code);
}

/**
 * A look is about its own date; a file that can be read at last also ends the complaint about one that couldn't, and a
 * file of a later date shows that files come again.
 */
function concerns(look: Look, incident: Incident): boolean {
  if (incident.status === 'retracted') return false;
  if (isData(incident) && incident.status === 'resolved') return false;
  const isComplaint = isData(incident) && incident.cause === 'unreadable';
  if (look.sawDay && isComplaint) return look.answers?.(incident) ?? true;
  const isOverdue = isData(incident) && incident.cause === 'overdue';
  if (look.sawDay && isOverdue) return incident.date <= look.date;
  return incident.date === look.date;
}

/** The incident that `found` continues: of several the one whose window it shares most of. */
function ownerOf(found: FoundIncident, active: readonly Incident[]): Incident | null {
  let owner: Incident | null = null;
  for (const incident of active) {
    if (isSame(incident, found) && (!owner || sharedPart(incident, found) > sharedPart(owner, found))) owner = incident;
  }
  return owner;
}

/** Does `found` continue `incident`? A window that chance explains does only while it still shows half the loss. */
function isSame(incident: Incident, found: FoundIncident): boolean {
  if (isData(incident) && isData(found)) {
    return incident.cause === found.cause && (found.cause === 'gap' || incident.code === found.code);
  }
  if (!isSales(incident) || !isSales(found)) return false;
  const isLike = isDown(incident) === isDown(found) && (incident.kind === 'level') === (found.kind === 'level');
  if (!isLike || sharedPart(incident, found) === 0) return false;
  return isAlarm(found) || Math.abs(found.expectedLost) >= TRACE_SHARE * Math.abs(incident.expectedLost);
}

/** Windows of one incident, taken together: an outage that flaps is one outage. */
function joined(a: FoundIncident, b: FoundIncident): FoundIncident {
  if (!isSales(a) || !isSales(b) || !isAlarm(b)) return a;
  return {
    ...a,
    severity: worse(a.severity, b.severity),
    startHour: Math.min(a.startHour, b.startHour),
    endHour: Math.max(a.endHour, b.endHour),
    score: Math.max(a.score, b.score),
    observed: a.observed + b.observed,
    expected: a.expected + b.expected,
    expectedLost: a.expectedLost + b.expectedLost,
    lostLow: a.lostLow + b.lostLow,
    lostHigh: a.lostHigh + b.lostHigh,
    hours: [...a.hours, ...b.hours].sort((x, y) => x.hour - y.hour),
    isOver: a.isOver && b.isOver,
  };
}

function isDown(sales: FoundSales): boolean {
  return sales.expectedLost >= 0;
}

/** Hours that both windows have, as a share of the hours that either has. */
function sharedPart(a: FoundIncident, b: FoundIncident): number {
  const shared = Math.min(a.endHour, b.endHour) - Math.max(a.startHour, b.startHour) + 1;
  const either = Math.max(a.endHour, b.endHour) - Math.min(a.startHour, b.startHour) + 1;
  return Math.max(0, shared) / either;
}
