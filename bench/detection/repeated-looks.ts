// The same day seen again and again while it grows: 24 looks must not be 24 chances of a false alarm, and an incident
// should not have to wait for the evening's file.
import { type CheckoutDay, HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { Contestant } from './contestants.ts';
import type { LabelledDay, LabelledIncident, ReportedIncident } from './labelled-day.ts';
import { isHit, median } from './scorer.ts';

/** What a day's file raised as of the end of one of its hours. */
export interface Look {
  /** The newest hour that the file knew. */
  readonly lastHour: number;
  /** Windows of P1 to P4. */
  readonly alarms: readonly ReportedIncident[];
}

/** A labelled day with its looks, earliest first. */
export interface ReplayedDay {
  readonly labelled: LabelledDay;
  readonly looks: readonly Look[];
}

/** Clean days with an alarm at any look, per 100 clean days. */
export interface RepeatedLooks {
  readonly cleanDays: number;
  readonly alarmDaysPer100: number;
  readonly p1DaysPer100: number;
  /** Days whose alarm came at a look before the last known hour only, per 100. */
  readonly passingPer100: number;
}

/** How long incidents waited for their first alarm; shares are of all incidents, those never noticed included. */
export interface FirstAlarms {
  readonly incidents: number;
  /** Share with a fitting alarm at any look. */
  readonly everAlarmed: number;
  /** Hours from the file that first held the incident to the file that raised it; null where none was raised. */
  readonly medianHours: number | null;
  /** Share raised by the file of the incident's first hour, and at most 1, 2 and 3 hours after it. */
  readonly within: readonly [number, number, number, number];
}

/** Every day judged as of each of its known hours. */
export function replayed(days: readonly LabelledDay[], { reports }: Contestant): readonly ReplayedDay[] {
  return days.map((labelled) => ({
    labelled,
    looks: growing(labelled.day).map((day) => ({
      lastHour: day.finalHours - 1,
      alarms: reports(day).filter(({ severity }) => severity !== 'P5'),
    })),
  }));
}

/** The false alarms of clean days. */
export function repeatedLooks(days: readonly ReplayedDay[]): RepeatedLooks {
  const clean = days.filter(({ labelled }) => labelled.incidents.length === 0);
  const alarmed = clean.filter(({ looks }) => looks.some(({ alarms }) => alarms.length > 0));
  const passing = alarmed.filter(({ looks }) => looks.at(-1)?.alarms.length === 0);
  const paged = clean.filter(({ looks }) =>
    looks.some(({ alarms }) => alarms.some(({ severity }) => severity === 'P1')),
  );
  const per100 = (some: readonly ReplayedDay[]) => (100 * some.length) / Math.max(1, clean.length);
  return {
    cleanDays: clean.length,
    alarmDaysPer100: per100(alarmed),
    p1DaysPer100: per100(paged),
    passingPer100: per100(passing),
  };
}

/** The waits of the incidents that are asked about. */
export function firstAlarms(
  days: readonly ReplayedDay[],
  isAskedAbout: (label: LabelledIncident) => boolean = () => true,
): FirstAlarms {
  const hours = days.flatMap((day) =>
    day.labelled.incidents.filter(isAskedAbout).map((label) => hoursToAlarm(label, day)),
  );
  const within = (most: number) => hours.filter((wait) => wait <= most).length / Math.max(1, hours.length);
  return {
    incidents: hours.length,
    everAlarmed: within(HOURS_A_DAY),
    medianHours: median(hours.filter(Number.isFinite)),
    within: [within(0), within(1), within(2), within(3)],
  };
}

/** Infinite where no look raised it. */
function hoursToAlarm(label: LabelledIncident, { looks }: ReplayedDay): number {
  const first = looks.find(({ alarms }) => alarms.some((window) => isHit(window, label)));
  return first === undefined ? Number.POSITIVE_INFINITY : first.lastHour - label.startHour;
}

/** The day as of the end of each of its known hours, earliest first. */
function growing(day: CheckoutDay): readonly CheckoutDay[] {
  return Array.from({ length: HOURS_A_DAY }, (_, i) => i + 1)
    .filter((finalHours) => day.hours[finalHours - 1]?.today !== null)
    .map((finalHours) => ({
      ...day,
      finalHours,
      hours: day.hours.map((hour) => (hour.hour < finalHours ? hour : { ...hour, today: null })),
    }));
}
