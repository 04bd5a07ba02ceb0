// The alert for machines: docs/alert.schema.json says what each field means, and a test holds the two together.

import { endDate } from '../incident/day-parts.ts';
import type { Alert, Incident } from '../incident/incident.ts';
import { nextReminderAt } from '../incident/reminders.ts';
import { isAcknowledged } from '../incident/transitions.ts';
import type { AlertFacts } from './alert-facts.ts';
import { commands } from './commands.ts';
import { headline, title } from './headline.ts';
import { LONGEST_ID, LONGEST_KEY, LONGEST_REMARK, MOST_CHANGES_IN_JSON, MOST_HOURS_TOLD } from './limits.ts';
import type { MessageContext } from './message-context.ts';
import { escapedText, shortened } from './plain-text.ts';
import { referencesJson } from './references-json.ts';
import { state } from './state.ts';
import { whatHappened, whatToDo } from './summary.ts';
import { whyInWords } from './why-in-words.ts';
import type { Wording } from './wording.ts';

/** `major.minor`: a new field raises the minor number, a changed or dropped one the major. */
export const SCHEMA_VERSION = '1.2';

/** As the original export called what is counted. */
export const METRIC = 'checkout_transactions';

/** What a reader of the JSON gets. */
export type AlertJson = ReturnType<typeof alertJson>;

/** The alert as a plain value, its fields named and explained as in docs/alert.schema.json. */
export function alertJson(facts: AlertFacts, words: Wording, context: MessageContext) {
  const { alert, severity, isHistory, deviationPercent } = facts;
  const { incident } = alert;
  return {
    schema_version: SCHEMA_VERSION,
    alert_id: shortened(alert.id, LONGEST_ID),
    incident_id: shortened(incident.id, LONGEST_ID),
    transition: alert.transition,
    severity,
    incident_severity: incident.severity,
    topic: alert.topic,
    is_history: isHistory,
    escalation: alert.escalation,
    title: title(facts, words),
    headline: headline(facts, words),
    message: `${whatHappened(facts, words)} ${whatToDo(facts, words)}`,
    what_happened: whatHappened(facts, words),
    what_to_do: whatToDo(facts, words),
    standing: words.body.state[state(facts)],
    locale: context.locale,
    metric: METRIC,
    ...quantities(incident),
    deviation_percent: rounded(deviationPercent),
    timestamp: alert.createdAt,
    hour: incident.startHour,
    checkout: shortened(incident.checkout, LONGEST_KEY),
    business_date: incident.date,
    time_zone: context.timeZone,
    kind: incident.kind,
    start_hour: incident.startHour,
    end_hour: incident.endHour,
    end_date: endDate(incident),
    status: incident.status,
    is_over: incident.isOver,
    opened_at: incident.openedAt,
    acknowledged_by: acknowledgedBy(alert),
    next_reminder_at: nextReminderAt(incident, new Date(alert.createdAt)),
    why: whyInWords(incident.why, words),
    references: referencesJson(incident.why),
    ...blame(incident),
    hours: hours(incident),
    history: history(alert),
    commands: commandLines(alert),
    links: context.links,
  };
}

function quantities(incident: Incident) {
  const sales = incident.kind === 'data' ? null : incident;
  return {
    current_value: rounded(sales?.observed),
    expected_value: rounded(sales?.expected),
    expected_lost: rounded(sales?.expectedLost),
    lost_low: rounded(sales?.lostLow),
    lost_high: rounded(sales?.lostHigh),
    score: rounded(sales?.score),
  };
}

function blame(incident: Incident) {
  if (incident.kind !== 'data') return { cause: null, code: null, source: null };
  return {
    cause: incident.cause,
    code: shortened(incident.code, LONGEST_ID),
    source: shortened(incident.source, LONGEST_KEY),
  };
}

function hours(incident: Incident) {
  if (incident.kind === 'data') return [];
  return incident.hours.slice(0, MOST_HOURS_TOLD).map(({ hour, today, expected, low, high }) => ({
    hour,
    today: rounded(today),
    expected: rounded(expected),
    low: rounded(low),
    high: rounded(high),
  }));
}

function history({ incident }: Alert) {
  return incident.history
    .slice(-MOST_CHANGES_IN_JSON)
    .map(({ at, transition, state, severity, startHour, endHour, expectedLost, escalation, isSilenced, by, note }) => ({
      at,
      transition,
      state,
      severity,
      start_hour: startHour,
      end_hour: endHour,
      expected_lost: rounded(expectedLost),
      escalation: escalation ?? 0,
      is_silenced: isSilenced ?? false,
      by: remark(by),
      note: remark(note),
    }));
}

/** Who is on it; null once it has ended, or where nobody is. */
function acknowledgedBy({ incident, createdAt }: Alert): string | null {
  const isOnIt = incident.status === 'open' && isAcknowledged(incident, new Date(createdAt));
  return isOnIt ? remark(incident.acknowledgement?.by) : null;
}

function remark(text: string | undefined): string | null {
  return text === undefined ? null : shortened(escapedText(text), LONGEST_REMARK);
}

/** One line each; null where there is nothing to do that way. */
function commandLines({ incident, transition }: Alert) {
  const { acknowledge, silence, feedback } = commands(incident, transition, Number.POSITIVE_INFINITY);
  return {
    acknowledge: acknowledge?.join('') ?? null,
    silence: silence?.join('') ?? null,
    feedback: feedback?.join('') ?? null,
  };
}

const THOUSANDTHS = 1_000;

/** To three decimals, so that no sum ends in …0000001; null where there's no number. */
function rounded(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  const scaled = value * THOUSANDTHS;
  return Number.isSafeInteger(Math.round(scaled)) ? Math.round(scaled) / THOUSANDTHS : value;
}
