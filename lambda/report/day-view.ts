// What a report shows of one checkout-day: its readings beside what was expected of them, and its incidents.
import type { CheckoutSettings } from '../config/config.ts';
import { severityRank } from '../config/severity.ts';
import type { DayCalendar, SpecialDay } from '../detect/calendar.ts';
import type { DetectorName, HourJudgement, Judgement } from '../detect/judgement.ts';
import { isOnDate, partOn } from '../incident/day-parts.ts';
import type { FoundIncident, Incident } from '../incident/incident.ts';
import {
  type BusinessDate,
  type CheckoutDay,
  type Finding,
  HOURS_A_DAY,
  type HourReading,
} from '../intake/checkout-day.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { checkoutDay } from '../record/day-on-record.ts';
import { judgedDay } from '../record/judged-day.ts';
import type { ObjectVersion } from '../record/object-version.ts';

/** One hour: what it was, what it should have been, and the four references. Sales per hour. */
export type HourView = HourJudgement & Pick<HourReading, 'references'>;

/** An incident as it lies on one date. */
export interface IncidentOnDay {
  readonly incident: Incident;
  /** The part of it that lies on this date; the hour labels are this date's. */
  readonly found: FoundIncident;
}

export interface DayView {
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly timeZone: string;
  readonly detector: DetectorName;
  /** 24 entries, index = hour label. */
  readonly hours: readonly HourView[];
  /** Hour labels, from 00h, that had ended and settled when the newest file landed. */
  readonly finalHours: number;
  /** The worst first; retracted ones last. */
  readonly incidents: readonly IncidentOnDay[];
  readonly closedHours: readonly number[];
  readonly special: SpecialDay | null;
  /** What intake noticed about the newest file. */
  readonly warnings: readonly Finding[];
  /** The object versions that the readings come from. */
  readonly told: readonly ObjectVersion[];
  readonly undetectableBelow: number | null;
}

/**
 * The view of `date` in a checkout's record, null where the record has no readings of it. What was expected is worked
 * out again from the readings, the references and the days learned before; the incidents are those on record.
 *
 * @param settings of the deployment for this checkout, with the record's own on top (`withOwnSettings`)
 */
export function dayView(record: CheckoutRecord, date: BusinessDate, settings: CheckoutSettings): DayView | null {
  const onRecord = record.days[date];
  if (onRecord === undefined) return null;
  const day = checkoutDay(record.checkout, date, onRecord);
  const { judgement, calendar } = judgedDay(day, record, settings);
  return viewOf(day, judgement, record.incidents, { calendar, timeZone: settings.timeZone, told: onRecord.told });
}

/** The view of a day that has been judged already, for instance at another sensitivity. */
export function viewOf(
  day: CheckoutDay,
  judgement: Judgement,
  incidents: readonly Incident[],
  { calendar, timeZone, told }: { calendar: DayCalendar | null; timeZone: string; told: readonly ObjectVersion[] },
): DayView {
  const { checkout, date, finalHours, warnings } = day;
  return {
    checkout,
    date,
    timeZone,
    detector: judgement.detector,
    hours: day.hours.map(({ references }, hour) => ({ ...(judgement.hours[hour] as HourJudgement), references })),
    finalHours,
    incidents: incidentsOn(incidents, date),
    closedHours: calendar?.closedHours ?? [],
    special: calendar?.special ?? null,
    warnings,
    told,
    undetectableBelow: judgement.undetectableBelow,
  };
}

/** The incidents that lie on `date`, with what of them does, the worst first and retracted ones last. */
export function incidentsOn(incidents: readonly Incident[], date: BusinessDate): readonly IncidentOnDay[] {
  return incidents
    .filter((incident) => isOnDate(incident, date))
    .flatMap((incident) => {
      const found = partOn(incident, date);
      return found ? [{ incident, found }] : [];
    })
    .sort(worstFirst);
}

/** The dates on record, ascending. */
export function datesOnRecord(record: CheckoutRecord): readonly BusinessDate[] {
  return Object.keys(record.days).sort();
}

/** Incidents that stand: what was retracted is told, and drawn nowhere. */
export function standing({ incidents }: Pick<DayView, 'incidents'>): readonly IncidentOnDay[] {
  return incidents.filter(({ incident }) => incident.status !== 'retracted');
}

/** Hours that had ended, weren't closed, and have no count. */
export function unknownHours({ hours, finalHours, closedHours }: DayView): readonly number[] {
  return hours
    .slice(0, finalHours)
    .filter(({ hour, today }) => today === null && !closedHours.includes(hour))
    .map(({ hour }) => hour);
}

/** Sums over the hours of which both are known. */
export function totals({ hours }: Pick<DayView, 'hours'>): { readonly seen: number; readonly expected: number | null } {
  const known = hours.filter(({ today }) => today !== null);
  const judged = known.filter(({ expected }) => expected !== null);
  return {
    seen: known.reduce((sum, { today }) => sum + (today ?? 0), 0),
    expected: judged.length === 0 ? null : judged.reduce((sum, { expected }) => sum + (expected ?? 0), 0),
  };
}

/** Is the day over, as far as the files tell? */
export function isDayOver({ finalHours }: Pick<DayView, 'finalHours'>): boolean {
  return finalHours >= HOURS_A_DAY;
}

function worstFirst(a: IncidentOnDay, b: IncidentOnDay): number {
  const isGone = ({ incident }: IncidentOnDay) => Number(incident.status === 'retracted');
  const rank = ({ incident }: IncidentOnDay) => severityRank(incident.severity);
  return isGone(a) - isGone(b) || rank(a) - rank(b) || a.found.startHour - b.found.startHour;
}
