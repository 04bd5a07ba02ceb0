// How soon an incident was noticed, and how soon it could have been.
import { endDate, partsOf } from '../incident/day-parts.ts';
import type { Incident } from '../incident/incident.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { zoneClock } from '../intake/zone-clock.ts';

/** Instants are ISO 8601, UTC. */
export interface Detection {
  /** The first hour of the window begins. */
  readonly beganAt: string;
  /** The last hour of the window ends. */
  readonly endedAt: string;
  /** The first hour has ended and settled: from here on a file could have told. */
  readonly knowableAt: string;
  readonly noticedAt: string;
  readonly minutesToDetect: number;
  /** Between the time at which it could be known and the time at which it was; 0 where it was known at once. */
  readonly minutesWaited: number;
  /** From the first alert; null where nobody acknowledged. */
  readonly minutesToAcknowledge: number | null;
  readonly endNoticedAt: string | null;
}

const MINUTE_MS = 60_000;

export function detection(
  incident: Incident,
  { timeZone, settleMinutes }: { readonly timeZone: string; readonly settleMinutes: number },
): Detection {
  const clock = zoneClock(timeZone);
  const first = clock.hoursOf(incident.date);
  const last = clock.hoursOf(endDate(incident));
  const endHour = (partsOf(incident).at(-1)?.found.endHour ?? incident.endHour) % HOURS_A_DAY;
  const began = nextKnown(first.startsAt, incident.startHour);
  const knowable = nextKnown(first.endsAt, incident.startHour) + settleMinutes * MINUTE_MS;
  const noticed = Date.parse(incident.openedAt);
  const acknowledged = incident.history.find(({ transition }) => transition === 'acknowledged')?.at;
  const end = incident.history.findLast(
    ({ transition }) => transition === 'resolved' || transition === 'retracted',
  )?.at;
  return {
    beganAt: iso(began),
    endedAt: iso(lastKnown(last.endsAt, endHour)),
    knowableAt: iso(knowable),
    noticedAt: incident.openedAt,
    minutesToDetect: minutes(began, noticed),
    minutesWaited: Math.max(0, minutes(knowable, noticed)),
    minutesToAcknowledge: acknowledged === undefined ? null : minutes(noticed, Date.parse(acknowledged)),
    endNoticedAt: end ?? (incident.status === 'open' ? null : incident.openedAt),
  };
}

/** An hour that the clocks skip begins when the next one does. */
function nextKnown(times: readonly number[], hour: number): number {
  return times.slice(hour).find((time) => !Number.isNaN(time)) ?? lastKnown(times, hour);
}

function lastKnown(times: readonly number[], hour: number): number {
  return times.slice(0, hour + 1).findLast((time) => !Number.isNaN(time)) ?? Number.NaN;
}

function minutes(from: number, to: number): number {
  return Math.round((to - from) / MINUTE_MS);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
