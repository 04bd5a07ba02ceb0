// The data incident of a file that doesn't come: P3 at first, P2 once we have been blind for long in business hours.
import { type CheckoutSettings, isBusinessHour } from '../config/config.ts';
import type { Severity } from '../config/severity.ts';
import { dayCalendar } from '../detect/calendar.ts';
import { daysAfter } from '../detect/calendar-dates.ts';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { zoneClock } from '../intake/zone-clock.ts';
import type { ExpectedArrival } from './data-why.ts';
import { type FoundData, type Incident, isData } from './incident.ts';

const HOUR_MS = 3_600_000;

/** Business hours enough to be blind in come together within a few days, unless there are none. */
const DAYS_LOOKED_AHEAD = 10;

/** A file of `date` that should have come. */
export interface OverdueFile {
  readonly date: BusinessDate;
  /** The first hour label that no file has told of. */
  readonly startHour: number;
  /** Local minutes, from the date's midnight, by which it should have come. */
  readonly expectedBy: number;
  readonly basis: ExpectedArrival;
  /** Object key of the last file that came; empty where none did. */
  readonly lastKey: string;
}

export function overdueIncident(file: OverdueFile, severity: Severity): FoundData {
  return {
    kind: 'data',
    cause: 'overdue',
    code: 'file-overdue',
    source: file.lastKey,
    severity,
    startHour: file.startHour,
    endHour: HOURS_A_DAY - 1,
    isOver: false,
    why: { kind: 'overdue', date: file.date, expectedBy: file.expectedBy, basis: file.basis },
  };
}

/** The complaint that files don't come, while it lasts: there is at most one for a checkout. */
export function openOverdue(incidents: readonly Incident[]): (Incident & FoundData) | null {
  for (const incident of incidents) {
    if (isData(incident) && incident.cause === 'overdue' && incident.status === 'open') return incident;
  }
  return null;
}

/** When `blindHours` business hours, closed ones apart, will have passed since `from`; null where there are none. */
export function blindLongFrom(from: Date, settings: CheckoutSettings): Date | null {
  const clock = zoneClock(settings.timeZone);
  let missingMs = settings.severity.blindHours * HOUR_MS;
  const firstDate = clock.localTime(from.getTime()).date;
  for (let days = 0; days < DAYS_LOOKED_AHEAD; days++) {
    const date = daysAfter(firstDate, days);
    const { closedHours } = dayCalendar(date, settings);
    const { startsAt, endsAt } = clock.hoursOf(date);
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const [begins = Number.NaN, ends = Number.NaN] = [startsAt[hour], endsAt[hour]];
      const passedMs = ends - Math.max(begins, from.getTime());
      if (!isBusinessHour(hour, settings.businessHours) || closedHours.includes(hour) || !(passedMs > 0)) continue;
      if (passedMs >= missingMs) return new Date(ends - passedMs + missingMs);
      missingMs -= passedMs;
    }
  }
  return null;
}
