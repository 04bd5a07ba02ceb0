// What time alone does to open incidents: reminders, silences that end or are about to.
import { type Severity, severityRank } from '../config/severity.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import { announced, isLouder, type Step } from './announce.ts';
import type { Alert, Incident } from './incident.ts';
import { type LookResult, topicFor } from './lifecycle.ts';
import { nextReminderAt, reminderDue, reminderTopic } from './reminders.ts';
import { concerns, type Silence, silenceOver } from './silences.ts';

/** How long before its end a silence warns, in ms: time enough to set another one. */
export const SILENCE_WARNING_MS = 15 * 60 * 1000;

/** The warning wakes nobody. */
const WARNING_TOPIC: Severity = 'P4';

export interface Moment {
  readonly now: Date;
  readonly timeZone: string;
  readonly silences: readonly Silence[];
  /** From how long after its end an incident is history, in hours. */
  readonly lateAfterHours: number;
}

/** The incidents after what is due by `moment`. Pure: a second time at the same moment changes nothing. */
export function afterTime(incidents: readonly Incident[], moment: Moment): LookResult {
  const alerts: Alert[] = [];
  const after = incidents.map((incident) => {
    const step = incident.status === 'open' ? dueStep(incident, moment) : null;
    if (step) alerts.push(...step.alerts);
    return step?.incident ?? incident;
  });
  return { incidents: after, alerts };
}

/**
 * From when on `afterTime` may have something to do (ISO 8601, UTC); null where it never will. An incident that a
 * silence may hold back is looked at every minute: it's open, so that isn't for long.
 */
export function nextMomentAt(incidents: readonly Incident[], silences: readonly Silence[], now: Date): string | null {
  const isoNow = now.toISOString();
  const lasting = silences.filter(({ until }) => until === null || until > isoNow);
  const times = incidents
    .filter(({ status }) => status === 'open')
    .map((incident) => {
      const isHeldBack = wasHeldBack(incident) && isLouder(incident.severity, incident.heardOn);
      const mayBeSilenced = lasting.some((silence) => concerns(silence, incident));
      return isHeldBack || mayBeSilenced ? incident.openedAt : nextReminderAt(incident, now);
    });
  return times.filter((time) => time !== null).sort()[0] ?? null;
}

function dueStep(incident: Incident, moment: Moment): Step | null {
  const { now, silences, timeZone } = moment;
  const silence = silenceOver(incident, silences, now, timeZone);
  if (silence) return warningOfItsEnd(incident, silence, moment);
  const topic = topicFor(incident, (hour, date) => isLate(incident, hour, date, moment));
  if (wasHeldBack(incident) && isLouder(topic, incident.heardOn))
    return announced(incident, 'escalated', [topic], { now });
  return reminder(incident, now);
}

function wasHeldBack({ history }: Incident): boolean {
  return history.some(({ isSilenced }) => isSilenced);
}

function reminder(incident: Incident, now: Date): Step | null {
  const escalation = reminderDue(incident, now);
  const topic = reminderTopic(incident);
  return escalation === null || topic === null ? null : announced(incident, 'escalated', [topic], { now, escalation });
}

/** Once per incident and end of a silence; a recurring one isn't worth it, it ends every time. */
function warningOfItsEnd(incident: Incident, { by, until, weekly }: Silence, { now, timeZone }: Moment): Step | null {
  if (until === null || weekly !== null || Date.parse(until) - now.getTime() > SILENCE_WARNING_MS) return null;
  const { hour, minute } = zoneClock(timeZone).localTime(Date.parse(until));
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const note = `the silence of ${by} ends at ${time}`;
  const isWarned = incident.history.some((change) => change.note === note && !isDaysAgo(change.at, now));
  return isWarned ? null : announced(incident, 'updated', [WARNING_TOPIC], { now, note });
}

function isDaysAgo(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) > 2 * SILENCE_WARNING_MS;
}

/** As when it landed: what was history then isn't paged because a silence ended. */
function isLate({ openedAt, severity }: Incident, hour: number, date: string, moment: Moment): boolean {
  const end = zoneClock(moment.timeZone).hoursOf(date).endsAt[hour] ?? Number.NaN;
  const lateMs = moment.lateAfterHours * 60 * 60 * 1000;
  return severityRank(severity) < severityRank('P4') && Date.parse(openedAt) - end > lateMs;
}
