// What a new look at a checkout-day changes: incidents open, grow, end or turn out never to have been.
import { type Severity, severityRank } from '../config/severity.ts';
import type { BusinessDate } from '../intake/checkout-day.ts';
import { announced, isLouder, type Step } from './announce.ts';
import { type CountAt, isAlarm, isBackAfterwards, ownerOf, sameness, withFlapsJoined } from './continuity.ts';
import { isOnDate, joined, partOn, partsOf, withPart } from './day-parts.ts';
import type { Alert, FoundIncident, Incident } from './incident.ts';
import { isData, isSales } from './incident.ts';
import { mintIncidentId } from './incident-id.ts';
import { hasGrown, isWorthAnUpdate } from './update-rules.ts';

/** One look: all that was found on one checkout-day, at one time. */
export interface Look {
  readonly checkout: string;
  readonly date: BusinessDate;
  /** False when the file was refused: then it tells nothing of the incidents on record. */
  readonly sawDay: boolean;
  readonly found: readonly FoundIncident[];
  readonly now: Date;
  /** Ended longer ago than `lateAfterHours` when its file landed: announced on P4, whatever its severity. */
  readonly isLate: (endHour: number, date: BusinessDate) => boolean;
  /** Does what was seen answer this complaint about a file that couldn't be read? By default it does. */
  readonly answers?: (complaint: Incident) => boolean;
  /** What is known of hours outside the windows, this look included; by default nothing is. */
  readonly countAt?: CountAt;
  /** Is the incident kept quiet now? By default none is. */
  readonly isSilenced?: (incident: Incident) => boolean;
}

/** What became of the incidents on record, and the alerts that tell of it. */
export interface LookResult {
  readonly incidents: readonly Incident[];
  readonly alerts: readonly Alert[];
}

/**
 * The incidents of a checkout after a look at one of its days. Pure: the same look at its own result changes nothing.
 *
 * A found window belongs to the incident that it overlaps in the same direction, also when a drop has become an outage
 * or the start has moved; and to one that it follows after a short recovery, on the same date or across midnight.
 */
export function afterLook(known: readonly Incident[], look: Look): LookResult {
  const alerts: Alert[] = [];
  const countAt = look.countAt ?? nothingKnown;
  const windows = withFlapsJoined(look.found, look.date, countAt);
  const active = known.filter((incident) => concerns(look, incident));
  const owners = new Map(windows.map((found) => [found, ownerOf(found, look.date, active, countAt)]));
  const incidents = known.map((incident) => {
    if (!active.includes(incident)) return incident;
    const own = windows.filter((found) => owners.get(found) === incident);
    const isClaimed = windows.some((found) => sameness(incident, found, look.date, countAt) !== null);
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

/** The topic on which an incident belongs: history must not page. */
export function topicFor(incident: Incident, isLate: Look['isLate']): Severity {
  const last = partsOf(incident).at(-1);
  return last && isSales(incident) && isLate(last.found.endHour, last.date) ? 'P4' : incident.severity;
}

const nothingKnown = () => undefined;

/** An incident whose windows an older incident has claimed has become part of that one: it ends as its own. */
function nextStep(incident: Incident, own: readonly FoundIncident[], isClaimed: boolean, look: Look): Step {
  const [strongest, ...others] = own.toSorted((a, b) => Number(isAlarm(b)) - Number(isAlarm(a)));
  if (strongest) return seenAgain(incident, others.filter(isAlarm).reduce(joined, strongest), look);
  if (!look.sawDay) return { incident, alerts: [] };
  if (isData(incident) && incident.cause !== 'gap') return ended(incident, look);
  if (!partOn(incident, look.date)) return settled(incident, incident, look);
  const rest = withPart(incident, look.date, null);
  if (rest) return settled(incident, rest, look);
  return isClaimed ? ended(incident, look) : notSeen(incident, look);
}

function opened(found: FoundIncident, look: Look, others: readonly Incident[]): Step {
  const incident: Incident = {
    ...found,
    id: mintIncidentId(look.checkout, look.date, found, new Set(others.map(({ id }) => id))),
    checkout: look.checkout,
    date: look.date,
    status: 'open',
    openedAt: look.now.toISOString(),
    heardOn: [],
    history: [],
    parts: [],
    acknowledgement: null,
    feedback: null,
  };
  const isOver = found.isOver || isBackAfterwards(incident, look.countAt ?? nothingKnown);
  const next: Incident = { ...incident, isOver, status: isOver ? 'resolved' : 'open' };
  return announced(next, 'opened', [topicFor(next, look.isLate)], look);
}

/** A weak trace keeps the figures of what was found before; it can only tell that it has ended. */
function seenAgain(incident: Incident, found: FoundIncident, look: Look): Step {
  if (isAlarm(found)) return settled(incident, withPart(incident, look.date, found) ?? incident, look);
  const isLastDay = partsOf(incident).at(-1)?.date === look.date;
  return isLastDay && found.isOver ? ended(incident, look) : { incident, alerts: [] };
}

/** `next` is `incident` with what was found now: where does it stand, and is that worth a message? */
function settled(incident: Incident, next: Incident, look: Look): Step {
  const isOver = (partsOf(next).at(-1)?.found.isOver ?? false) || isBackAfterwards(next, look.countAt ?? nothingKnown);
  const status = isOver || isClosed(incident, next) ? 'resolved' : 'open';
  const topic = topicFor(next, look.isLate);
  const isRise = isHigher(incident, next, topic, look);
  const isBack = incident.status === 'resolved' && status === 'open';
  const acknowledgement = isRise || isBack ? null : next.acknowledgement;
  const after: Incident = { ...next, isOver, status, acknowledgement };

  if (incident.status === 'open' && status === 'resolved') {
    return announced(after, 'resolved', topicsToTellTheEnd(after, topic), look);
  }
  if (isRise) return announced(after, 'escalated', [topic], look);
  if (isBack || isWorthAnUpdate(incident, after, look.now)) return announced(after, 'updated', [topic], look);
  return { incident: after, alerts: [] };
}

/** Closed by a person: what they knew of doesn't open it again. */
function isClosed(incident: Incident, next: Incident): boolean {
  const told = incident.history.at(-1);
  return isClosedByHand(incident) && told !== undefined && !hasGrown(told, next);
}

function isClosedByHand({ status, history }: Incident): boolean {
  const end = history.findLast(({ transition }) => transition === 'resolved');
  return status === 'resolved' && end?.by !== undefined;
}

/** Worse than everybody was told. What is silenced is measured against the record; an end that nobody heard stays unheard. */
function isHigher(incident: Incident, next: Incident, topic: Severity, look: Look): boolean {
  if (look.isSilenced?.(next)) {
    return incident.history.every(({ severity }) => severityRank(next.severity) < severityRank(severity));
  }
  const isUnheardEnd = incident.heardOn.length === 0 && incident.status === 'resolved';
  return !isUnheardEnd && isLouder(topic, incident.heardOn);
}

/** Data that came after all resolves a hole in the data; sales that newer data call normal were never an incident. */
function notSeen(incident: Incident, look: Look): Step {
  if (isData(incident)) return ended(incident, look);
  return announced({ ...incident, status: 'retracted' }, 'retracted', incident.heardOn, look);
}

function ended(incident: Incident, look: Look): Step {
  if (incident.status === 'resolved') return { incident, alerts: [] };
  return announced({ ...incident, status: 'resolved', isOver: true }, 'resolved', incident.heardOn, look);
}

/**
 * The end goes to every topic that heard of the incident, and to the one its last severity belongs on; of what nobody
 * heard, because it was silenced, nobody hears the end.
 */
function topicsToTellTheEnd({ heardOn }: Incident, topic: Severity): readonly Severity[] {
  return heardOn.length > 0 && isLouder(topic, heardOn) ? [...heardOn, topic] : heardOn;
}

/** A doubt about the same findings is raised once per checkout: an export that always misspells isn't news. */
function isKnownDoubt(found: FoundIncident, incidents: readonly Incident[]): boolean {
  if (!isData(found) || found.cause !== 'doubtful') return false;
  return incidents.some((known) => isData(known) && known.cause === 'doubtful' && known.code === found.code);
}

/**
 * A look is about the incidents of its own date, and about those before and after it that may go on there, or whose end
 * it shows. A file that can be read at last also ends the complaint about one that couldn't, and a file of a later date
 * shows that files come again.
 */
function concerns(look: Look, incident: Incident): boolean {
  if (incident.status === 'retracted') return false;
  if (isData(incident) && incident.cause === 'unreadable') {
    if (incident.status === 'resolved' && !isClosedByHand(incident)) return false;
    if (incident.status === 'open' && look.sawDay) return look.answers?.(incident) ?? true;
    return incident.date === look.date;
  }
  if (isData(incident) && incident.status === 'resolved' && !isClosedByHand(incident)) return false;
  const isOverdue = isData(incident) && incident.cause === 'overdue';
  if (look.sawDay && isOverdue) return incident.date <= look.date;
  if (isOnDate(incident, look.date)) return true;
  if (!look.sawDay || incident.kind === 'level' || (isData(incident) && incident.cause !== 'gap')) return false;
  return incident.status === 'open' || isNextTo(incident, look.date);
}

function isNextTo(incident: Incident, date: BusinessDate): boolean {
  return partsOf(incident).some((part) => Math.abs(Date.parse(part.date) - Date.parse(date)) <= DAY_MS);
}

const DAY_MS = 86_400_000;
