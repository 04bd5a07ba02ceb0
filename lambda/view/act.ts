// What a person can do on the page: be on the incident, or keep its checkout quiet. Done as `tillwatch ack` and `silence` do it.
import { acknowledged } from '../incident/people.ts';
import { type Silence, silenceOver } from '../incident/silences.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { withPending } from '../record/outbox.ts';
import { withStepOn } from '../record/step-on-incident.ts';

/** Durations that the page offers, in minutes; 0 is "until it ends", which only an acknowledgement can be. */
export const ACK_MINUTES = [0, 30, 60, 240] as const;
export const SILENCE_MINUTES = [30, 60, 240, 720] as const;

/** What people write is shown in every alert and report: a line of it. */
export const LONGEST_NAME = 60;
export const LONGEST_WHY = 200;

export interface Act {
  readonly kind: 'acknowledge' | 'silence';
  readonly by: string;
  /** Empty for none. */
  readonly why: string;
  readonly minutes: number;
}

/** The act that a sent form asks for; null where something in it is missing or was never on the page. */
export function actIn(form: URLSearchParams): Act | null {
  const kind = form.get('act');
  const by = (form.get('by') ?? '').trim();
  const why = (form.get('why') ?? '').trim();
  const minutes = Number(form.get('minutes') ?? Number.NaN);
  if (by === '' || by.length > LONGEST_NAME || why.length > LONGEST_WHY) return null;
  if (kind === 'acknowledge' && isOneOf(minutes, ACK_MINUTES)) return { kind, by, why, minutes };
  if (kind === 'silence' && isOneOf(minutes, SILENCE_MINUTES) && why !== '') return { kind, by, why, minutes };
  return null;
}

function isOneOf(minutes: number, offered: readonly number[]): boolean {
  return offered.includes(minutes);
}

/** Recorded with everything that is done here, beside the name that somebody typed. */
const BY_LINK = 'by the link';

/**
 * The record after the act; the alerts that follow go into its outbox, from where the watch publishes them.
 *
 * @param silenceId of the silence, should it be one
 * @throws TillwatchError `incident-unknown`, `incident-ended`, `incident-acknowledged`
 */
export function recordAfter(
  record: CheckoutRecord,
  incidentId: string,
  act: Act,
  { now, timeZone, silenceId }: { readonly now: Date; readonly timeZone: string; readonly silenceId: string },
): CheckoutRecord {
  const { by, minutes } = act;
  const until = minutes === 0 ? null : new Date(now.getTime() + minutes * MINUTE_MS);
  const why = [act.why, BY_LINK].filter((text) => text !== '').join(', ');
  if (act.kind === 'silence' && until) {
    return { ...record, silences: [...record.silences, silenceOf({ by, why }, silenceId, now, until)] };
  }
  const isSilenced = (incident: Parameters<typeof silenceOver>[0]) =>
    silenceOver(incident, record.silences, now, timeZone) !== null;
  const { record: next, alerts } = withStepOn(record, incidentId, (incident) =>
    acknowledged(incident, { by, now, why, isSilenced }, until),
  );
  return withPending(next, alerts, now);
}

const MINUTE_MS = 60_000;

function silenceOf({ by, why }: Pick<Silence, 'by' | 'why'>, id: string, now: Date, until: Date): Silence {
  const at = now.toISOString();
  return { id, by, why, createdAt: at, from: at, until: until.toISOString(), kinds: [], severities: [], weekly: null };
}
